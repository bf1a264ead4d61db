"""One function for each thing a reviewer can do. Each yields drafts; the store applies them in one place.

An edit reads the project's present state where it must, checks the wish, and never changes anything itself.
Wishes that cannot be honoured raise RefusedError with one plain sentence.
"""

from annotator.core.edits.outline import (
    add_chapter,
    add_outline,
    add_prose,
    delete_chapter,
    delete_prose,
    move_chapter,
    move_item,
    place_statement,
    rename_chapter,
    unplace_statement,
    write_prose,
)
from annotator.core.edits.project import (
    add_actor,
    add_reviewer,
    create_project,
    rename_actor,
    set_project_field,
    set_reviewer_field,
    write_note,
)
from annotator.core.edits.sources import (
    NewSource,
    add_source,
    correct_metadata,
    delete_source,
    grade_source,
    mark_read,
    set_origin,
)
from annotator.core.edits.statements import (
    add_statement,
    delete_statements,
    move_anchor,
    set_statement_field,
    tag_statement,
    untag_statement,
)
from annotator.core.edits.tags import (
    add_tag,
    define_tag,
    delete_tag,
    merge_tags,
    move_tag,
    recolour_tag,
    rename_tag,
    set_favourite,
)

__all__ = [
    "NewSource",
    "add_actor",
    "add_chapter",
    "add_outline",
    "add_prose",
    "add_reviewer",
    "add_source",
    "add_statement",
    "add_tag",
    "correct_metadata",
    "create_project",
    "define_tag",
    "delete_chapter",
    "delete_prose",
    "delete_source",
    "delete_statements",
    "delete_tag",
    "grade_source",
    "mark_read",
    "merge_tags",
    "move_anchor",
    "move_chapter",
    "move_item",
    "move_tag",
    "place_statement",
    "recolour_tag",
    "rename_actor",
    "rename_chapter",
    "rename_tag",
    "set_favourite",
    "set_origin",
    "set_project_field",
    "set_reviewer_field",
    "set_statement_field",
    "tag_statement",
    "unplace_statement",
    "untag_statement",
    "write_note",
    "write_prose",
]
