"""Solvers over the candidate graph: assignment, equilibrium lists, stable rounds."""
