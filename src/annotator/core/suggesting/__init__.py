"""What a reviewer may want to make of a source: quotations with their speakers, and dates. Offered, never applied."""
