"""Searching by meaning: which model, and how far it has read."""
