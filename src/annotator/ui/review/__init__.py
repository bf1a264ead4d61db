"""The Review workspace: what came in, conflicts, agreement between reviewers, and who reads what."""
