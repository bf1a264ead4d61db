"""The errors a person can meet, as one tree.

AnnotatorError                 whatever we can say in one plain sentence
    RefusedError               the input or the wish cannot be honoured; nothing was changed
        NotFoundError          what was named is not in the project
        ProjectFileError       the file is not a project we can read
    EnvironmentFaultError      the machine would not: full disk, no permission, locked file, no display

Anything else that is raised is a bug of ours and keeps its traceback.
"""


class AnnotatorError(Exception):
    """Say in one plain sentence what is wrong and what to do."""


class RefusedError(AnnotatorError):
    """Refuse a wish or an input; nothing has been changed."""


class NotFoundError(RefusedError):
    """Name something that the project does not hold."""


class ProjectFileError(RefusedError):
    """Refuse a file that is not a readable project."""


class EnvironmentFaultError(AnnotatorError):
    """Report that the machine, not the user and not our code, stood in the way."""
