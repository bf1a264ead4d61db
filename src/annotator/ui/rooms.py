"""What the window is furnished with: the workspaces, and the doors to importing, exporting and searching."""

from annotator.ui.desk import Furniture


def furniture() -> Furniture:
    """Give what stands in the window."""
    return Furniture()
