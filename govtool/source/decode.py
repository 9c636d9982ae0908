"""Bytes into text: UTF-8, or what a byte order mark says."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from govtool.source.problem import Problem

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (BOM_UTF32_LE, "utf-32-le"), (BOM_UTF32_BE, "utf-32-be"), (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"),
)


def decode(source: bytes) -> tuple[str, Problem | None]:
    """The text without its byte order mark (YAML 1.2.2 section 5.2).

    Where the bytes are no text: what can be shown of them, and the problem.
    """
    mark, encoding = _mark(source)
    body = source[len(mark) :]
    if encoding == "utf-8" and (at := body.find(0)) >= 0:
        return _broken(body, encoding, at, "binary-file", f"byte 0x00 at offset {at + len(mark)}, expected text")
    try:
        return body.decode(encoding), None
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-le").removesuffix("-be")
        words = f"byte 0x{body[error.start]:02x} at offset {error.start + len(mark)} is not {name.upper()}"
        return _broken(body, encoding, error.start, "encoding", words)


def encode(text: str, like: bytes) -> bytes:
    """The text in the encoding of other bytes, behind the same byte order mark."""
    mark, encoding = _mark(like)
    return mark + text.encode(encoding)


def _mark(source: bytes) -> tuple[bytes, str]:
    """The byte order mark that bytes begin with, and the encoding it tells."""
    return next(((mark, name) for mark, name in _MARKS if source.startswith(mark)), (b"", "utf-8"))


def _broken(body: bytes, encoding: str, at: int, rule: str, words: str) -> tuple[str, Problem]:
    """What can be shown of the bytes, and where in it the first fault is."""
    offset = len(body[:at].decode(encoding, "replace"))
    return body.decode(encoding, "replace"), Problem(rule, words, offset, offset + 1)
