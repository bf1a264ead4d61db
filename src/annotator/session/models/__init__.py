"""Item models of the open project; no widgets."""
