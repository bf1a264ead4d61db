import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import prose

UID = "0123456789abcdef" * 2
OTHER = "f" * 32


def test_words_and_citations_come_in_their_order():
    text = f"First{prose.token(UID)} then{prose.token(OTHER)}."
    assert prose.parse(text) == ["First", prose.Citation(UID), " then", prose.Citation(OTHER), "."]


def test_a_statement_cited_twice_is_listed_twice():
    text = f"{prose.token(UID)} and {prose.token(OTHER)} and {prose.token(UID)}"
    assert prose.cited_uids(text) == [UID, OTHER, UID]


def test_plain_prose_has_no_space_where_a_citation_stood():
    assert prose.plain(f"So it was {prose.token(UID)}, and is.") == "So it was, and is."


@pytest.mark.parametrize("text", ["[[cite:]]", f"[[cite:{UID[:31]}]]", f"[[cite:{UID.upper()}]]", f"[cite:{UID}]"])
def test_what_only_resembles_a_token_is_words(text: str):
    assert prose.parse(text) == [text]
    assert prose.cited_uids(text) == []


def test_a_token_is_made_of_a_uid_only():
    with pytest.raises(ValueError, match="not a statement"):
        prose.token("S-17")


def test_no_text_is_no_parts():
    assert prose.parse("") == []


_PIECES = st.one_of(
    st.text(), st.just(prose.token(UID)), st.just(prose.token(OTHER)), st.just("[[cite:"), st.just("]]")
)


@given(st.lists(_PIECES).map("".join))
def test_nothing_is_lost_in_parsing(text: str):
    parts = prose.parse(text)
    assert "".join(part if isinstance(part, str) else prose.token(part.statement_uid) for part in parts) == text
    assert "" not in parts
