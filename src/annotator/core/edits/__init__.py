"""One function for each thing a reviewer can do. Each yields drafts; the store applies them in one place.

An edit reads the project's present state where it must, checks the wish, and never changes anything itself.
Wishes that cannot be honoured raise RefusedError with one plain sentence.
"""

from annotator.core.edits.blocks import correct_kind, correct_level, fold_blocks
from annotator.core.edits.joining import follow_joined, join_versions, keep_apart, later_of, share_origin
from annotator.core.edits.links import assess_link, link_statements, unlink_statements
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
    choose_for_briefing,
    create_project,
    learn_outlet,
    rename_actor,
    set_project_field,
    set_reviewer_field,
    write_note,
)
from annotator.core.edits.quoting import mark_key_judgement, set_confidence, set_likelihood, show_quotation
from annotator.core.edits.restoring import bring_back, restore_value
from annotator.core.edits.revising import NewRevision, follow_revision, revise_source, settle_anchor
from annotator.core.edits.searching import forget_search, save_search
from annotator.core.edits.settling import settle, settle_by_rule
from annotator.core.edits.sources import (
    NewSource,
    add_source,
    correct_metadata,
    delete_source,
    describe_source,
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
    mark_position,
    merge_tags,
    move_tag,
    recolour_tag,
    rename_tag,
    set_favourite,
)
from annotator.core.edits.teamwork import agree_on_tag, assign_source, discuss, join_reviewers, work_blind
from annotator.core.edits.texts import can_use_both, carry_corrections, correct_text, use_both

__all__ = [
    "NewRevision",
    "NewSource",
    "add_actor",
    "add_chapter",
    "add_outline",
    "add_prose",
    "add_reviewer",
    "add_source",
    "add_statement",
    "add_tag",
    "agree_on_tag",
    "assess_link",
    "assign_source",
    "bring_back",
    "can_use_both",
    "carry_corrections",
    "choose_for_briefing",
    "correct_kind",
    "correct_level",
    "correct_metadata",
    "correct_text",
    "create_project",
    "define_tag",
    "delete_chapter",
    "delete_prose",
    "delete_source",
    "delete_statements",
    "delete_tag",
    "describe_source",
    "discuss",
    "fold_blocks",
    "follow_joined",
    "follow_revision",
    "forget_search",
    "grade_source",
    "join_reviewers",
    "join_versions",
    "keep_apart",
    "later_of",
    "learn_outlet",
    "link_statements",
    "mark_key_judgement",
    "mark_position",
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
    "restore_value",
    "revise_source",
    "save_search",
    "set_confidence",
    "set_favourite",
    "set_likelihood",
    "set_origin",
    "set_project_field",
    "set_reviewer_field",
    "set_statement_field",
    "settle",
    "settle_anchor",
    "settle_by_rule",
    "share_origin",
    "show_quotation",
    "tag_statement",
    "unlink_statements",
    "unplace_statement",
    "untag_statement",
    "use_both",
    "work_blind",
    "write_note",
    "write_prose",
]
