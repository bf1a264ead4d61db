"""Real pictures, made on the spot."""

import struct
import zlib


def png(width: int, height: int, colour: tuple[int, int, int] = (11, 61, 93)) -> bytes:
    """Make a PNG in one colour that fades to the right."""
    rows = b"".join(
        b"\x00" + bytes(min(255, part + 128 * x // width) for x in range(width) for part in colour)
        for _ in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
