"""The project file: the only place with SQL and with files of our own."""
