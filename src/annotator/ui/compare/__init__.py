"""Compare: the sources held against each other."""
