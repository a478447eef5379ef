"""What the algorithms share: one base class, its parameters, the choice of a model."""
