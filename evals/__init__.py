"""The evals: does Vouch answer what the guide answers, cite it, and leave the rest alone."""
