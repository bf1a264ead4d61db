"""Pure Python: records, changes, edits and the briefing as a tree. No Qt, no SQL, no file formats."""
