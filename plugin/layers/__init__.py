"""Layers on their way into a job and back, and how results look."""
