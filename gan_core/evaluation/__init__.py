"""How good a model is on ground that it did not learn from, and whether it may be published."""
