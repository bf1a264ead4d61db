"""Identifiers: random ones for what somebody makes, derived ones for what two people must agree on."""

import hashlib
import secrets

UID_LENGTH = 32
# What is made in one run of the program lies side by side in every index: bringing it into another copy touches a
# fraction of the pages that wholly random identifiers would. A time would do as well, but identifiers stand in the
# briefing, and its readers are not told when somebody worked.
_OF_THIS_RUN = secrets.token_hex(4)


def new_uid() -> str:
    """Draw a fresh identifier: 32 lower-case hexadecimal digits, 128 random bits, the first 32 of them by the run."""
    return _OF_THIS_RUN + secrets.token_hex(12)


def derived_uid(*parts: str) -> str:
    """Derive the identifier that everybody who starts from the same parts arrives at.

    Each part is length-prefixed, so no two lists of parts share their bytes.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()[:UID_LENGTH]


def source_uid(project_uid: str, original_sha256: str) -> str:
    """Derive a source from its project and its captured original."""
    return derived_uid("source", project_uid, original_sha256)


def revision_uid(source: str, text_sha256: str, blocks_sha256: str) -> str:
    """Derive a revision from its source, its canonical text and its block list."""
    return derived_uid("revision", source, text_sha256, blocks_sha256)


def placement_uid(chapter: str, statement: str) -> str:
    """Derive a placement: the same statement put in the same chapter twice is one placement."""
    return derived_uid("placement", chapter, statement)


def link_uid(kind: str, from_statement: str, to_statement: str) -> str:
    """Derive a link: two reviewers who link the same statements in the same way make one link."""
    return derived_uid("link", kind, from_statement, to_statement)


def own_note_uid(target: str, reviewer: str) -> str:
    """Derive the note that one reviewer keeps on one thing."""
    return derived_uid("note", target, reviewer)
