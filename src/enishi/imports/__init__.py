"""`enishi import`: tables from files, first as a dry run with the differences in words, then with --write."""
