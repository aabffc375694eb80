"""One module for each kind of fact; every `read` takes items and gives the value with its places, or None."""
