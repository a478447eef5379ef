"""The way of a window: plan, read, normalize, network, consistency, write; lock, resume, forecast."""
