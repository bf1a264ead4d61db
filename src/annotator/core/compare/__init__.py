"""Holding sources against each other: who says something about what, who is silent, and where they disagree."""
