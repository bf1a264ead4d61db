"""The history of things: what happened to each, earlier values restored, and what was deleted brought back."""
