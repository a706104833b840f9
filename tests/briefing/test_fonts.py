# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.briefing.fonts import Alphabet, Shaper, Style, face


def copied(shaper: Shaper, text: str, style: Style | None = None, rtl: bool = False) -> str:
    """The text as it comes out glyph by glyph, from left to right."""
    told = ""
    for segment in shaper.shape(text, style or Style(), rtl).segments:
        known = shaper.alphabets[segment.face].texts
        codes = "".join(part.partition(">")[0] for part in segment.glyphs.split("<")[1:])
        told += "".join(known[int(codes[i : i + 4], 16)] for i in range(0, len(codes), 4))
    return told


@pytest.mark.parametrize("name", ["regular", "bold", "italic"])
def test_firago_covers_the_alphabets_of_the_region(name: str) -> None:
    letters = "AaÀéçßğışöüñżłů Яёїў ӘәҒғҚқҢңӨөҰұҮүҺһІі ҷӣӯ אבג ابجد ქართ €₽№“”«»–—…§•→"
    missing = {c for c in letters if ord(c) not in face(name).covers}
    assert missing == set()


@pytest.mark.parametrize(
    "word", ["difficult", "office", "Қушақбаев", "Lefèvre", "AVATAR", "е\u0301"]
)
def test_a_word_can_be_copied_letter_by_letter(word: str) -> None:
    assert copied(Shaper(), word) == word


def test_pairs_are_kerned() -> None:
    shaper = Shaper()
    kerned = shaper.shape("AV", Style()).width
    assert kerned < shaper.shape("A", Style()).width + shaper.shape("V", Style()).width


def test_arabic_is_joined_and_its_ligatures_come_out_in_order() -> None:
    shaper = Shaper()
    assert copied(shaper, "الإضراب", rtl=True) == "الإضراب"[::-1]
    assert copied(shaper, "الله", rtl=True) == "الله"[::-1]
    joined = shaper.shape("محمد", Style(), rtl=True).width
    assert joined != sum(shaper.shape(letter, Style(), rtl=True).width for letter in "محمد")


def test_marks_are_lifted_into_their_place() -> None:
    segments = Shaper().shape("لَمْ", Style(), rtl=True).segments
    assert any(segment.rise for segment in segments)


def test_another_face_stands_in_for_a_missing_sign() -> None:
    shaper = Shaper()
    word = shaper.shape("✓100₸x", Style(face="bold"))
    assert [segment.face for segment in word.segments] == ["mono", "bold", "mono", "bold"]
    assert word.plain == ""
    assert copied(shaper, "✓100₸x") == "✓100₸x"
    assert shaper.missing == set()


def test_what_no_face_has_is_noted_and_still_copied() -> None:
    shaper = Shaper()
    assert copied(shaper, "中a") == "中a"
    assert shaper.missing == {"中"}


def test_a_word_is_shaped_once() -> None:
    shaper = Shaper()
    assert shaper.shape("word", Style()) is shaper.shape("word", Style(size=20))
    assert shaper.shape("word", Style()) is not shaper.shape("word", Style(face="bold"))
    assert shaper.words(Style())["word"].width > 0


def test_one_glyph_may_stand_for_several_texts() -> None:
    alphabet = Alphabet("regular")
    numbers = [alphabet.number(5, text) for text in ("a", "á", "a")]
    assert numbers == [1, 2, 1]
    assert alphabet.glyphs == [0, 5, 5]
