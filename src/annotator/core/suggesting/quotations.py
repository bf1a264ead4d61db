"""Direct quotations of a source with whoever speaks them, and quoted terms, which nobody need have said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
        start, end = quote.start - self.block.start, quote.end - self.block.start
        low = max((each[0] for each in self.sentences if each[0] <= start), default=0)
        high = next((each[1] for each in self.sentences if each[1] >= end), len(self.words))
        return max(low, start - _LOOKED_AT), min(high, end + _LOOKED_AT)

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
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            last = index
            for quote in line.quoted:
                end = quote
                while not end.is_closed and self._goes_on(last):
                    last += 1
                    end = self._lines[last].quoted[0]
                if end.is_closed or last > index:
                    yield self._quotation(index, quote, last, end)
            if last > index and len(self._lines[last].quoted) > 1:
                for quote in self._lines[last].quoted[1:]:
                    yield self._quotation(last, quote, last, quote)
            index = last + 1

    def _goes_on(self, index: int) -> bool:
        """Tell whether the next paragraph opens a quotation again that this one leaves open."""
        if index + 1 >= len(self._lines) or not self._lines[index].quoted:
            return False
        here, follows = self._lines[index], self._lines[index + 1]
        if not follows.is_continued or not follows.quoted:
            return False
        first = follows.quoted[0]
        return first.mark == here.quoted[-1].mark and not self._text[follows.block.start : first.start].strip()

    def _quotation(self, index: int, quote: Quoted, last: int, end: Quoted) -> Quotation:
        line = self._lines[index]
        sentence = line.sentence_of(quote)
        start, stop = _trimmed(self._text, quote.words[0], end.words[1])
        around = (line.block.start + sentence[0], self._lines[last].block.start + self._lines[last].sentence_of(end)[1])
        words = self._text[start:stop]
        if (parted := self._parted(quote, Quotation(start, stop, around))) is not None:
            self._last, self._last_line = parted, last
            return parted
        voice, at = self._voice(index, quote, last, end)
        if voice is None or is_no_speech(line.words, sentence[0], quote.start - line.block.start) or is_title(words):
            made = self._carried(index, quote, last, end, Quotation(start, stop, around))
        else:
            who = (at + voice.who[0], at + voice.who[1]) if voice.who else None
            speaker = self._speaker(who, around[0]) if who else self._cast.last_speaker()
            speaker = speaker[:1].upper() + speaker[1:]
            said = (at + voice.said[0], at + voice.said[1])
            is_short = count_words(words) <= _LONGEST_TERM
            place = (quote.start - line.block.start, quote.end - line.block.start)
            is_term = is_short and (is_attribute(line.words, place) or not (speaker or voice.is_sure))
            made = Quotation(start, stop, around, speaker, is_term, voice.is_sure and bool(speaker), said)
        if made.speaker and not made.is_term:
            self._cast.note(start, made.speaker)
            self._last, self._last_line = made, last
        return made

    def _voice(self, index: int, quote: Quoted, last: int, end: Quoted) -> tuple[Voice | None, int]:
        """Find the voice in the paragraph where a quotation begins, else where it ends; with where that line begins."""
        for number, mark in ((index, quote), (last, end)):
            line = self._lines[number]
            place = (mark.start - line.block.start, mark.end - line.block.start)
            sentence = line.sentence_of(mark)
            voice = find_voice(line.words, sentence, place)
            if voice is None and place[1] >= sentence[1] and (tail := line.tail_of(sentence)) != sentence:
                voice = find_voice(line.words, (place[0], tail[1]), place)
            if voice is not None or last == index:
                return voice, line.block.start
        return None, 0

    def _parted(self, quote: Quoted, bare: Quotation) -> Quotation | None:
        """Take up what was parted by naming its speaker: "“…,” said Olsen, “…”"."""
        before = self._last
        if before is None or before.said is None or before.said[0] < before.end or before.around[1] <= quote.start:
            return None
        between = self._text[before.said[1] : quote.start]
        if (
            len(between) > _LONGEST_PARTING
            or not between.rstrip().endswith((",", "—", "–", "-"))
            or VERB.search(between)
        ):
            return None
        return Quotation(bare.start, bare.end, bare.around, before.speaker, False, before.is_sure, before.said)

    def _carried(self, index: int, quote: Quoted, last: int, end: Quoted, bare: Quotation) -> Quotation:
        """Take the speaker of the quotation before, where this one goes on with it; else it is a term."""
        words = self._text[bare.start : bare.end]
        is_whole = self._is_whole(index, quote, last, end)
        before = self._last
        line = self._lines[index]
        if before is not None and is_whole and not is_title(words):
            is_here = self._last_line == index
            fills = not self._text[line.block.start : quote.start].strip() and self._fills(last, end)
            if is_here or (fills and self._last_line == index - 1 and line.is_continued):
                is_next = is_here and self._sentences_between(line, before, quote) == 0
                return Quotation(
                    bare.start, bare.end, bare.around, before.speaker, False, before.is_sure and is_next, before.said
                )
        if is_whole and (spoken := self._spoken_before(line, quote)) is not None:
            return Quotation(bare.start, bare.end, bare.around, spoken, said=None)
        return _alone(bare, words, is_whole)

    def _speaker(self, who: Span, low: int) -> str:
        """Give who is meant by the words that name the speaker."""
        words = self._text[slice(*who)]
        if words.casefold() in ("it", "they"):
            verbs = list(VERB.finditer(self._text, low, who[0]))
            found = subject_before(self._text, low, verbs[-1].start()) if verbs else None
            if found is None and words.casefold() == "it":
                found = next((match.span() for match in reversed(list(_NAME.finditer(self._text, low, who[0])))), None)
            if found is not None and self._text[slice(*found)].casefold() not in _PRONOUNS:
                words = self._text[slice(*found)]
        return self._cast.meant(words, who[0])

    def _is_whole(self, index: int, quote: Quoted, last: int, end: Quoted) -> bool:
        """Tell whether a quotation is a sentence of its own: nothing stands before it, nothing but a voice behind."""
        line = self._lines[index]
        sentence = line.sentence_of(quote)
        head = line.words[sentence[0] : quote.start - line.block.start]
        closes = self._text[end.words[1] - 1 : end.words[1]] in tuple(_ENDS_SENTENCE)
        return not head.strip() and (closes or last > index)

    def _fills(self, index: int, end: Quoted) -> bool:
        return not self._text[end.end : self._lines[index].block.end].strip(" .")

    def _sentences_between(self, line: _Line, before: Quotation, quote: Quoted) -> int:
        low, high = before.around[1] - line.block.start, quote.start - line.block.start
        return sum(low <= start and end <= high for start, end in line.sentences)

    def _spoken_before(self, line: _Line, quote: Quoted) -> str | None:
        """Give who speaks by the sentence before, where that ends with saying so: "Olsen said. “There was fog.”"."""
        at = quote.start - line.block.start
        before = [each for each in line.sentences if each[1] <= at]
        if not before:
            return None
        low, high = before[-1]
        verb = VERB.search(line.words, max(low, high - 60), high)
        if verb is None or len(line.words[verb.end() : high].split()) > 3:
            return None
        who = subject_before(line.words, low, verb.start())
        return (
            self._speaker((line.block.start + who[0], line.block.start + who[1]), line.block.start + low)
            if who
            else None
        )


def _alone(made: Quotation, words: str, is_whole: bool) -> Quotation:
    """Call it a term where nobody speaks it, unless it is a sentence by itself."""
    if made.speaker:
        return made
    is_sentence = is_whole and count_words(words) >= _FEWEST_ALONE and not words[:1].islower()
    return Quotation(made.start, made.end, made.around, "", not is_sentence, False, made.said)


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
