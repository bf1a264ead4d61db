from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.directions import is_right_to_left
from annotator.exchange.docx.xml import WORD_NAMESPACE, Text, language_properties

W = f"{{{WORD_NAMESPACE}}}"


def _runs(xml: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(f'<p xmlns:w="{WORD_NAMESPACE}">{xml}</p>'))


def _read(xml: str) -> str:
    pieces = []
    for run in _runs(xml):
        for child in run:
            pieces.append({f"{W}tab": "\t", f"{W}br": "\n", f"{W}t": child.text or ""}.get(child.tag, ""))
    return "".join(pieces)


@given(st.text(st.characters(exclude_categories=[])))
def test_every_text_becomes_well_formed_xml_and_only_impossible_characters_change(words: str):
    text = Text()
    read = _read(text.run(words))
    for line_end in ("\r\n", "\r", "\u2028", "\u2029"):
        words = words.replace(line_end, "\n")
    assert len(read) == len(words)
    changed = [(old, new) for old, new in zip(words, read, strict=True) if old != new]
    assert all(new == "\ufffd" for _, new in changed)
    assert len(changed) == text.replaced


def test_replaced_characters_are_counted():
    text = Text()
    assert text.escaped("a\x00b\x0bc\ufffed\ud800e") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert text.replaced == 4


def test_tabs_and_line_breaks_become_elements():
    assert Text().run("a\tb\nc") == (
        '<w:r><w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t><w:br/>'
        '<w:t xml:space="preserve">c</w:t></w:r>'
    )


def test_markup_in_words_is_words():
    assert _read(Text().run('<b> & "q"')) == '<b> & "q"'


def test_words_that_run_to_the_left_are_runs_of_their_own():
    runs = _runs(Text().run("to שלום and"))
    assert ["".join(child.text or "" for child in run) for run in runs] == ["to ", "שלום ", "and"]
    assert [run.find(f"{W}rPr/{W}rtl") is not None for run in runs] == [False, True, False]


@pytest.mark.parametrize(
    ("words", "is_rtl"), [("abc", False), ("«שלום»", True), ("12 العربية a", True), ("a ש", False)]
)
def test_the_first_letter_with_a_direction_decides(words: str, is_rtl: bool):
    assert is_right_to_left(words) is is_rtl


@pytest.mark.parametrize(
    ("language", "properties"),
    [
        ("", ""),
        ("not a language", ""),
        ("uk", '<w:lang w:val="uk"/>'),
        ("ko", '<w:lang w:eastAsia="ko-KR"/>'),
        ("zh-TW", '<w:lang w:eastAsia="zh-TW"/>'),
        ("he", '<w:lang w:bidi="he"/>'),
    ],
)
def test_a_language_goes_with_its_script(language: str, properties: str):
    assert language_properties(language) == properties
