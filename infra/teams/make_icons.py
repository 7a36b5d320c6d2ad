#!/usr/bin/env python3
"""Draws the two icons of the app package: color.png (192 x 192) and outline.png (32 x 32, white on nothing).

The picture is a memory module over three bars, one of them full. Needs nothing but Python 3.
"""
import struct
import sys
import zlib
from pathlib import Path

BLUE, WHITE, RED, CLEAR = (31, 78, 140, 255), (255, 255, 255, 255), (230, 92, 70, 255), (0, 0, 0, 0)


def png(pixels):
    """An RGBA picture, rows of pixels, as PNG."""
    height, width = len(pixels), len(pixels[0])
    raw = b"".join(b"\0" + b"".join(bytes(p) for p in row) for row in pixels)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def draw(size, background, line, full):
    """The picture on a grid of 32 units."""
    scale = size / 32
    pixels = [[background] * size for _ in range(size)]

    def box(left, top, width, height, ink):
        for y in range(round(top * scale), round((top + height) * scale)):
            for x in range(round(left * scale), round((left + width) * scale)):
                pixels[y][x] = ink

    for left, top, width, height in [(4, 7, 24, 1), (4, 14, 24, 1), (4, 7, 1, 8), (27, 7, 1, 8)]:
        box(left, top, width, height, line)
    for left in (7, 12, 17, 22):
        box(left, 9, 3, 4, line)
    for left in range(5, 27, 2):
        box(left, 15, 1, 2, line)
    for row, width in enumerate((10, 24, 15)):
        box(4, 19 + 3 * row, width, 2, full if width == 24 else line)
    return pixels


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    (folder / "color.png").write_bytes(png(draw(192, BLUE, WHITE, RED)))
    (folder / "outline.png").write_bytes(png(draw(32, CLEAR, WHITE, WHITE)))
