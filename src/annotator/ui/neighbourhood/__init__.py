"""A picture of what one statement is linked to."""
