"""The briefing as a Word file, written as a stream."""
