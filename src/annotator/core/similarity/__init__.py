"""Which sentences say the same: terms, and how much of a query's terms a sentence shares."""
