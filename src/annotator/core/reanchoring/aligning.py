"""Which token of one text is which of another: common runs first, the longest common subsequence between them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Pair = tuple[int, int]
# What stands once in both texts is surely the same. Three words in a row nearly always do, but not in tables.
_SHINGLES = (3, 12, 1)
_SMALL = 10_000
# Above so many comparisons (some 5,000 words against as many) what is left was rewritten, and nothing is the same.
_LARGEST = 25_000_000
# Words that two unlike passages have in common by chance: less than this share of them, in runs as short as this.
_LIKE = 0.3
_CHANCE_RUN = 2


def aligned(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Give for each token of `old` its place in `new`, or -1; places ascend."""
    found = [-1] * len(old)
    waiting = [(0, len(old), 0, len(new), 0)]
    while waiting:
        low, high, new_low, new_high, level = waiting.pop()
        while low < high and new_low < new_high and old[low] == new[new_low]:
            found[low] = new_low
            low, new_low = low + 1, new_low + 1
        while low < high and new_low < new_high and old[high - 1] == new[new_high - 1]:
            high, new_high = high - 1, new_high - 1
            found[high] = new_high
        size = (high - low) * (new_high - new_low)
        if not size:
            continue
        if size <= _SMALL or level == len(_SHINGLES):
            if size <= _LARGEST:
                for at, new_at in _likely(old[low:high], new[new_low:new_high]):
                    found[low + at] = new_low + new_at
            continue
        sure = _unique_pairs(old, new, (low, high, new_low, new_high), _SHINGLES[level])
        if not sure:
            waiting.append((low, high, new_low, new_high, level + 1))
        for at, new_at in sure:
            found[at] = new_at
            if at > low or new_at > new_low:
                waiting.append((low, at, new_low, new_at, level))
            low, new_low = at + 1, new_at + 1
        if sure:
            waiting.append((low, high, new_low, new_high, level))
    pairs = [(at, place) for at, place in enumerate(found) if place >= 0]
    found = [-1] * len(old)
    for at, place in tightened(old, new, pairs):
        found[at] = place
    return found


def tightened(old: Sequence[str], new: Sequence[str], pairs: Sequence[Pair]) -> list[Pair]:
    """Shift runs of pairs to where they join the next run, for a word that stands alone is a word of the next passage.

    Of "the" before what was put in and "the" behind it, either could be the one that was there before.
    """
    runs = [(run[0][0], run[0][1], len(run)) for run in _runs(pairs)]
    for index in range(len(runs) - 2, -1, -1):
        at, place, length = runs[index]
        next_at, next_place, next_length = runs[index + 1]
        words = old[at : at + length]
        if next_place == place + length and old[next_at - length : next_at] == words:
            at = next_at - length
        elif next_at == at + length and new[next_place - length : next_place] == words:
            place = next_place - length
        else:
            continue
        runs[index : index + 2] = [(at, place, length + next_length)]
    return [(at + step, place + step) for at, place, length in runs for step in range(length)]


def common_pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give a longest common subsequence as pairs of places."""
    rows = _rows(old, new)
    pairs = []
    row, column = len(new), len(old)
    while row and column:
        if rows[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if not row or rows[row - 1] >> (column - 1) & 1:
            column -= 1
            pairs.append((column, row))
    return pairs[::-1]


def common_lengths(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Give for each beginning of `new`, from one token on, the length of what it has in common with all of `old`."""
    return [len(old) - row.bit_count() for row in _rows(old, new)]


def _rows(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Compare by Hyyrö's bit-parallel method (2004): a row for each token of `new`, a zero for each step of length."""
    masks: dict[str, int] = {}
    for at, key in enumerate(old):
        masks[key] = masks.get(key, 0) | 1 << at
    full = (1 << len(old)) - 1
    vector = full
    rows = []
    for key in new:
        both = vector & masks.get(key, 0)
        vector = ((vector + both) | (vector - both)) & full
        rows.append(vector)
    return rows


def _likely(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give what two passages have in common, without what they share by chance."""
    pairs = common_pairs(old, new)
    shared = 2 * sum(len(old[at]) for at, _ in pairs)
    if shared >= _LIKE * (sum(map(len, old)) + sum(map(len, new))):
        return pairs
    return [pair for run in _runs(pairs) if len(run) > _CHANCE_RUN for pair in run]


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    run: list[Pair] = []
    for pair in pairs:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _unique_pairs(old: Sequence[str], new: Sequence[str], area: tuple[int, int, int, int], length: int) -> list[Pair]:
    """Pair the runs of so many tokens that stand once in either text, as many as keep their order."""
    low, high, new_low, new_high = area
    places = _once(old, low, high, length)
    new_places = _once(new, new_low, new_high, length)
    pairs = [(at, new_places[run]) for run, at in places.items() if at >= 0 and new_places.get(run, -1) >= 0]
    return _ascending(pairs)


def _once(keys: Sequence[str], low: int, high: int, length: int) -> dict[tuple[str, ...], int]:
    """Give where each run of tokens stands, or -1 where it stands several times."""
    shifted = [keys[low + shift : high] for shift in range(length)]
    found: dict[tuple[str, ...], int] = {}
    for at, run in enumerate(zip(*shifted, strict=False), low):
        found[run] = -1 if run in found else at
    return found


def _ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """Keep the most pairs whose second numbers ascend as the first do."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[length] = place
            ends[length] = index
    kept = []
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]
