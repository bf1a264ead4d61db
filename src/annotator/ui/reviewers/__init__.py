"""The people of a project: their names and colours, who is whom, and working blind."""
