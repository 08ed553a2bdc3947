"""How much one turn may do, whichever model drives it."""

MODEL_CALLS = 6  # of one turn
TOOL_CALLS = 8  # of one model message
