"""Complaints: sent from the screen, their state by code, written down at the desk, handled by the office."""
