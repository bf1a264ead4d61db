"""The open project: performs edits, keeps undo, runs jobs and feeds models. QtCore and QtGui, no widgets."""
