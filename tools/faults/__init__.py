"""Damaged input, killed processes, full disks."""
