"""Articles of other people's making, turned into a canonical text with blocks."""
