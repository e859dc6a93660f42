"""Which files are images: by the ending of their name, or by their first bytes where the name says nothing."""

from __future__ import annotations

import os
import stat

EXTENSIONS = frozenset(
    ".jpg .jpeg .jpe .jfif .mpo .png .apng .webp .gif .bmp .dib .tif .tiff .heic .heif .hif .avif".split()
)
# What other endings promise is believed: such files are not opened, however many lie between the photos.
_OTHERS = frozenset(
    # pictures and raw data of cameras that the decoder does not read; several of them begin like a TIFF
    ".3fr .ari .arw .bay .cap .cr2 .cr3 .crw .dcr .dcs .dng .drf .eip .erf .fff .gpr .iiq .k25 .kdc .mdc .mef .mos"
    " .mrw .nef .nrw .orf .pef .ptx .pxn .r3d .raf .raw .rw2 .rwl .rwz .sr2 .srf .srw .x3f"
    " .ai .blend .cdr .cin .dcm .dds .dpx .dwg .dxf .emf .eps .exr .fits .hdr .icns .ico .indd .j2k .jp2 .jpf .jpx"
    " .jxl .jxr .kra .pcx .pdd .pict .ppm .pgm .pbm .ps .psb .psd .qoi .sketch .svg .svgz .tga .wdp .wmf .xbm .xcf"
    # small copies and notes that cameras, phones and picture programs lay beside photos
    " .aae .bib .bridgesort .bup .cos .cop .cot .ctg .dop .ifo .lrcat .lrprev .lrtemplate .modd .moff .picasa .pp3"
    " .sav .thm .vob .xmp .zbthumbnail"
    # films, sound
    " .3gp .aac .aif .aiff .amr .ape .asf .avi .flac .flv .insv .lrv .m2ts .m4a .m4p .m4v .mid .mka .mkv .mov .mp3"
    " .mp4 .mpeg .mpg .mts .oga .ogg .ogv .opus .srt .ts .vtt .wav .webm .wma .wmv"
    # documents, data, programs, archives
    " .7z .accdb .apk .app .bak .bat .bin .bz2 .c .cab .cfg .class .cmd .conf .cpp .crt .cs .css .csv .cue .dat .db"
    " .deb .dll .dmg .doc .docx .dylib .eml .epub .exe .fla .gz .h .htm .html .ics .img .ini .ipa .ipynb .iso .jar"
    " .java .js .json .jsonl .key .lnk .lock .log .lua .m3u .md .mdb .mht .mobi .msg .msi .npy .npz .nzb .o .obj"
    " .odp .ods .odt .onnx .otf .pages .par2 .parquet .pdf .php .pkl .pl .plist .ppt .pptx .ps1 .pt .pub .py .pyc"
    " .rar .rb .reg .rpm .rs .rst .rtf .sfv .sh .so .sql .sqlite .sqlite3 .srp .stl .swf .swift .sys .tar .tex .tgz"
    " .toml .torrent .tsv .ttf .txt .url .vcf .vhd .vhdx .vmdk .webloc .woff .woff2 .xls .xlsm .xlsx .xml .xz .yaml"
    " .yml .zip .zst"
    # not finished, or a program's own copy of what is there already
    " .crdownload .download .filepart .jpg_original .jpeg_original .lck .opdownload .part .partial .swp .tmp".split()
)
_HEAD = 64  # bytes: the longest list of brands that real HEIC and AVIF files begin with
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_BMP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)  # bytes; "BM" alone begins many a text
_BRANDS = frozenset(b"avif avis heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 miaf".split())


def is_image_name(name: str) -> bool:
    """Whether the name ends like a format that can be read; its content is checked only when it is opened."""
    # Each file passes here: in one step for all names but those with a dot in front.
    ending = name[name.rfind(".") :].lower() if name[:1] != "." else _ending(name)
    return ending in EXTENSIONS


def says_nothing(name: str) -> bool:
    """Whether the name ends neither like an image nor like anything else that is known: "IMG_1", "a.jpg(1)"."""
    ending = _ending(name)
    return ending not in EXTENSIONS and ending not in _OTHERS


def _ending(name: str) -> str:
    """In small letters."""
    return os.path.splitext(name)[1].lower()


def is_image_content(path: str) -> bool:
    """Whether a file begins like an image; False for what cannot be read. Opens nothing but regular files."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, "rb", 0, opener=_without_waiting) as file:
            return begins_like_an_image(file.read(_HEAD))
    except (OSError, ValueError):
        return False


def _without_waiting(path: str, flags: int) -> int:
    """Should a pipe have taken the file's place meanwhile, opening it must not wait for somebody to write."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def begins_like_an_image(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a format that can be read."""
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", *_TIFF)):
        return True
    if head.startswith(b"RIFF"):
        return head[8:12] == b"WEBP"
    if head.startswith(b"BM"):
        return int.from_bytes(head[14:18], "little") in _BMP_HEADERS
    return bool(brands(head) & _BRANDS)


def brands(head: bytes) -> frozenset[bytes]:
    """The brands, major and compatible, of a file of the ISO base media format (ISO/IEC 14496-12, box `ftyp`)."""
    if head[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset((head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))))
