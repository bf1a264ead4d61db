"""The import desk: what is about to come into the project, looked at before it does."""
