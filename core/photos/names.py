"""Names of files that tell a person nothing: numbers of cameras, identifiers of programs."""

from __future__ import annotations

import os
import re

# Short numbers, and words with a number, are what people write themselves.
_CAMERAS = (
    r"(_?(IMG|IMG_E|DSC|DSCN|DSCF|DSC_?PX|PXL|MVIMG|PANO|SAM|CIMG|PIC|PICT|KIC|GOPR|DJI|MVC|IMGP|SDC|HPIM|WP|VID|FB_IMG|P\d|"
    r"\d{3}_?PANA|image|photo|picture|screenshot|scan|foto|bild)[-_ ]?)?"
)
_COUNTED = re.compile(rf"{_CAMERAS}[\d\W_]*\d{{3}}[\d\W_]*([A-Z]{{1,3}}[\d\W_]*)?", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}.*", re.IGNORECASE)
_HEX = re.compile(r"(?=.*\d)[0-9a-f]{10,}([-_ ].*)?", re.IGNORECASE)
_MESSENGER = re.compile(r"(WhatsApp Image|Signal|Screenshot|Bildschirmfoto|Screen Shot)\b.*\d.*", re.IGNORECASE)
_JUMBLE = re.compile(r"(?=(.*\d){4})(?=.*[A-Za-z].*\d.*[A-Za-z])[A-Za-z0-9_-]{16,}")  # of letters and digits


def says_nothing(path: str) -> bool:
    """Whether the name of a file is a number of three digits or more, that of a camera, or an identifier."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return any(form.fullmatch(stem) for form in (_COUNTED, _UUID, _HEX, _MESSENGER, _JUMBLE))
