"""Sharpening by a finer layer: coarse bands get the detail that other, finer bands show of the same ground."""
