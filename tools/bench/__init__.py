"""Measuring: speed, quality, uses; peers and scenes."""
