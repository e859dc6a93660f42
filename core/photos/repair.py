"""What is done to files whose pixels are there but which a decoder refuses for something else, or which end early."""

from __future__ import annotations

import re
import zlib

from core.photos.kinds_of_files import brands
from core.photos.png_chunks import SIGNATURE, chunk, chunks
from core.photos.profiles import MAX_PROFILE

END_OF_JPEG = b"\xff\xd9"
_MARKER = re.compile(rb"\xff[\xc0-\xcf\xd8-\xfe]")  # but for what compressed data hold: 00, D0 to D7
_NEEDED = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_ASIDE = (b"tRNS", b"eXIf")  # change what is shown; taken when their checksum is right
# In any Huffman code something else than grey, again after each of the eight restart markers.
_GOING_ON = 2 * b"".join(bytes(range(0x10, 0x60)) + bytes((0xFF, 0xD0 + number)) for number in range(8))
_MORE = 4096  # bytes
_MOST_PADDING = 0.3  # of a file; so much at its end is more than a twentieth of the picture
# The major brands that Pillow's plug-in for a format knows; the first one stands for all.
_PLUGIN_BRANDS = {
    "AVIF": (b"avif", b"mif1", b"msf1"),  # `avis` too, but then a picture beside the sequence is not looked for
    "HEIF": (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"),
}
_HEAD = 4096  # bytes: more brands than any file has


def png_without_extras(data: bytes) -> tuple[bytes, bytes | None]:
    """A PNG without the chunks that say nothing about its pixels, and its colour profile where that can be read.

    Pillow gives up when such a chunk is large or has a wrong checksum; programs that show pictures do not.
    """
    kept, profile = [SIGNATURE], None
    for kind, start, end, whole in chunks(data):
        if kind == b"iCCP" and whole:
            profile = _unpacked_profile(data[start:end])
        elif kind in _NEEDED:
            kept.append(data[start - 8 : end + 4])
        elif kind in _ASIDE and whole:
            kept.append(chunk(kind, data[start:end]))
    return b"".join(kept), profile


def _unpacked_profile(body: bytes) -> bytes | None:
    """From an iCCP chunk: a name, a null, the method of compression, the profile."""
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(body[body.index(b"\0") + 2 :], MAX_PROFILE)
    except (ValueError, zlib.error):
        return None
    return profile if unpacker.eof else None


def box_formats(data: bytes) -> tuple[str, ...]:
    """The decoders for a HEIC or AVIF file by all its brands, the likelier first; none for other files.

    The major brand often is a general one (`mif1`, `miaf`); that of the coding stands among the compatible ones.
    """
    found = brands(data[:_HEAD])
    if not found:
        return ()
    return ("AVIF", "HEIF") if found & {b"avif", b"avis"} else ("HEIF", "AVIF")


def with_major_brand(data: bytes, decoder: str) -> bytes:
    """The file with a major brand that the plug-in for this decoder knows."""
    known = _PLUGIN_BRANDS[decoder]
    return data if data[8:12] in known else data[:8] + known[0] + data[12:]


def padded(data: bytes, filler: int) -> bytes | None:
    """A WebP or HEIC file that ends early, filled up to the length it states; None where that is no way."""
    if data.startswith(b"RIFF"):
        return _padded_riff(data, filler)
    missing = _boxes_end(data) - len(data)
    if not 0 < missing <= _MOST_PADDING * len(data):
        return None
    return data + bytes([filler]) * missing


def _padded_riff(data: bytes, filler: int) -> bytes | None:
    """With some more than it states, because what is filled in may be longer once it is unpacked."""
    at = 12
    while at + 8 <= len(data):
        end = at + 8 + int.from_bytes(data[at + 4 : at + 8], "little")
        if end > len(data):
            break
        at = end + end % 2
    else:
        return None
    length = (end - at - 8 + _MORE) // 2 * 2
    if data[at : at + 4] not in (b"VP8 ", b"VP8L") or end - len(data) > _MOST_PADDING * len(data):
        return None
    chunk_head = data[at : at + 4] + length.to_bytes(4, "little")
    body = data[at + 8 :] + bytes([filler]) * (at + 8 + length - len(data))
    riff = b"RIFF" + (at + length).to_bytes(4, "little")
    return riff + data[8:at] + chunk_head + body


def _boxes_end(data: bytes) -> int:
    """Where the last of the boxes (ISO/IEC 14496-12, 4.2) claims to end."""
    at = 0
    while at + 16 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length < 8:  # zero: to the end of the file
            return len(data)
        at += length
    return at


def jpeg_going_on(data: bytes) -> bytes:
    """A JPEG that ends early, with other data behind what is there."""
    return data.rstrip(b"\xff") + _GOING_ON + END_OF_JPEG


def jpeg_scans(data: bytes) -> tuple[int, list[bytes]]:
    """The number of components of a JPEG, and of each scan that begins in it, which components it brings their mean
    levels (DC coefficients; ITU-T T.81, B.2.3)."""
    components, scans, at = 0, [], 2
    while found := _MARKER.search(data, at):
        marker, at = data[found.start() + 1], found.start() + 2
        if marker == 0xD9:
            break
        length = int.from_bytes(data[at : at + 2], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            components = data[at + 7] if at + 7 < len(data) else 0
        elif marker == 0xDA and at + 2 < len(data):
            count = data[at + 2]
            first = data[at + 3 + 2 * count : at + 4 + 2 * count]
            refines = data[at + 5 + 2 * count : at + 6 + 2 * count] >= b"\x10"
            scans.append(data[at + 3 : at + 3 + 2 * count : 2] if first == b"\0" and not refines else b"")
        at += max(length, 2)
    return components, scans
