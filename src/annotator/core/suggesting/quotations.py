"""Direct quotations of a source with whoever speaks them, and quoted terms, which nobody need have said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from annotator.core.records import Block
from annotator.core.sentences import sentence_spans
from annotator.core.suggesting.cast import Cast
from annotator.core.suggesting.marks import Quoted, masked, quoted_spans
from annotator.core.suggesting.saying import VERB
from annotator.core.suggesting.subjects import Span, subject_before
from annotator.core.suggesting.voices import Voice, find_voice, is_attribute, is_no_speech, is_title
from annotator.core.text import count_words
from annotator.core.vocabulary import BlockKind

_PROSE = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.FOOTNOTE, BlockKind.TABLE_ROW))
_FEWEST_ALONE = 5
_LONGEST_TAIL, _LONGEST_PARTING = 12, 80
_LONGEST_TERM = 3
_LOOKED_AT = 600
_ENDS_SENTENCE = ".!?…。？！"
_PRONOUNS = ("it", "he", "she", "they")
_NAME = regex.compile(r"\p{Lu}[\p{L}\p{M}’'.-]*(?:\s+\p{Lu}[\p{L}\p{M}’'.-]*)*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start` and `end` without the marks and the comma before the closing one.

    `speaker` is the fullest name or role that the text gives, or ""; `is_sure` tells whether a pattern left no doubt
    of it. A term has words that are quoted and nobody's statement. `around` is the sentence that it stands in, and
    `said` the place in it that says who speaks.
    """

    start: int
    end: int
    around: Span
    speaker: str = ""
    is_term: bool = False
    is_sure: bool = False
    said: Span | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that is read as sentences, with its quoted words blotted out."""

    block: Block
    quoted: Sequence[Quoted]
    words: str
    sentences: Sequence[Span]
    is_continued: bool

    def sentence_of(self, quote: Quoted) -> Span:
        """Give the sentence around a quotation, in the line's own offsets; of an endless one what is near."""
        start, end = self.place_of(quote)
        low = max((each[0] for each in self.sentences if each[0] <= start), default=0)
        high = next((each[1] for each in self.sentences if each[1] >= end), len(self.words))
        return max(low, start - _LOOKED_AT), min(high, end + _LOOKED_AT)

    def follows(self, at: int, quote: Quoted) -> bool:
        """Tell whether a quotation comes right behind the sentence that ends at `at`, an offset of the text."""
        low, high = at - self.block.start, self.place_of(quote)[0]
        return not any(low <= start and end <= high for start, end in self.sentences)

    def place_of(self, quote: Quoted) -> Span:
        """Give where a quotation stands in the line, its marks included."""
        return quote.start - self.block.start, quote.end - self.block.start

    def tail_of(self, sentence: Span) -> Span:
        """Give a sentence with the next one, where that is short enough to do no more than name the speaker."""
        behind = next((each for each in self.sentences if each[0] >= sentence[1]), None)
        is_short = behind is not None and len(self.words[slice(*behind)].split()) <= _LONGEST_TAIL
        return (sentence[0], behind[1]) if behind is not None and is_short else sentence


def is_prose(block: Block) -> bool:
    """Tell whether a block is read as sentences: neither folded, nor a heading, a caption or a note on the article."""
    return not block.fold and block.kind in _PROSE


def find_quotations(text: str, blocks: Sequence[Block]) -> list[Quotation]:
    """Find what is quoted in a source's text, in its order."""
    lines = list(_lines(text, blocks))
    cast = Cast(text, [(line.block.start, line.block.end) for line in lines])
    return list(_Finder(text, lines, cast).quotations())


@dataclass(frozen=True, slots=True)
class _Piece:
    """A quotation from its opening mark to its closing one, which may stand in a later line."""

    first: int
    opening: Quoted
    last: int
    closing: Quoted


