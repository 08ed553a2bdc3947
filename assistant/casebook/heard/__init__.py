"""The learned reading of what is told: what each word tells, whose it is, and what of that goes to the case.

`tagging.py` and `whose.py` label words by models that know the marked tellings (`tellings.py`, made by
`evals/tellings_tune.py`); `hear.py` is the entrance, and runs after the rules.
"""
