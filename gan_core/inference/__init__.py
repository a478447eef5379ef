"""Models at work: loaded with suspicion, run tile by tile, never out of memory without a way on."""
