"""Two people at one paragraph: what both wrote, where that can be had."""


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """Put two edits of one text together; None where both changed the same words.

    Each edit is taken as one run of characters that was replaced, which is what typing makes. Two insertions at
    one place count as a clash.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    my_start, my_end = _changed(base, mine)
    their_start, their_end = _changed(base, theirs)
    my_words = mine[my_start : len(mine) - (len(base) - my_end)]
    their_words = theirs[their_start : len(theirs) - (len(base) - their_end)]
    if my_end < their_start or (my_end == their_start and my_start < my_end and their_start < their_end):
        return base[:my_start] + my_words + base[my_end:their_start] + their_words + base[their_end:]
    if their_end < my_start or (their_end == my_start and my_start < my_end and their_start < their_end):
        return base[:their_start] + their_words + base[their_end:my_start] + my_words + base[my_end:]
    return None


def _changed(base: str, text: str) -> tuple[int, int]:
    """Give the span of the base that a text replaces."""
    shorter = min(len(base), len(text))
    start = 0
    while start < shorter and base[start] == text[start]:
        start += 1
    kept = 0
    while kept < shorter - start and base[-1 - kept] == text[-1 - kept]:
        kept += 1
    return start, len(base) - kept
