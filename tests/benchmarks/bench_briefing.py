# SPDX-License-Identifier: GPL-3.0-or-later
"""How fast briefings are set: 5 pages, and 500 beside their floor, ReportLab's bare canvas.

The floor draws the very lines that our pages hold, each with one `drawString` in the same faces,
and saves. Run: `python -m tests.benchmarks.bench_briefing [rounds]`.
"""

import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import pymupdf_fonts
from msgspec.structs import replace
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from casefile.briefing.fonts import FILES, Shaper
from casefile.briefing.layout import Setter
from casefile.briefing.outline import outline
from casefile.briefing.paging import Page, paginate
from casefile.briefing.render import TEXT_HEIGHT, render, rows
from casefile.disclosure.dossier import Dossier, LoggedNote
from tests.briefing import invented

_LATIN = "the court heard a witness counsel prosecutor motion refused without reasons observer room"
_CYRILLIC = "судья отказал ходатайство защиты свидетель заявил протокол заседание"
_WORDS = f"{_LATIN} {_CYRILLIC}".split()


def dossier(lines: int) -> Dossier:
    """The invented case with so many lines in its log, of 40 to 60 words each."""
    notes = []
    for number in range(lines):
        words = [_WORDS[(number * 7 + i * i + i) % len(_WORDS)] for i in range(40 + number % 20)]
        first = invented.notes[0]
        note = invented.make(
            "note", hearing=invented.hearing.id, text=f"{' '.join(words)} {number}.",
            event_at=first.note.event_at, speaker=invented.judge.id,
        )  # fmt: skip
        notes.append(LoggedNote(note=note, written=first.written, author="a"))
    return invented.dossier(notes=tuple(notes), claims=())


def pages_of(told: Dossier) -> tuple[list[Page], Shaper]:
    shaper = Shaper()
    return paginate(rows(outline(told), Setter(shaper)), TEXT_HEIGHT), shaper


def lines_of(pages: list[Page], shaper: Shaper) -> list[list[tuple[float, float, str, float, str]]]:
    """Face, size and text of every line, read back from its glyphs."""
    texts = {name: alphabet.texts for name, alphabet in shaper.alphabets.items()}
    return [
        [
            (cell.x + line.shift, y + 11.0 * index, segment.face, line.style.size,
             _text(segment.glyphs, texts[segment.face]))
            for row, y in page
            for cell in row.cells
            for index, line in enumerate(cell.lines)
            for segment in line.segments
        ]
        for page in pages
    ]  # fmt: skip


def _text(glyphs: str, texts: list[str]) -> str:
    codes = "".join(part.partition(">")[0] for part in glyphs.split("<")[1:])
    return "".join(texts[int(codes[i : i + 4], 16)] for i in range(0, len(codes), 4))


def floor(found: list[list[tuple[float, float, str, float, str]]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595.28, 841.89), pageCompression=1, invariant=1)
    for page in found:
        for x, y, face, size, text in page:
            canvas.setFont(face, size)
            canvas.drawString(68 + x, 758 - y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def ours(told: Dossier) -> bytes:
    out = io.BytesIO()
    render(told, out)
    return out.getvalue()


def timed(work: Callable[..., Any], *arguments: Any) -> float:
    before = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - before


def main(rounds: int) -> None:
    rl_config.useA85 = 0  # the floor writes as compactly as we do
    for name in ("regular", "bold", "italic", "mono"):
        data = io.BytesIO(pymupdf_fonts.myfont(FILES[name]))
        pdfmetrics.registerFont(TTFont(name, data, shapable=False))
    small = invented.dossier(notes=invented.notes[:3], findings=(), documents=())
    small = trimmed(small)
    count = len(pages_of(small)[0])
    warm = [timed(ours, small) for _ in range(max(rounds * 5, 20))][1:]
    print(f"{count} pages: {statistics.median(warm) * 1000:.0f} ms warm")
    large = dossier(3500)
    pages, shaper = pages_of(large)
    found = lines_of(pages, shaper)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = [(timed(ours, large), timed(floor, found)) for _ in range(rounds)]
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mine, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{len(pages)} pages: {mine:.2f} s, canvas {bare:.2f} s, ratio {ratio:.2f}")
    print(f"memory grew by {(after - before) / 1024:.0f} MiB; {len(ours(large)) / 1e6:.2f} MB")


def trimmed(told: Dossier) -> Dossier:
    """A small case: what a first preview shows."""
    return replace(told, actions=(), incidents=(), deadlines=(), claims=(), sanctions=(), links=())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
