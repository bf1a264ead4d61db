"""Origins: the first publishers that sources carry or translate. Sources of one origin count once."""

from collections.abc import Iterable

from annotator.core.records import Source


def origin_keys(sources: Iterable[Source]) -> dict[str, str]:
    """Give each source the key of its origin, by source uid.

    A source without an origin of its own stands for itself, unless another source names it, by its outlet or title,
    as where its words come from.
    """
    listed = list(sources)
    named = {_plain(source.origin) for source in listed if source.origin}
    keys = {}
    for source in listed:
        own = next((name for name in map(_plain, (source.origin, source.outlet, source.title)) if name in named), "")
        keys[source.uid] = own or source.uid
    return keys


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
