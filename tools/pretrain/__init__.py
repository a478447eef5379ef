"""Training the built-in models."""