class _Finder:
    """Go through the lines once, remembering who spoke last."""

    def __init__(self, text: str, lines: Sequence[_Line], cast: Cast) -> None:
        self._text = text
        self._lines = lines
        self._cast = cast
        self._last: Quotation | None = None
        self._last_line = -1

    def quotations(self) -> Iterator[Quotation]:
        """Give the quotations and the terms."""
        for piece in self._pieces():
            made = self._quotation(piece)
            if made.speaker and not made.is_term:
                self._cast.note(made.start, made.speaker)
                self._last, self._last_line = made, piece.last
            yield made

    def _pieces(self) -> Iterator[_Piece]:
        """Put together what is opened in one paragraph and closed in a later one."""
        index = 0
        passed = 0
        while index < len(self._lines):
            last = index
            for quote in self._lines[index].quoted[passed:]:
                closing = quote
                while not closing.is_closed and self._goes_on(last):
                    last += 1
                    closing = self._lines[last].quoted[0]
                if closing.is_closed or last > index:
                    yield _Piece(index, quote, last, closing)
            passed = int(last > index)
            index = last if last > index else index + 1

    def _goes_on(self, index: int) -> bool:
        """Tell whether the next paragraph opens a quotation again that this one leaves open."""
        if index + 1 >= len(self._lines):
            return False
        here, follows = self._lines[index], self._lines[index + 1]
        if not follows.is_continued or not follows.quoted:
            return False
        first = follows.quoted[0]
        return first.mark == here.quoted[-1].mark and not self._text[follows.block.start : first.start].strip()

    def _quotation(self, piece: _Piece) -> Quotation:
        line, until = self._lines[piece.first], self._lines[piece.last]
        low, _ = line.sentence_of(piece.opening)
        _, high = until.sentence_of(piece.closing)
        start, stop = _trimmed(self._text, piece.opening.words[0], piece.closing.words[1])
        bare = Quotation(start, stop, (line.block.start + low, until.block.start + high))
        if (parted := self._parted(piece, bare)) is not None:
            return parted
        voice, at = self._voice(piece)
        is_named = is_no_speech(line.words, low, line.place_of(piece.opening)[0]) or is_title(self._text[start:stop])
        if voice is None or is_named:
            return self._carried(piece, bare)
        who = (at + voice.who[0], at + voice.who[1]) if voice.who else None
        speaker = self._speaker(who, bare.around[0]) if who else self._cast.last_speaker()
        is_short = count_words(self._text[start:stop]) <= _LONGEST_TERM
        is_ours = is_attribute(line.words, line.place_of(piece.opening)) or not (speaker or voice.is_sure)
        return replace(
            bare,
            speaker=speaker[:1].upper() + speaker[1:],
            is_term=is_short and is_ours,
            is_sure=voice.is_sure and bool(speaker),
            said=(at + voice.said[0], at + voice.said[1]),
        )

    def _voice(self, piece: _Piece) -> tuple[Voice | None, int]:
        """Find the voice in the line where a quotation begins, else where it ends; with where that line begins."""
        for number, mark in ((piece.first, piece.opening), (piece.last, piece.closing)):
            line = self._lines[number]
            place, sentence = line.place_of(mark), line.sentence_of(mark)
            voice = find_voice(line.words, sentence, place)
            if voice is None and place[1] >= sentence[1] and (tail := line.tail_of(sentence)) != sentence:
                voice = find_voice(line.words, (place[0], tail[1]), place)
            if voice is not None or piece.last == piece.first:
                return voice, line.block.start
        return None, 0

    def _parted(self, piece: _Piece, bare: Quotation) -> Quotation | None:
        """Take up what was parted by naming its speaker: "“…,” said Olsen, “…”"."""
        before = self._last
        if before is None or before.said is None or before.said[0] < before.end or before.around[1] <= bare.start:
            return None
        between = self._text[before.said[1] : piece.opening.start]
        is_near = len(between) <= _LONGEST_PARTING and between.rstrip().endswith((",", "—", "–", "-"))
        return self._of_the_same(bare, before, before.is_sure) if is_near and not VERB.search(between) else None

    def _carried(self, piece: _Piece, bare: Quotation) -> Quotation:
        """Take the speaker of the quotation before, where this one goes on with it; else it is a term."""
        line, before = self._lines[piece.first], self._last
        words = self._text[bare.start : bare.end]
        if not self._is_whole(piece):
            return replace(bare, is_term=True)
        if before is not None and not is_title(words):
            if self._last_line == piece.first:
                return self._of_the_same(bare, before, before.is_sure and line.follows(before.around[1], piece.opening))
            if self._last_line == piece.first - 1 and line.is_continued and self._fills(piece):
                return self._of_the_same(bare, before, False)
        spoken = self._spoken_before(line, piece.opening)
        is_sentence = count_words(words) >= _FEWEST_ALONE and not words[:1].islower()
        return replace(bare, speaker=spoken, is_term=not spoken and not is_sentence)

    def _of_the_same(self, bare: Quotation, before: Quotation, is_sure: bool) -> Quotation:
        return replace(bare, speaker=before.speaker, is_sure=is_sure, said=before.said)

    def _speaker(self, who: Span, low: int) -> str:
        """Give who is meant by the words that name the speaker; a pronoun may mean a name of its own sentence."""
        words = self._text[slice(*who)]
        if words.casefold() in ("it", "they"):
            verbs = list(VERB.finditer(self._text, low, who[0]))
            found = subject_before(self._text, low, verbs[-1].start()) if verbs else None
            if found is None and words.casefold() == "it":
                names = [match.span() for match in _NAME.finditer(self._text, low, who[0])]
                found = names[-1] if names else None
            if found is not None and self._text[slice(*found)].casefold() not in _PRONOUNS:
                words = self._text[slice(*found)]
        return self._cast.meant(words, who[0])

    def _is_whole(self, piece: _Piece) -> bool:
        """Tell whether a quotation is a sentence of its own, with nothing before it in the sentence around it."""
        line = self._lines[piece.first]
        head = line.words[line.sentence_of(piece.opening)[0] : line.place_of(piece.opening)[0]]
        end = piece.closing.words[1]
        return not head.strip() and (piece.last > piece.first or self._text[end - 1] in _ENDS_SENTENCE)

    def _fills(self, piece: _Piece) -> bool:
        """Tell whether paragraphs hold nothing but a quotation."""
        before = self._text[self._lines[piece.first].block.start : piece.opening.start]
        behind = self._text[piece.closing.end : self._lines[piece.last].block.end]
        return not before.strip() and not behind.strip(" .")

    def _spoken_before(self, line: _Line, quote: Quoted) -> str:
        """Give who speaks by the sentence before, where that ends with saying so: "Olsen said. “There was fog.”"."""
        at = line.place_of(quote)[0]
        before = [each for each in line.sentences if each[1] <= at]
        if not before:
            return ""
        low, high = before[-1]
        verb = VERB.search(line.words, max(low, high - _LOOKED_AT // 10), high)
        if verb is None or len(line.words[verb.end() : high].split()) > _LONGEST_TERM:
            return ""
        who = subject_before(line.words, low, verb.start())
        begin = line.block.start
        return self._speaker((begin + who[0], begin + who[1]), begin + low) if who is not None else ""


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    is_continued = False
    for block in blocks:
        if not is_prose(block):
            # A picture may stand between two paragraphs of one thing said; a heading begins another.
            is_continued = is_continued and block.kind is not BlockKind.HEADING
            continue
        quoted = quoted_spans(text, block.start, block.end)
        words = masked(text, block.start, block.end, quoted) if quoted else ""
        yield _Line(block, quoted, words, sentence_spans(words, 0, len(words)) if quoted else (), is_continued)
        is_continued = True


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave out white space, and the comma or the stop that belongs to the sentence around a quotation."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;、，"):
        end -= 1
    if end - start > 1 and text[end - 1] == "." and text[start].islower() and ". " not in text[start:end]:
        end -= 1
    return start, end
