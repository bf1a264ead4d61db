"""Who else says something, as the project answers it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core import edits
from annotator.core.records import Inferred
from annotator.core.similarity.answers import Alike, Sharing
from annotator.session.who_else_question import Answer, Wish, ask, best_in
from tests.builders import ME, Built, article, build

SAID = "On Monday the harbour master spoke of dense fog over the outer bank."
SAME = "On Monday the harbour master spoke of dense fog over the outer bank, a paper says."
NEAR = "Dense fog lay over the whole of the northern bank, in the words of a captain who was there."
ELSE = "A bus drove up, and the tickets were paid back."


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Built]:
    made = build(tmp_path / "p.annotator", ["The ferry was late.", SAID, "Nothing is known of the crew."])
    yield made
    made.store.close()


def add(built: Built, title: str, *paragraphs: str, origin: str = "") -> Built:
    """Add a source; give it as one to highlight in."""
    made = article(paragraphs, title, f"{title}.txt")
    metadata = dict(made.metadata) | ({"origin": Inferred(origin, "reviewer")} if origin else {})
    made = type(made)(made.file_name, made.original, made.text, made.blocks, metadata)
    new = edits.add_source(built.store.uid, made)
    built.store.apply(new.drafts, ME, blobs=new.blobs)
    if origin:
        built.do(edits.set_origin(new.source_uid, origin))
    built.store.index_passages()
    return Built(built.store, new.source_uid, new.revision_uid, made.text)


def words(built: Built) -> Wish:
    start = built.text.index(SAID)
    return Wish("", built.source_uid, start, start + len(SAID))


def answer(built: Built, wish: Wish | None = None, dismissed: Sequence[tuple[str, int, int]] = ()) -> Answer:
    found = ask(built.store.reader, wish or words(built), dismissed)
    assert found is not None
    return found


def texts(found: Answer) -> list[str]:
    return [each.text for each in found.passages]


def test_what_says_most_of_it_comes_first_and_what_says_nothing_of_it_not_at_all(built: Built):
    add(built, "Near", NEAR, ELSE)
    add(built, "Same", SAME, ELSE)
    found = answer(built)
    assert texts(found) == [SAME, NEAR]
    assert found.passages[0].alike is Alike.MUCH
    assert found.passages[1].alike < Alike.MUCH


def test_one_rare_word_in_common_is_nothing_alike(built: Built):
    add(built, "Outer", "Outer walls were painted white again this summer, and the gates as well.")
    assert texts(answer(built)) == []


def test_a_passage_has_its_place_and_its_source(built: Built):
    add(built, "Same", ELSE, SAME)
    (passage,) = answer(built).passages
    assert (passage.source.title, passage.locator_kind, passage.locator) == ("Same", "paragraph", 2)


def test_a_statement_that_stands_there_is_told(built: Built):
    other = add(built, "Same", SAME)
    uid = other.statement(SAME)
    (passage,) = answer(built).passages
    assert passage.statement is not None
    assert passage.statement.uid == uid


def test_links_come_by_themselves_and_their_passages_are_not_repeated(built: Built):
    uid = built.statement(SAID)
    other = add(built, "Same", SAME)
    built.do(edits.link_statements(built.store.reader, "supports", uid, other.statement(SAME)))
    found = answer(built, Wish(uid))
    assert [(each.link.kind, each.source.title, each.is_from) for each in found.linked] == [("supports", "Same", True)]
    assert texts(found) == []


def test_linked_sources_count_as_those_that_say_it(built: Built):
    uid = built.statement(SAID)
    other = add(built, "Other", ELSE)
    built.do(edits.link_statements(built.store.reader, "contradicts", uid, other.statement(ELSE)))
    found = answer(built, Wish(uid))
    assert (found.sources, found.origins) == (1, 1)


def test_sources_of_one_origin_count_once_and_stand_together(built: Built):
    for title in ("One", "Two"):
        add(built, title, SAME, ELSE, title, origin="The Agency")
    found = answer(built)
    assert (found.sources, found.origins) == (2, 1)
    assert [(group.sharing, group.name) for group in found.groups] == [(Sharing.ORIGIN, "The Agency")]


def test_what_is_of_the_own_origin_is_no_other_origin(built: Built):
    built.do(edits.set_origin(built.source_uid, "The Agency"))
    add(built, "One", SAME, origin="The Agency")
    found = answer(built)
    assert (found.sources, found.origins, found.has_own_origin) == (1, 0, True)


def test_what_was_dismissed_is_left_out_and_counted(built: Built):
    other = add(built, "Same", SAME)
    start = other.text.index(SAME)
    found = answer(built, dismissed=[(other.revision_uid, start, start + len(SAME))])
    assert (texts(found), found.dismissed) == ([], 1)


def test_of_one_source_a_second_passage_is_shown_only_where_it_is_nearly_as_good(built: Built):
    add(built, "Both", SAME, NEAR)
    assert texts(answer(built)) == [SAME]
    add(built, "Twice", SAME, f"Again: {SAME}")
    assert sum(each.source.title == "Twice" for each in answer(built).passages) == 2


def test_a_statement_that_has_gone_has_no_answer(built: Built):
    assert ask(built.store.reader, Wish("f" * 32)) is None


def test_in_each_source_the_linked_statement_is_shown_before_a_passage(built: Built):
    uid = built.statement(SAID)
    one, two, three = add(built, "One", SAME, ELSE), add(built, "Two", ELSE, SAME), add(built, "Three", "No word.")
    built.do(edits.link_statements(built.store.reader, "contradicts", uid, one.statement(ELSE)))
    found = best_in(built.store.reader, Wish(uid), [one.source_uid, two.source_uid, three.source_uid])
    assert found == {
        one.source_uid: (one.text.index(ELSE), one.text.index(ELSE) + len(ELSE)),
        two.source_uid: (two.text.index(SAME), two.text.index(SAME) + len(SAME)),
    }


def test_beyond_some_number_only_the_best_are_listed(built: Built):
    for at in range(4):
        add(built, f"Paper {at}", *(f"{SAME} So says number {at} {number}." for number in range(2)))
    assert not answer(built).is_cut
    for at in range(4, 36):
        add(built, f"Paper {at}", f"{SAME} So says number {at}.")
    found = answer(built)
    assert (len(found.passages), found.is_cut) == (30, True)


def test_words_that_are_typed_are_looked_for_however_well_the_own_source_has_them(built: Built):
    add(built, "Near", NEAR, ELSE)
    found = answer(built, replace(words(built), words="Monday harbour master tickets"))
    assert texts(found) == [ELSE]
    assert found.wish.words


def test_what_is_linked_is_not_among_what_has_the_typed_words(built: Built):
    other = add(built, "Same", SAME, ELSE)
    one, two = built.statement(SAID), other.statement(SAME)
    built.do(edits.link_statements(built.store.reader, "repeats", one, two))
    found = answer(built, Wish(one, words="fog harbour tickets paid"))
    assert (found.linked, texts(found)) == ((), [ELSE])
