"""A copy to send: to whom, what goes in, and where it is written."""
