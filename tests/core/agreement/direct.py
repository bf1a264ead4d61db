"""The formulas as they stand in print, over every pair of values and of sections, without a thought of speed."""

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations, permutations

Value = Hashable | None
Rows = Sequence[Sequence[Value]]
Difference = Callable[[Value, Value, Sequence[Value]], float]
Span = tuple[int, int]


def agreed(rows: Rows) -> tuple[int, int]:
    units = _judged_twice(rows)
    return len(units), sum(all(one == other for one, other in combinations(unit, 2)) for unit in units)


def kappa(rows: Rows, first: int, second: int) -> float | None:
    units = [(unit[first], unit[second]) for unit in zip(*rows, strict=True)]
    units = [unit for unit in units if None not in unit]
    if not units:
        return None
    observed = sum(one == other for one, other in units) / len(units)
    expected = sum(one == other for one, _ in units for _, other in units) / len(units) ** 2
    return (observed - expected) / (1 - expected) if expected < 1 else None


def nominal(one: Value, other: Value, values: Sequence[Value]) -> float:
    return float(one != other)


def ordinal(one: int, other: int, values: Sequence[int]) -> float:
    low, high = sorted((one, other))
    between = sum(low <= value <= high for value in values)
    return (between - (values.count(low) + values.count(high)) / 2) ** 2


def interval(one: int, other: int, values: Sequence[int]) -> float:
    return float((one - other) ** 2)


def ratio(one: int, other: int, values: Sequence[int]) -> float:
    return ((one - other) / (one + other)) ** 2


def alpha(rows: Rows, difference: Difference = nominal) -> float | None:
    units = _judged_twice(rows)
    values = [value for unit in units for value in unit]
    if len(set(values)) < 2:
        return None
    observed = sum(
        difference(one, other, values) / (len(unit) - 1) for unit in units for one, other in permutations(unit, 2)
    )
    expected = sum(difference(one, other, values) for one, other in permutations(values, 2))
    return 1 - (observed / len(values)) / (expected / (len(values) * (len(values) - 1)))


def unitising(continua: Sequence[tuple[int, Sequence[Sequence[Span]]]]) -> tuple[float, float]:
    """Give the observed and the expected disagreement, both times L.

    A continuum is a length with the spans of each reviewer, in order and apart.
    """
    length = sum(each * len(reviewers) for each, reviewers in continua)
    observed = 0.0
    sections = []
    for each, reviewers in continua:
        divided = [_sections(each, spans) for spans in reviewers]
        for one, other in permutations(divided, 2):
            observed += sum(_difference(a, b) for a in one for b in other) / (len(reviewers) - 1)
        sections += [section for one in divided for section in one]
    spans = [size for _, size, is_span in sections if is_span]
    gaps = [size for _, size, is_span in sections if not is_span]
    laid = 0.0
    for size in spans:
        laid += (len(spans) - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
        laid += size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
    return observed / length, 2 * laid / (length * (length - 1) - sum(size * (size - 1) for size in spans))


def _judged_twice(rows: Rows) -> list[list[Value]]:
    units = [[value for value in unit if value is not None] for unit in zip(*rows, strict=True)]
    return [unit for unit in units if len(unit) > 1]


def _sections(length: int, spans: Sequence[Span]) -> list[tuple[int, int, bool]]:
    """Divide a continuum into spans and the gaps between them: begin, length, whether it is a span."""
    found = []
    at = 0
    for start, end in spans:
        found += [(at, start - at, False), (start, end - start, True)]
        at = end
    return [*found, (at, length - at, False)]


def _difference(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    (begin, length, is_span), (other_begin, other_length, other_is_span) = one, other
    offset = begin - other_begin
    if is_span and other_is_span and -length < offset < other_length:
        return offset**2 + (offset + length - other_length) ** 2
    if is_span and not other_is_span and other_length - length >= offset >= 0:
        return length**2
    if not is_span and other_is_span and length - other_length >= -offset >= 0:
        return other_length**2
    return 0
