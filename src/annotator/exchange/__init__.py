"""Foreign files into records and records into foreign files, one module per format."""
