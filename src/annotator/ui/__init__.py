"""Widgets. A panel knows the session and its own widgets, and nothing of another panel."""
