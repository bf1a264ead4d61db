"""What was learnt from a reviewer's corrections: whose pages stand under an address."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from annotator.core.records import Inferred

# The project's field that holds the outlet of a host has this name with the host behind it.
OUTLET_FIELD = "outlet:"
_LONGEST_HOST = 253  # RFC 1035, 2.3.4
# They say how a page is served and not whose it is.
_SERVING = ("www.", "m.", "mobile.", "amp.")


def host_of(address: str) -> str:
    """Give the host of an address as outlets are known by it, or "": in small letters, without "www." and the like."""
    try:
        host = (urlsplit(address.strip()).hostname or "").rstrip(".")
    except ValueError:  # half an address
        return ""
    for prefix in _SERVING:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    return host if "." in host and len(host) <= _LONGEST_HOST else ""


def host_in(metadata: Mapping[str, Inferred]) -> str:
    """Give the host at which an article was published, as far as its metadata tell it."""
    address = metadata.get("url")
    return host_of(address.value) if address is not None and isinstance(address.value, str) else ""


def with_learnt(metadata: Mapping[str, Inferred], outlets: Mapping[str, str]) -> dict[str, Inferred]:
    """Fill in the outlet that a reviewer gave to another article from the same host.

    What a reviewer said of this article itself stays. `outlets` gives outlets by their hosts.
    """
    filled = dict(metadata)
    host = host_in(metadata)
    outlet = outlets.get(host, "") if host else ""
    known = metadata.get("outlet")
    if outlet and (known is None or known.origin != "reviewer"):
        filled["outlet"] = Inferred(outlet, f"learnt: {host}")
    return filled
