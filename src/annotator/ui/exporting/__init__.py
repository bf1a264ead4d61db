"""Exporting: what goes into the briefing, and where it goes."""
