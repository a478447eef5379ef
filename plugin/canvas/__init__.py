"""What the map canvas and the layer tree offer."""
