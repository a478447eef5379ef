"""What can be wrong with a layer before a run: its header, a sample of its pixels."""
