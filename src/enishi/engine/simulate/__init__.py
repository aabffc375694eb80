"""Made-up markets of any size and what would happen in them: for comparing methods, tests and benchmarks."""
