"""Ends of streams that can't be read in two ways.

ISO 19005-3, 6.1.7.1: the length of a stream is that of its bytes up to the end of line before the
word ``endstream``.  Where the last byte is a carriage return and the end of line a mere line feed,
the two look like one end of line, and a strict reader counts one byte less.  Such a stream gets an
end of line of both characters; a space of its dictionary makes room, so that nothing else moves.
"""

from __future__ import annotations

import re

_AMBIGUOUS = b"\r\nendstream\n"
_HEAD = re.compile(rb"\d+ 0 obj\n<< [^\r\n]*/Length (\d+)[^\r\n]*>>\nstream\n")
_LONGEST_HEAD = 4096


def with_clear_ends(data: bytes) -> bytes:
    """Return a PDF as the writer wrote it, with the ends of its streams made clear."""
    file = bytearray(data)
    end = data.find(_AMBIGUOUS)
    while end >= 0:
        head = _head_of_stream(data, end + 1)
        if head is not None:
            start = head.start() + head[0].index(b"<< ") + len(b"<<")
            file[start : end + 2] = data[start + 1 : end + 1] + b"\r\n"
        end = data.find(_AMBIGUOUS, end + 1)
    return bytes(file)


def _head_of_stream(data: bytes, end: int) -> re.Match[bytes] | None:
    """Return what stands before the stream that ends at ``end``; ``None`` if there is none."""
    position = data.rfind(b"\nstream\n", 0, end)
    while position >= 0:
        first = data.rfind(b" 0 obj\n<< ", max(0, position - _LONGEST_HEAD), position)
        while first > 0 and data[first - 1 : first].isdigit():
            first -= 1
        head = _HEAD.match(data, max(first, 0))
        if head is not None and head.end() + int(head[1]) == end:
            return head
        position = data.rfind(b"\nstream\n", 0, position)
    return None
