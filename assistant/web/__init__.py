"""The web page: the only part of Vouch that knows Gradio."""
