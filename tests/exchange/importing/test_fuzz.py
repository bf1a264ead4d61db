"""Whatever is put together of a format's pieces, or changed in a good file, is read by the laws or refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import RefusedError
from annotator.core.records import Article
from annotator.exchange.importing.articles import articles_from_capture
from annotator.exchange.importing.capture import Capture
from tests.exchange.importing.hostile import docx, docx_xml, epub, mail, mhtml, mutated, odt, odt_xml, pdf, xhtml
from tests.exchange.importing.test_articles import hold_the_laws

EXAMPLES = 60
_ODD = [
    *(
        "The ferry was late. Nobody knew why, they said.",
        "By Ann Author",
        "5 March 2024",
        "漢字。",
        "한국어 문장이다.",
        "😀",
    ),
    *("e\u0301", "\u2029", "\ufdd0", "\ufeff", "\u00a0", "\u200f"),
    *("\ufffc", "[1]", "&amp;", "&#0;", "&x;", " ", "\n"),
]
_TAGS = "p div h1 h2 ul ol li table tr td th blockquote figure figcaption a sup section span pre em br header".split()
_HTML = [
    *(f"<{tag}>" for tag in _TAGS),
    *(f"</{tag}>" for tag in _TAGS),
    *('<a href="#n1">1</a>', '<li id="n1">A note.</li>', '<img src="a.png" alt="A quay">', '<img src="data:,x">'),
    *('<a href="https://harbour.example/a">', "<script>var a = '<p>';</script>", "<!-- no -->"),
    *("<![CDATA[", "<", "&"),
    *('<meta property="og:title" content="A">', '<time datetime="2024-03-05">', "<title>"),
    *("</title>", "<svg>", "<p/>"),
    *('<script type="application/ld+json">{"@type": "Article", "headline": [1]}</script>', "<br/>", "<table><p>"),
]
_WORD_TAGS = "p r t pPr rPr tbl tr tc hyperlink ins del sdt sdtContent numPr footnoteReference drawing".split()
_WORD = [
    *(f"<w:{tag}>" for tag in _WORD_TAGS),
    *(f"</w:{tag}>" for tag in _WORD_TAGS),
    *(
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val=""/>',
        '<w:ilvl w:val="99"/>',
        '<w:numId w:val="x"/>',
        "<w:br/>",
    ),
    *('<w:footnoteReference w:id="-1"/>', '<w:gridSpan w:val="9999"/>', "<w:tab/>", '<w:vMerge w:val="restart"/>'),
    *('<w:fldChar w:fldCharType="begin"/>'),
    *("<w:instrText>HYPERLINK</w:instrText>", '<w:fldChar w:fldCharType="end"/>'),
    *("<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc><w:p>", "</w:p></w:tc></w:tr></w:tbl>"),
]
_TEXT_TAGS = "p h span a list list-item note note-citation note-body section s tab line-break".split()
_OPEN_DOCUMENT = [
    *(f"<text:{tag}>" for tag in _TEXT_TAGS),
    *(f"</text:{tag}>" for tag in _TEXT_TAGS),
    *('<text:s text:c="9999"/>', '<text:s text:c="x"/>'),
    *('<text:h text:outline-level="99">', "<text:p/>", "<text:p>"),
    *("<text:list><text:list-item><text:p>", "</text:p></text:list-item></text:list>", "</text:p>"),
]
_RTF = [
    *("{", "}", "\\par ", "\\pard ", "\\b ", "\\'e9"),
    *("\\'zz", "\\u8364?", "\\u-1 ", "\\uc0 ", "\\uc9 ", "\\bin3 abc"),
    *(
        "\\bin99999999 ",
        "{\\*\\x ",
        "{\\footnote ",
        "{\\field{\\*\\fldinst HYPERLINK ",
        "{\\pict\\pngblip 89504e47",
        "\\",
    ),
    *("{\\fonttbl{\\f0\\fcharset204 A;}}", "\\f0 ", "\\cell ", "\\row "),
    *("\\trowd ", "\\ansicpg0 ", "\\s1 ", "\\line "),
    *("{\\stylesheet{\\s1 heading 1;}}", "\\~", "\\_", "\\-"),
    *("\\{", "\\pntext ", "\\page ", "{\\upr{a}{\\*\\ud b}}"),
]
_MAIL = [
    *(
        "--b\r\n",
        "--b--\r\n",
        "--c\r\n",
        "\r\n",
        "Content-Type: text/plain\r\n",
        "Content-Type: text/html\r\n",
        "> said\r\n",
    ),
    *(
        'Content-Type: multipart/alternative; boundary="c"\r\n',
        "Content-Transfer-Encoding: base64\r\n",
        "VGhlIGZlcnJ5\r\n",
    ),
    *(
        "Content-Type: message/rfc822\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "=E9=\r\n",
        "charset=klingon",
    ),
    *(
        'Content-Disposition: attachment; filename="../a.txt"\r\n',
        "Content-Disposition: attachment; filename*=x''%ff\r\n",
    ),
    *(
        'Content-Type: text/plain; charset="\r\n',
        "From: =?utf-8?q?=ff?= <a@b>\r\n",
        "-- \r\n",
        "On Monday Bo wrote:\r\n",
    ),
    *("Subject: A\r\n", "Date: never\r\n", "Content-ID: <>\r\n", "<p>The ferry</p>", "Content-Type: image/png\r\n"),
]
_TABLE = [
    ",",
    '"',
    '""',
    "\n",
    "\r\n",
    ";",
    "\t",
    "title",
    "text",
    "date",
    "2024-03-05",
    "url",
    "outlet",
    "author",
    "\x1c",
]
_JSON = [
    *('{"title": "A", "text": "The ferry was late."}', "{", "}", "[", "]"),
    *('"', '"text":', ",", "null", "1e999", "\n"),
    *(
        '{"text": {"a": [1]}}',
        '{"text": ["A.", "B."], "date": 20240305}',
        '{"title": null, "text": "A"}',
        "NaN",
        "true",
    ),
    *('{"text": "<p>The ferry</p>", "url": "javascript:x"}', '"\\ud800"', '"\\u0000"', '{"content": "A."}', "-0"),
]
_PDF = [
    *(
        "(The ferry was late.) Tj ",
        "T* ",
        "BT ",
        "ET ",
        "/F1 12 Tf ",
        "/F9 0 Tf ",
        "72 720 Td ",
        "1 0 0 1 9 9 Tm ",
        "q ",
        "Q ",
    ),
    *(
        "[(The) -900 (quay)] TJ ",
        "3 Tr ",
        "-5 Tc ",
        "99999 Tw ",
        "0 0 0 0 0 0 cm ",
        "0 1 -1 0 0 0 cm ",
        "/X Do ",
        "(",
        ")",
    ),
    *("0 0 612 792 re f ", "BI /W 1 /H 1 /BPC 8 ID x EI ", "<feff00e9> Tj ", "1e30 1e30 Td ", "14 TL "),
]
_MARKDOWN = [
    *(
        "# ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "```\n",
        "---\n",
        "title: x\n",
        "![a](b.png)",
        "[a](b)",
        "[^1]",
        "[^1]: note\n",
        "**",
    ),
    *("| a | b |\n", "|---|---|\n", "<div>", "</p>", "\\", "`", "\n\n", "***\n", "[a]: <b>\n", "&#xd800;", "\t- "),
]


@dataclass(frozen=True, slots=True)
class Grammar:
    """A format as its pieces, how a file is made of them, and a good file."""

    file_name: str
    pieces: list[str]
    make: Callable[[str], bytes]
    good: bytes


def _table(inside: str) -> bytes:
    return f"title,text,date\nA,The ferry was late.,2024\n{inside}".encode()


_WORDS = "The late ferry</h1><p>The ferry was late. Nobody on the quay was told why.</p><p>It came at nine."
GRAMMARS: Mapping[str, Grammar] = {
    "text": Grammar("a.txt", _MARKDOWN, str.encode, b"The ferry\n\nIt was late.[1]\n\n[1] A note.\n"),
    "markdown": Grammar("a.md", _MARKDOWN, str.encode, b"# The ferry\n\n> It was *late*.[^1]\n\n[^1]: A note.\n"),
    "html": Grammar("a.html", _HTML, lambda inside: xhtml(inside), xhtml(f"<h1>{_WORDS}</p>")),
    "mhtml": Grammar("a.mhtml", _HTML, lambda inside: mhtml(xhtml(inside)), mhtml(xhtml(f"<h1>{_WORDS}</p>"))),
    "epub": Grammar("a.epub", _HTML, lambda inside: epub(xhtml(inside)), epub(xhtml(f"<h1>{_WORDS}</p>"))),
    "docx": Grammar(
        "a.docx",
        _WORD,
        lambda inside: docx(docx_xml(inside)),
        docx(docx_xml("<w:p><w:r><w:t>The ferry</w:t></w:r></w:p><w:p><w:r><w:t>It was late.</w:t></w:r></w:p>")),
    ),
    "odt": Grammar(
        "a.odt",
        _OPEN_DOCUMENT,
        lambda inside: odt(odt_xml(inside)),
        odt(odt_xml("<text:h>The ferry</text:h><text:p>It was late.</text:p>")),
    ),
    "rtf": Grammar(
        "a.rtf",
        _RTF,
        lambda inside: f"{{\\rtf1\\ansi {inside}}}".encode("cp1252", "replace"),
        b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\b The ferry\\b0\\par It was late.\\par}",
    ),
    "mail": Grammar(
        "a.eml",
        _MAIL,
        lambda inside: mail(inside.encode(), 'multipart/mixed; boundary="b"'),
        mail(
            b"--b\r\nContent-Type: text/plain\r\n\r\nThe ferry was late.\r\n--b--\r\n", 'multipart/mixed; boundary="b"'
        ),
    ),
    "csv": Grammar("a.csv", _TABLE, _table, _table('B,"The bridge\nwas shut.",2024-03-05\n')),
    "jsonl": Grammar("a.jsonl", _JSON, str.encode, b'{"title": "A", "text": "The ferry was late."}\n' * 3),
    "pdf": Grammar("a.pdf", _PDF, lambda inside: pdf(content=inside), pdf()),
}


def _read(data: bytes, file_name: str) -> None:
    try:
        found = articles_from_capture(Capture(data, file_name))
    except RefusedError:
        return
    for each in found:
        if isinstance(each, Article):
            hold_the_laws(each)


def _joined(grammar: Grammar) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from([*grammar.pieces, *_ODD]), max_size=25).map("".join)


@pytest.mark.parametrize("name", GRAMMARS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_what_is_put_together_of_a_formats_pieces_is_read_or_refused(name: str, data: st.DataObject):
    grammar = GRAMMARS[name]
    _read(grammar.make(data.draw(_joined(grammar))), grammar.file_name)


@pytest.mark.parametrize("name", GRAMMARS)
@settings(max_examples=EXAMPLES)
@given(seed=st.integers(0, 1_000_000))
def test_what_is_changed_in_a_good_file_is_read_or_refused(name: str, seed: int):
    grammar = GRAMMARS[name]
    _read(mutated(grammar.good, seed), grammar.file_name)


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_good_file_is_read(name: str):
    grammar = GRAMMARS[name]
    assert any(isinstance(each, Article) for each in articles_from_capture(Capture(grammar.good, grammar.file_name)))


@pytest.mark.parametrize("name", GRAMMARS)
@settings(max_examples=EXAMPLES)
@given(data=st.binary(max_size=300))
def test_any_bytes_under_any_name_are_read_or_refused(name: str, data: bytes):
    _read(data, GRAMMARS[name].file_name)
