"""Searching over everything, from the field in the window's bar."""
