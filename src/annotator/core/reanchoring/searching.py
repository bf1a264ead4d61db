"""Where a passage that does not stand in its place any more may have gone."""

from collections.abc import Iterator, Sequence

from annotator.core.reanchoring.aligning import Pair, common_pairs, tightened
from annotator.core.reanchoring.stretches import Passage, Texts

# What stands in more places than this tells nothing of where a passage went.
_OFTEN = 20
_BUCKET = 8
_CANDIDATES = 3
_MARGIN = 12


class Search:
    """Look for passages among the tokens of the new text that are nobody else's."""

    def __init__(self, texts: Texts, taken: Sequence[bool]) -> None:
        self._texts = texts
        self._places: dict[tuple[str, ...], list[int]] = {}
        keys = texts.new.keys
        for at, is_taken in enumerate(taken):
            if not is_taken:
                self._places.setdefault((keys[at],), []).append(at)
                if at + 1 < len(taken) and not taken[at + 1]:
                    self._places.setdefault((keys[at], keys[at + 1]), []).append(at)

    def candidates(self, passage: Passage) -> Iterator[list[Pair]]:
        """Give the tokens that a passage shares with each place that speaks for itself, the likeliest first."""
        votes: dict[int, float] = {}
        keys = self._texts.old.keys
        for at in range(passage.around_low, passage.around_high):
            for run in ((keys[at],), tuple(keys[at : at + 2])):
                places = self._places.get(run, ())
                if len(places) <= _OFTEN:
                    for place in places:
                        bucket = (place - at) // _BUCKET
                        votes[bucket] = votes.get(bucket, 0) + sum(map(len, run)) / len(places)
        summed = {bucket: vote + votes.get(bucket + 1, 0) for bucket, vote in votes.items()}
        looked_at: list[int] = []
        for bucket in sorted(summed, key=lambda bucket: (-summed[bucket], bucket)):
            if any(abs(bucket - other) <= 2 for other in looked_at):
                continue
            looked_at.append(bucket)
            yield self._shared(passage, bucket * _BUCKET)
            if len(looked_at) == _CANDIDATES:
                return

    def _shared(self, passage: Passage, shift: int) -> list[Pair]:
        margin = _MARGIN + (passage.around_high - passage.around_low) // 4
        low = max(0, passage.around_low + shift - margin)
        high = max(low, passage.around_high + shift + _BUCKET * 2 + margin)
        keys, new_keys = self._texts.old.keys[passage.around_low : passage.around_high], self._texts.new.keys[low:high]
        pairs = tightened(keys, new_keys, common_pairs(keys, new_keys))
        return [(at + passage.around_low, place + low) for at, place in pairs]
