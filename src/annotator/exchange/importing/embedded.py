"""Pictures that an article brings along: inside its text as data addresses, or as files beside it."""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from annotator.core.vocabulary import BlockKind
from annotator.exchange.importing.items import Item

LARGEST_PICTURE = 32 * 1024 * 1024
_DATA = "data:"
# The first bytes of what every word processor can show.
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


def take_pictures(
    items: Sequence[Item], folder: Path | None, inside: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Note in the image items which picture is here; give the bytes by their SHA-256.

    `folder` is the article's, or None where it came without one; `inside` are pictures that the file itself holds, by
    address. Nothing outside the folder is read, and nothing is ever fetched: an address on the web stays an address.
    """
    found: dict[str, bytes] = {}
    for item in items:
        address = str(item.attributes.get("url") or "") if item.kind is BlockKind.IMAGE else ""
        data = _data(address, folder, inside or {})
        media_type = next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), "")
        if media_type:
            sha256 = hashlib.sha256(data).hexdigest()
            found[sha256] = data
            item.attributes |= {"sha256": sha256, "media_type": media_type, "missing": False}
        elif address in (inside or {}) and "://" not in address:
            # A name inside the file, of a picture that nothing here can show.
            item.attributes |= {"url": "", "missing": True}
        if address.startswith(_DATA):
            # The bytes are kept as such; as an address they would be shown, and stored once more.
            item.attributes["url"] = ""
    return found


def _data(address: str, folder: Path | None, inside: Mapping[str, bytes]) -> bytes:
    if address in inside:
        return inside[address]
    return _from_address(address) if address.startswith(_DATA) else _from_folder(address, folder)


def _from_address(address: str) -> bytes:
    head, _, body = address.partition(",")
    if len(body) > 2 * LARGEST_PICTURE:
        return b""
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote(body), validate=True)
    except binascii.Error:
        return b""


def _from_folder(address: str, folder: Path | None) -> bytes:
    """Read a file that lies beside the article or below; anything else, a link that leads away too, is left alone."""
    if folder is None or not address or "://" in address or address.startswith(("/", "\\", "#")):
        return b""
    try:
        path = (folder / unquote(address)).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > LARGEST_PICTURE:
            return b""
        return path.read_bytes()
    except (OSError, ValueError):
        return b""
