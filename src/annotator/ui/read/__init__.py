"""The Read workspace: sources side by side, their statements, and what is said of each."""
