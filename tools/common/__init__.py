"""Data and pictures that several folders use."""
