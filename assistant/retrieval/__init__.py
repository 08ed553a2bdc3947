"""From a question to passages: chunks in Chroma, a learned question classifier, and hybrid search."""
