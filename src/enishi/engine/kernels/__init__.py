"""Compiled loops over plain arrays. Their reference is NumPy (`conditions`, `scores`), with which they agree to the
last bit.

Kernels start no threads and let other threads run meanwhile (`nogil`), so they may run anywhere, also in a forked
child; a batch spreads its work over threads of Python (`threads.spread`).
How they are compiled, and where the code is kept: `enishi.engine.compiled`.
"""
