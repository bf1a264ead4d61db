"""Measurements of the program on large work, each figure beside the floor that the machine sets."""
