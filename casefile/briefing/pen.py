# SPDX-License-Identifier: GPL-3.0-or-later
"""Marks on the paper: the one place that speaks to ReportLab's canvas.

Positions are points from the left edge and from the top of the page; the canvas counts upwards.
"""

from collections.abc import Mapping

from reportlab.pdfgen.canvas import Canvas

from casefile.briefing.breaks import SetLine, wrap
from casefile.briefing.fonts import Shaper, Style

WIDTH, HEIGHT = 595.28, 841.89  # A4


class Pen:
    """Draws on the current page of a canvas."""

    def __init__(self, canvas: Canvas, shaper: Shaper, pages: Mapping[str, int]) -> None:
        self._canvas = canvas
        self._shaper = shaper
        self._pages = pages  # anchor: page number
        self._color = ""
        self._level = -1
        self._outlined: set[str] = set()

    def line(self, line: SetLine, x: float, baseline: float) -> None:
        """Draw a line of text from x, on that baseline."""
        style = line.style
        code = [self._fill(style.color), "BT"]
        for segment in line.segments:
            rise = segment.rise * style.size / 1000
            y = HEIGHT - baseline + rise
            code.append(f"/{segment.face} {style.size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm")
            code.append(f"[{segment.glyphs}] TJ")
            x += segment.width * style.size / 1000
        code.append("ET")
        self._canvas.addLiteral(" ".join(code))

    def text(self, text: str, style: Style, x: float, baseline: float, width: float) -> float:
        """Draw what fits of a text on one line, with an ellipsis where it is cut; its width."""
        lines = wrap(self._shaper, text, style, width)
        if len(lines) > 1:
            shorter = text
            while len(lines) > 1 and shorter:
                shorter = shorter[: min(len(shorter) * 9 // 10, 400)].rstrip()
                lines = wrap(self._shaper, f"{shorter}…", style, width)
        for line in lines:
            self.line(line, x + line.shift, baseline)
            return line.width
        return 0.0

    def page_number(self, key: str, style: Style, x: float, baseline: float, width: float) -> None:
        """Draw the number of the page that holds an anchor."""
        if key in self._pages:
            self.text(str(self._pages[key]), style, x, baseline, width)

    def rule(self, left: float, right: float, y: float, color: str, thickness: float = 0.5) -> None:
        """Draw a horizontal line."""
        line = f"{left:.2f} {HEIGHT - y:.2f} m {right:.2f} {HEIGHT - y:.2f} l S"
        self._canvas.addLiteral(f"{_rgb(color)} RG {thickness:g} w {line}")

    def upright(
        self, x: float, top: float, bottom: float, color: str, thickness: float = 0.5
    ) -> None:
        """Draw a vertical line."""
        line = f"{x:.2f} {HEIGHT - top:.2f} m {x:.2f} {HEIGHT - bottom:.2f} l S"
        self._canvas.addLiteral(f"{_rgb(color)} RG {thickness:g} w {line}")

    def frame(self, x: float, y: float, side: float, color: str, thickness: float = 0.7) -> None:
        """Draw an empty square to tick, given its upper left corner."""
        square = f"{x:.2f} {HEIGHT - y - side:.2f} {side:.2f} {side:.2f} re S"
        self._canvas.addLiteral(f"{_rgb(color)} RG {thickness:g} w {square}")

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """Fill a rectangle."""
        self._canvas.addLiteral(
            f"{self._fill(color)} {x:.2f} {HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re f"
        )

    def squares(self, corners: list[tuple[float, float]], side: float) -> None:
        """Fill equal squares in black, given their upper left corners."""
        marks = " ".join(
            f"{x:.3f} {HEIGHT - y - side:.3f} {side:.3f} {side:.3f} re" for x, y in corners
        )
        self._canvas.addLiteral(f"{self._fill('#000000')} {marks} f")

    def link(self, key: str, x: float, y: float, width: float, height: float) -> None:
        """Make a rectangle lead to an anchor, if there is such an anchor."""
        if key in self._pages:
            area = (x, HEIGHT - y - height, x + width, HEIGHT - y)
            self._canvas.linkAbsolute("", key, Rect=area, Border="[0 0 0]")

    def place(self, key: str, title: str, level: int, y: float) -> None:
        """Set an anchor at this height of the page; one with a level stands in the outline too."""
        if key in self._outlined:
            return
        self._outlined.add(key)
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=HEIGHT - y + 12)
        if level:
            self._level = min(level - 1, self._level + 1)
            self._canvas.addOutlineEntry(title, key, self._level, closed=self._level > 0)

    def next_page(self) -> None:
        """Close the page."""
        self._canvas.showPage()
        self._color = ""

    def _fill(self, color: str) -> str:
        if color == self._color:
            return ""
        self._color = color
        return f"{_rgb(color)} rg"


def _rgb(color: str) -> str:
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f}"
