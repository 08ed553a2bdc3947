"""Starts the web app: `python app.py` is `vouch serve`, with the same options."""

from __future__ import annotations

import sys

from assistant.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "serve")
    main()
