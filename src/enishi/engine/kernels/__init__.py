"""Compiled loops over plain arrays. Their reference is NumPy (`conditions`, `scores`); they agree with it to the last bit."""
