"""Letters from right to left come in the order of reading."""

from annotator.exchange.importing.pdf_right_to_left import Letter, in_reading_order, is_right_to_left


def words(seen: str, gaps: tuple[int, ...] = (), pieces: tuple[tuple[int, str], ...] = ()) -> list[str]:
    """Set letters beside each other as they are seen, with spaces behind some; read them."""
    letters = []
    x = 0.0
    for at, text in enumerate(seen):
        letters.append(Letter(text, x, x + 5, 0.0, at))
        x += 8.0 if at in gaps else 5.0
    letters += [Letter(text, letters[at].left, letters[at].right, 0.0, 100 + at) for at, text in pieces]
    return ["".join(letter.text for letter in word) for word in in_reading_order(letters, 10)]


def test_words_are_read_from_the_right():
    assert words("גבא דוה".replace(" ", ""), gaps=(2,)) == ["הוד", "אבג"]


def test_a_number_keeps_its_order():
    assert words("בא214דג", gaps=(1, 4)) == ["גד", "214", "אב"]


def test_numbers_side_by_side_are_read_from_the_right():
    assert words("אב1234", gaps=(1, 3)) == ["34", "12", "בא"]


def test_latin_words_keep_their_order():
    assert words("טחזוהדPortOrlaגבא", gaps=(5, 9, 13)) == ["אבג", "Port", "Orla", "דהוזחט"]


def test_brackets_open_before_words_and_close_behind_them():
    assert words("(בא)דג", gaps=(3,)) == ["גד", "(אב)"]


def test_letters_that_are_drawn_in_one_piece_come_in_their_own_order():
    assert words("אב", pieces=((1, "ג"),)) == ["גבא"]


def test_a_vowel_sign_follows_its_letter():
    assert words("אב", pieces=((1, "\u05b7"),)) == ["ב\u05b7א"]


def test_a_word_from_right_to_left_inside_an_english_line_is_turned():
    assert words("PortגבאOrla", gaps=(3, 6)) == ["Port", "אבג", "Orla"]


def test_latin_text_is_not_right_to_left():
    assert is_right_to_left("harbour العبارة")
    assert not is_right_to_left("harbour паром 항구")
