"""Gaps filled from what lies around them, and from another date of the same ground."""
