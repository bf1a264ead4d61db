"""Finding statements again after their source's text was corrected; what cannot be told is left for a person."""

from annotator.core.reanchoring.placing import AnchorState, Reanchored, reanchored

__all__ = ["AnchorState", "Reanchored", "reanchored"]
