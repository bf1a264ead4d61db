"""Arrange: the outline, one chapter as it is put together, and what stands nowhere yet."""
