# SPDX-License-Identifier: GPL-3.0-or-later
"""A filled-in paper form as a phone would photograph it: print, pen, paper, desk, light."""

import io
import random
from functools import cache

import pymupdf_fonts
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

WIDTH, HEIGHT = 1240, 1754  # A4 at 150 dots per inch
MARGIN = 96
PRINT, FAINT, PEN = (34, 36, 40), (150, 154, 160), (28, 52, 138)
PHOTO = (1200, 1600)

ROWS = (
    ("International Trade Union Confederation (ITUC)", "yes", "no: moved"),
    ("IUF", "yes", "no: moved"),
    ("International Legal Initiative Foundation", "yes", "no: moved"),
    ("Kazakhstan Int. Bureau for Human Rights", "yes", "no: moved"),
    ("  and Rule of Law", "", ""),
)


@cache
def _font(key: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(pymupdf_fonts.fontbuffers[key]()), size)


class _Sheet:
    """The form, and a hand that never writes a letter twice the same way."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), (250, 248, 243))
        self.draw = ImageDraw.Draw(self.image)
        self.chance = random.Random(27092017)

    def type(self, at: tuple[int, int], text: str, size: int = 26, bold: bool = False) -> None:
        self.draw.text(at, text, PRINT, _font("figbo" if bold else "figo", size))

    def rule(self, left: int, y: int, right: int) -> None:
        self.draw.line((left, y, right, y), FAINT, 2)

    def box(self, at: tuple[int, int], label: str, ticked: bool = False) -> int:
        """A box to tick with its label; returns where the next may stand."""
        x, y = at
        self.draw.rectangle((x, y, x + 26, y + 26), outline=PRINT, width=2)
        self.type((x + 38, y - 4), label)
        if ticked:
            start, knee, end = (x + 3, y + 11), (x + 12, y + 24), (x + 36, y - 13)
            self.draw.line((start, knee, end), PEN, 5, joint="curve")
        return x + 38 + int(self.draw.textlength(label, _font("figo", 26))) + 44

    def write(self, at: tuple[int, int], text: str, size: int = 36) -> None:
        """Write by hand: each letter a little turned, lifted and stretched, on a drifting line."""
        x, y = float(at[0]), float(at[1])
        drift = self.chance.uniform(-0.012, 0.004)
        for letter in text:
            height = size + self.chance.choice((-2, -1, 0, 0, 1, 2))
            font = _font("figit", height)
            advance = font.getlength(letter)
            tile = Image.new("L", (height * 2, height * 2), 0)
            pen = ImageDraw.Draw(tile)
            pen.text((height // 2, height // 4), letter, 235 + self.chance.randint(-40, 20), font)
            turned = tile.rotate(self.chance.gauss(1.0, 2.6), Image.Resampling.BICUBIC)
            corner = (round(x) - height // 2, round(y + self.chance.gauss(0, 1.3)) - height // 4)
            self.image.paste(PEN, corner, turned)
            x += advance * self.chance.uniform(0.93, 1.02) - 0.4
            y += advance * drift

    def field(self, y: int, label: str, value: str, left: int = MARGIN, right: int = 0) -> None:
        """A label, a line, and what is written on it."""
        self.type((left, y), label)
        start = left + int(self.draw.textlength(label, _font("figo", 26))) + 16
        self.rule(start, y + 34, right or WIDTH - MARGIN)
        self.write((start + 10, y - 10), value)

    def stamp(self, at: tuple[int, int], text: str) -> None:
        """A rubber stamp, set down a little askew and not everywhere wet."""
        font = _font("figbo", 58)
        wide = int(font.getlength(text)) + 60
        ink = Image.new("L", (wide, 104), 0)
        pen = ImageDraw.Draw(ink)
        pen.rounded_rectangle((4, 4, wide - 5, 99), 14, outline=225, width=6)
        pen.text((30, 12), text, 225, font)
        ink = ImageChops.multiply(ink, _noise(ink.size, 4, 150, 255, self.chance))
        self.image.paste((176, 38, 36), at, ink.rotate(9, Image.Resampling.BICUBIC, expand=True))


def _noise(
    size: tuple[int, int], grain: int, low: int, high: int, chance: random.Random
) -> Image.Image:
    """Grey specks of `grain` pixels between two values."""
    small = (size[0] // grain + 1, size[1] // grain + 1)
    specks = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
    return specks.point([low + value * (high - low) // 255 for value in range(256)]).resize(
        size, Image.Resampling.BICUBIC
    )


def _head(sheet: _Sheet) -> None:
    sheet.type((MARGIN, 84), "HEARING FORM", 46, bold=True)
    sheet.type((MARGIN, 142), "Attendance at the door. One form for each hearing.", 24)
    sheet.draw.line((MARGIN, 188, WIDTH - MARGIN, 188), PRINT, 4)
    sheet.field(226, "Case", "Larisa Kharkova (Лариса Харькова)")
    sheet.field(298, "Court", "Shymkent, appeal court")
    sheet.field(370, "Date set", "27 Sept 2017", right=620)
    sheet.field(370, "Hour", "not known", left=660)
    sheet.type((MARGIN, 446), "Stage")
    x = sheet.box((230, 450), "first hearing")
    x = sheet.box((x, 450), "trial")
    x = sheet.box((x, 450), "appeal", ticked=True)
    sheet.box((x, 450), "other")


def _what_happened(sheet: _Sheet) -> None:
    sheet.type((MARGIN, 530), "1  What happened", 30, bold=True)
    x = sheet.box((MARGIN, 592), "held")
    x = sheet.box((x, 592), "moved to another day", ticked=True)
    x = sheet.box((x, 592), "interrupted")
    sheet.box((x, 592), "closed to the public")
    sheet.field(654, "Moved by", "the judge", right=560)
    sheet.field(654, "Reason given", "not reported", left=600)
    sheet.field(726, "How were observers told?", "not reported")


def _who_came(sheet: _Sheet) -> None:
    sheet.type((MARGIN, 816), "2  Who came to observe", 30, bold=True)
    columns = (MARGIN, 806, 942, WIDTH - MARGIN)
    top, row = 872, 66
    for at, title in zip(columns, ("Sent by", "Came", "Let in"), strict=False):
        sheet.type((at + 12, top + 14), title, 24, bold=True)
    bottom = top + row * (len(ROWS) + 1)
    for line in range(len(ROWS) + 2):
        sheet.rule(MARGIN, top + row * line, WIDTH - MARGIN)
    for x in columns:
        sheet.draw.line((x, top, x, bottom), FAINT, 2)
    for line, cells in enumerate(ROWS, 1):
        for x, text in zip(columns, cells, strict=False):
            sheet.write((x + 14, top + row * line + 12), text, 31)


def _remarks(sheet: _Sheet) -> None:
    sheet.type((MARGIN, 1314), "3  Remarks", 30, bold=True)
    for line, text in enumerate(
        (
            "International observers could not attend.",
            "Source: Central Asia monitoring mission.",
        )
    ):
        sheet.rule(MARGIN, 1414 + 62 * line, WIDTH - MARGIN)
        sheet.write((MARGIN + 10, 1368 + 62 * line), text)
    sheet.type((MARGIN, 1520), "Written")
    x = sheet.box((230, 1524), "on the spot")
    sheet.box((x, 1524), "later, from reports", ticked=True)
    sheet.field(1590, "Signature", "none: this is a sample", right=760)


def _lit(paper: Image.Image, chance: random.Random) -> Image.Image:
    """Paper grain, two folds, and light that falls from the upper left."""
    grain = _noise(paper.size, 2, 244, 255, chance)
    clouds = _noise(paper.size, 160, 240, 255, chance)
    shade = ImageChops.multiply(grain, clouds)
    folds = ImageDraw.Draw(shade)
    for y in (HEIGHT // 3, 2 * HEIGHT // 3):
        folds.line((0, y, WIDTH, y + 3), 226, 3)
        folds.line((0, y + 4, WIDTH, y + 7), 255, 3)
    soft = shade.filter(ImageFilter.GaussianBlur(1.2))
    return ImageChops.multiply(paper, Image.merge("RGB", (soft, soft, soft)))


def _desk(chance: random.Random) -> Image.Image:
    """A dark table top with a grain along it."""
    grain = _noise((PHOTO[0], 60), 3, 96, 150, chance).resize(PHOTO, Image.Resampling.BICUBIC)
    fine = _noise(PHOTO, 2, 200, 255, chance)
    tone = ImageChops.multiply(grain, fine)
    channels = [tone.point([value * part // 100 for value in range(256)]) for part in (96, 72, 54)]
    return Image.merge("RGB", channels)


def _laid(paper: Image.Image, desk: Image.Image) -> Image.Image:
    """The sheet on the desk, seen a little from below and askew, with its shadow."""
    corners = ((88, 66), (1128, 46), (1164, 1520), (54, 1546))  # on the photo, clockwise
    across, down = paper.size
    coefficients = _perspective(corners, ((0, 0), (across, 0), (across, down), (0, down)))
    how = (PHOTO, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
    seen = paper.transform(*how)
    mask = Image.new("L", paper.size, 255).transform(*how)
    shadow = ImageChops.offset(mask, 10, 14).filter(ImageFilter.GaussianBlur(16))
    desk.paste((20, 16, 14), (0, 0), shadow.point([value * 3 // 4 for value in range(256)]))
    desk.paste(seen, (0, 0), mask)
    return desk


def _perspective(
    seen: tuple[tuple[int, int], ...], flat: tuple[tuple[int, int], ...]
) -> tuple[float, ...]:
    """The eight numbers that take points of the photo to points of the sheet."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for column in range(8):
        pivot = max(range(column, 8), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(8):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return tuple(row[8] for row in rows)


def form(foot: str) -> bytes:
    """The JPEG."""
    sheet = _Sheet()
    for part in (_head, _what_happened, _who_came, _remarks):
        part(sheet)
    sheet.stamp((840, 1508), "SAMPLE")
    sheet.draw.text((MARGIN, 1690), foot, (90, 94, 100), _font("figo", 22))
    photo = _laid(_lit(sheet.image, sheet.chance), _desk(sheet.chance))
    light = Image.radial_gradient("L").resize((2000, 2600)).crop((250, 350, 1450, 1950))
    light = light.point([255 - value * 3 // 10 for value in range(256)])
    photo = ImageChops.multiply(photo, Image.merge("RGB", (light, light, light)))
    photo = ImageEnhance.Contrast(photo.filter(ImageFilter.GaussianBlur(0.6))).enhance(1.08)
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=74, optimize=True)
    return out.getvalue()
