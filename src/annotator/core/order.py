"""Order keys: strings between which there is always room for another.

They compare as plain text; equal keys are ordered by uid. A key is a whole number of variable length (its first
letter says how long: "a" one digit, "b" two; "Z" one digit below zero, "Y" two) followed by a fraction, so that
thousands of appends keep keys short. The scheme is David Greenspan's "Implementing fractional indexing" (2020).
"""

from collections.abc import Sequence

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)
_FIRST = "a0"


def key_between(low: str = "", high: str = "") -> str:
    """Give a key after `low` and before `high`; "" means no bound on that side."""
    if low and high and low >= high:
        raise ValueError("the lower key must sort before the upper one")
    if not low:
        if not high:
            return _FIRST
        whole, fraction = _split(high)
        return whole if fraction else _stepped(whole, -1)
    whole, fraction = _split(low)
    if not high:
        return _stepped(whole, 1)
    high_whole, high_fraction = _split(high)
    if whole == high_whole:
        return whole + _midpoint(fraction, high_fraction)
    following = _stepped(whole, 1)
    return following if following < high else whole + _midpoint(fraction, "")


def keys_after(low: str, count: int) -> list[str]:
    """Give `count` ascending keys after `low`."""
    keys = []
    for _ in range(count):
        low = key_between(low)
        keys.append(low)
    return keys


def key_before(keys: Sequence[tuple[str, str]], before_uid: str | None) -> str:
    """Give the key that puts something before `before_uid`, or last where that is None or unknown.

    `keys` are (order, uid) of the present neighbours in their order, without the thing that moves. Two neighbours
    with one key (made apart, then merged) leave no room between them: then the new key equals theirs, and the uid
    decides, as it does for them.
    """
    at = next((index for index, (_, uid) in enumerate(keys) if uid == before_uid), len(keys))
    low = keys[at - 1][0] if at else ""
    if at == len(keys):
        return key_between(low)
    high = keys[at][0]
    return key_between(low, high) if low < high else high


def _split(key: str) -> tuple[str, str]:
    """Give the whole number and the fraction of a key."""
    head = key[0]
    length = 2 + (ord(head) - ord("a") if head >= "a" else ord("Z") - ord(head))
    return key[:length], key[length:]


def _stepped(whole: str, step: int) -> str:
    """Count a whole number up or down by one; it grows a digit where it must."""
    head, digits = whole[0], [DIGITS.index(digit) for digit in whole[1:]]
    wrapped = 0 if step > 0 else _BASE - 1
    for at in range(len(digits) - 1, -1, -1):
        digits[at] += step
        if 0 <= digits[at] < _BASE:
            return head + "".join(DIGITS[digit] for digit in digits)
        digits[at] = wrapped
    if step > 0:
        head = "a" if head == "Z" else chr(ord(head) + 1)
    else:
        head = "Z" if head == "a" else chr(ord(head) - 1)
    length = 1 + (ord(head) - ord("a") if head >= "a" else ord("Z") - ord(head))
    return head + DIGITS[wrapped] * length


def _midpoint(low: str, high: str) -> str:
    """Give a fraction between two; "" is zero as `low` and one as `high`. A fraction never ends in "0"."""
    if high:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else "0") == high[same]:
            same += 1
        if same:
            return high[:same] + _midpoint(low[same:], high[same:])
    low_digit = DIGITS.index(low[0]) if low else 0
    high_digit = DIGITS.index(high[0]) if high else _BASE
    if high_digit - low_digit > 1:
        return DIGITS[(low_digit + high_digit) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[low_digit] + _midpoint(low[1:], "")
