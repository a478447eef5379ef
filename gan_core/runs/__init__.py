"""A training run from the inside: its folder, what it tells, what it publishes."""
