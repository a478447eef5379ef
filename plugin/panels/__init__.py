"""Panels and dialogs of the desktop."""
