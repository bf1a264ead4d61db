"""What is measured: each measure gives lines for the table, our figure beside the machine's floor."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.core.briefing.settings import HOUSE_STYLE
from benchmarks.corpus import REVIEWER
from benchmarks.measuring import Outcome, joined, run_command, run_piece
from benchmarks.workshop import Workshop

STORE = "benchmarks.store_works"
BRIEFING = "benchmarks.briefing_works"
WINDOW = "benchmarks.window_works"
REANCHORING = "benchmarks.reanchoring"
TEAMWORK = "benchmarks.teamwork_works"
COMPARE = "benchmarks.compare_works"
TIMELINE = "benchmarks.timeline_works"
WHO_ELSE = "benchmarks.who_else_works"
MEANING = "benchmarks.meaning_works"
QUERIES = 20
ADDITIONS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, in seconds and MB. `reach` is what we want to stay below, where we said so."""

    key: str
    work: str
    ours: float
    floor: float
    floor_is: str
    peak_mb: float
    reach: float | None = None


def import_few(shop: Workshop) -> list[Line]:
    """Import some hundred articles with the command."""
    return [_import(shop, "import-few", shop.few, shop.articles(shop.few), runs=3)]


def import_many(shop: Workshop) -> list[Line]:
    """Import thousands of articles with the command."""
    return [_import(shop, "import-many", shop.many, shop.articles(shop.many), reach=8.0)]


def import_mixed(shop: Workshop) -> list[Line]:
    """Import as many out of files of every kind; the memory is that of all processes together."""
    return [_import(shop, "import-mixed", shop.many, shop.mixed(shop.many), what=" in files of every kind")]


def annotate(shop: Workshop) -> list[Line]:
    """Take in full statements with the command."""
    before = shop.imported(shop.many)
    marks = shop.statements_file(shop.many, shop.statements)
    project = shop.fresh(before, "big")
    ours = run_command("annotate", project, marks, "--reviewer", REVIEWER, data_folder=shop.data)
    floor = _inserted(shop, project, before)
    work = f"annotate: {shop.statements:,} full statements on {shop.many:,} articles"
    return [Line("annotate", work, ours.median(), floor.median(), "bare inserts", ours.peak_mb)]


def window(shop: Workshop) -> list[Line]:
    """Open the big project in the window, for the first time and again."""
    project = shop.big
    firsts = []
    for _ in range(2):
        data = shop.folder / "first-data"
        shutil.rmtree(data, ignore_errors=True)
        firsts.append(run_piece(WINDOW, "open_window", data, project=project, data=data))
    first = joined(firsts)
    data = shop.big_data
    second = joined([run_piece(WINDOW, "open_window", data, project=project, data=data) for _ in range(3)])
    floor = joined([run_piece(WINDOW, "open_bare_window", shop.data, project=project) for _ in range(3)])
    base, what = floor.median(), "bare window, rows counted"
    size = f"{shop.many:,} sources, {shop.statements:,} statements"
    return [
        Line("window-first", f"window: open {size} for the first time", first.median(), base, what, first.peak_mb, 1.0),
        Line("window", "window: open it again", second.median(), base, what, second.peak_mb, 1.0),
        Line(
            "window-start",
            "window: the same, from starting the program",
            second.median("start"),
            floor.median("start"),
            what,
            second.peak_mb,
        ),
    ]


def article(shop: Workshop) -> list[Line]:
    """Show a long article, scroll it, highlight in it."""
    project = shop.long
    ours_runs, floor_runs = [], []
    for _ in range(3):
        copy = shop.fresh(project, "long-read")
        data = shop.folder / "long-data"
        shutil.rmtree(data, ignore_errors=True)
        arguments = {"project": copy, "data": data, "additions": ADDITIONS}
        ours_runs.append(run_piece(WINDOW, "read_article", data, **arguments))
        arguments = {"project": copy, "folder": shop.folder, "additions": ADDITIONS}
        floor_runs.append(run_piece(WINDOW, "read_bare_article", data, **arguments))
    ours, floor = joined(ours_runs), joined(floor_runs)
    size = f"{shop.long_words:,} words, {shop.long_statements:,} statements"
    bare = "bare QTextEdit"

    def line(key: str, work: str, name: str, reach: float, share: float = 0.5) -> Line:
        return Line(key, work, ours.percentile(share, name), floor.percentile(share, name), bare, ours.peak_mb, reach)

    return [
        line("article", f"article: show {size}", "work", 0.5),
        line("frame", "article: a scrolled frame, median", "frame", 0.016),
        line("frame-95", "article: a scrolled frame, 95 of 100", "frame", 0.016, 0.95),
        line("add", "article: one more statement, kept and painted, median", "add", 0.016),
        line("add-95", "article: one more statement, 95 of 100", "add", 0.016, 0.95),
        Line(
            "add-stall",
            "article: the longest the window then stands still, median",
            ours.median("stall"),
            floor.median("stall"),
            bare,
            ours.peak_mb,
            0.1,
        ),
    ]


def search(shop: Workshop) -> list[Line]:
    """Search all texts for different words."""
    data = shop.big_data
    arguments = {"project": shop.big, "data": data, "count": QUERIES}
    ours = joined([run_piece(STORE, "search", data, **arguments) for _ in range(3)])
    floor = joined([run_piece(STORE, "search_ids", data, **arguments) for _ in range(3)])
    what = "row numbers from FTS5"
    first = f"search: {shop.many:,} texts, ranked with passages, median of {QUERIES}"
    return [
        Line("search", first, ours.median(), floor.median(), what, ours.peak_mb, 0.02),
        Line("search-95", "search: 95 of 100", ours.percentile(0.95), floor.percentile(0.95), what, ours.peak_mb, 0.02),
        *_found(shop),
    ]


def who_else(shop: Workshop) -> list[Line]:
    """Answer who else says what several statements say."""
    data = shop.folder / "who-else-data"
    shutil.rmtree(data, ignore_errors=True)
    arguments = {"project": shop.big, "data": data, "count": QUERIES}
    ours = run_piece(WHO_ELSE, "find_others", data, **arguments)
    floor = run_piece(WHO_ELSE, "match_rows", data, **arguments)
    bare = run_piece(WHO_ELSE, "index_rows", data, project=shop.big, data=data)
    made = f"who else: index {ours.counted['sentences']:,} sentences"
    what = "row numbers from FTS5"
    first = f"who else: {shop.many:,} sources, {shop.statements:,} statements, median of {QUERIES}"
    peak, base = ours.peak_mb, floor.median()
    return [
        Line("who-else", first, ours.median(), base, what, peak, 0.25),
        Line("who-else-95", "who else: 95 of 100", ours.percentile(0.95), floor.percentile(0.95), what, peak),
        Line("who-else-index", made, ours.median("index"), bare.median(), "the words into a bare FTS5", peak),
        Line("link-marks", "who else: the links of a source", ours.median("marks"), base, what, peak, 0.016),
    ]


def meaning(shop: Workshop) -> list[Line]:
    """Find who says it in other words among the vectors of all sentences."""
    data = shop.big_data
    ours = run_piece(MEANING, "find_by_meaning", data, project=shop.big, data=data, count=QUERIES)
    sentences = ours.counted["sentences"]
    floor = run_piece(MEANING, "multiply", data, count=QUERIES, sentences=sentences)
    what, peak, base = "one product in memory", ours.peak_mb, floor.median()
    first = f"by meaning: the nearest of {sentences:,} sentences, with words, median of {QUERIES}"
    return [
        Line("meaning", first, ours.median(), base, what, peak, 0.15),
        Line("meaning-words", "by meaning: the same by words alone", ours.median("words"), base, what, peak),
        Line("meaning-load", "by meaning: the first time", ours.median("load"), base, what, peak),
    ]


def matrix(shop: Workshop) -> list[Line]:
    """Show who says how much about each chapter, with each tag, and each actor with each tag."""
    data = shop.big_data
    ours = joined([run_piece(COMPARE, "show_matrix", data, project=shop.big, data=data) for _ in range(3)])
    floor = joined([run_piece(COMPARE, "show_bare_matrix", data, project=shop.big) for _ in range(3)])
    what = "one query into a bare table"

    def line(key: str, work: str, name: str, reach: float | None = None, of_floor: str = "work") -> Line:
        return Line(key, work, ours.median(name), floor.median(of_floor), what, ours.peak_mb, reach)

    size = f"{shop.statements:,} statements of {shop.many:,} sources"
    return [
        line("matrix-chapters", f"matrix: chapters of {size}, counted and painted", "chapters"),
        line("matrix-tags", "matrix: tags, the same", "tags"),
        line("matrix-actors", "matrix: actors and tags, the same", "actors"),
        line("matrix-paint", "matrix: paint it", "paint-actors", 0.2, "paint"),
    ]


def timeline(shop: Workshop) -> list[Line]:
    """Show all dated statements on the timeline, in each kind of lanes, and look closer."""
    data = shop.big_data
    ours = joined([run_piece(TIMELINE, "show_timeline", data, project=shop.big, data=data) for _ in range(3)])
    floor = joined([run_piece(TIMELINE, "show_bare_timeline", data, project=shop.big) for _ in range(3)])
    what, peak = "one query, a dot each", ours.peak_mb
    work = f"timeline: {shop.statements:,} dated statements"
    base, dots = floor.median(), floor.median("paint")
    return [
        Line("timeline", f"{work}, read and painted", ours.median(), base, what, peak),
        Line("timeline-paint", "timeline: lay out and paint, median", ours.median("paint"), dots, what, peak, 0.2),
        Line("timeline-paint-95", "timeline: 95 of 100", ours.percentile(0.95, "paint"), dots, what, peak, 0.2),
        Line("timeline-again", "timeline: paint it again", ours.median("again"), dots, what, peak, 0.2),
    ]


def export(shop: Workshop) -> list[Line]:
    """Write the briefing with every part, a tenth of it for comparison, and beside it by python-docx's own API."""
    target = shop.folder / "briefing.docx"

    def written(project: Path, style: str = HOUSE_STYLE, cache: str = "", runs: int = 3) -> Outcome:
        arguments = {"project": project, "target": target, "runs": runs, "style": style, "cache": cache}
        return run_piece(BRIEFING, "export_all", shop.data, **arguments)

    tenth, ours = written(shop.briefing(shop.quoted // 10), runs=5), written(shop.briefing(shop.quoted))
    floor = run_piece(STORE, "zip_parts", shop.data, document=target, runs=3)
    theirs = run_piece(BRIEFING, "write_with_python_docx", shop.data, project=shop.briefing(shop.quoted))
    cache = shop.folder / "citations"
    shutil.rmtree(cache, ignore_errors=True)
    # The second time in a process of its own: what it need not render it reads from the cache.
    first, again = (written(shop.briefing(shop.quoted), "chicago-notes", str(cache), runs=1) for _ in range(2))
    size = f"{ours.counted['statements']:,} statements"
    work = f"export: briefing of {size}, every part"
    bare, peer = "same XML into a zip", "python-docx's own API"
    same = "export: the same in Chicago notes"
    return [
        Line("export", work, ours.median(), floor.median(), bare, ours.peak_mb, 2.0),
        Line("export-peer", work, ours.median(), theirs.median(), peer, ours.peak_mb),
        Line("export-growth", f"{work}, a tenth of it", ours.median() / 10, tenth.median(), "a tenth", tenth.peak_mb),
        Line("export-csl-first", f"{same}, the first time", first.median(), floor.median(), bare, first.peak_mb),
        Line("export-csl", f"{same}, again", again.median(), floor.median(), bare, again.peak_mb),
    ]


def save(shop: Workshop) -> list[Line]:
    """Share the big project."""
    data = shop.big_data
    ours = run_piece(STORE, "save", data, project=shop.big, data=data, runs=3)
    floor = run_piece(STORE, "copy_file", data, project=shop.big, runs=3)
    shown = run_piece(WINDOW, "save_in_window", data, project=shop.big, data=data, runs=3)
    work, what = f"save: the project of {ours.counted['bytes'] / 1_000_000:,.0f} MB", "bare copy of the file"
    stall, base = shown.median("stall"), floor.median()
    return [
        Line("save", work, ours.median(), base, what, ours.peak_mb, 1.0),
        Line("save-window", "save: the same behind its window", shown.median(), base, what, shown.peak_mb),
        Line("save-stall", "save: the longest the window then stands still", stall, base, what, shown.peak_mb, 0.1),
    ]


def reanchor(shop: Workshop) -> list[Line]:
    """Find the statements of corrected articles again."""
    articles = shop.sized(100)
    return [
        _reanchored(shop, "reanchor", "each of {0:,} corrected articles", (articles, 1_200, 20), 0.02),
        _reanchored(shop, "reanchor-long", "a corrected article", (1, shop.long_words, shop.long_statements), 10.0),
    ]


def merge(shop: Workshop) -> list[Line]:
    """Merge another's file with as many statements of which three fifths are the same, and once more."""
    small = _merged(shop, "merge-small", shop.few, shop.quoted, 0.5)
    return [small[0], *_merged(shop, "merge", shop.many, shop.statements, 5.0)]


MEASURES: Mapping[str, Callable[[Workshop], list[Line]]] = {
    "import-few": import_few,
    "import-many": import_many,
    "import-mixed": import_mixed,
    "annotate": annotate,
    "window": window,
    "article": article,
    "search": search,
    "who-else": who_else,
    "meaning": meaning,
    "matrix": matrix,
    "timeline": timeline,
    "export": export,
    "save": save,
    "reanchor": reanchor,
    "merge": merge,
}


def _found(shop: Workshop) -> list[Line]:
    """Search over everything, as the window does."""
    data = shop.big_data
    arguments = {"project": shop.big, "data": data, "count": QUERIES}
    ours = joined([run_piece(STORE, "find_everything", data, **arguments) for _ in range(3)])
    floor = joined([run_piece(STORE, "find_ids", data, **arguments) for _ in range(3)])
    what = "row numbers from FTS5"
    size = f"{shop.many:,} texts, {shop.statements:,} statements"

    def line(key: str, work: str, share: float, reach: float | None, name: str = "work") -> Line:
        return Line(key, work, ours.percentile(share, name), floor.percentile(share), what, ours.peak_mb, reach)

    return [
        line("find", f"search: {size}, grouped, median of {QUERIES}", 0.5, 0.05),
        line("find-95", "search: the same, 95 of 100", 0.95, 0.05),
        line("find-counts-95", "search: the counts behind it, 95 of 100", 0.95, None, "counts"),
    ]


def _merged(shop: Workshop, key: str, articles: int, statements: int, reach: float) -> list[Line]:
    ours_path, theirs = shop.twins(articles, statements)
    data = shop.folder / "merge-data"
    runs = []
    for _ in range(3):
        shutil.rmtree(data, ignore_errors=True)
        project = shop.fresh(ours_path, "merged")
        runs.append(run_piece(TEAMWORK, "merge_file", data, project=project, other=theirs, data=data))
    ours = joined(runs)
    floor = run_piece(TEAMWORK, "insert_selected", shop.data, project=ours_path, other=theirs, runs=3)
    what, size = "bare INSERT ... SELECT", f"{statements:,} statements into {statements:,}"
    return [
        Line(key, f"merge: {size}", ours.median(), floor.median(), what, ours.peak_mb, reach),
        Line(
            f"{key}-again",
            "merge: again, with nothing new",
            ours.median("again"),
            floor.median(),
            what,
            ours.peak_mb,
            1.0,
        ),
    ]


def _import(
    shop: Workshop,
    key: str,
    count: int,
    articles: Path,
    *,
    runs: int = 1,
    reach: float | None = None,
    what: str = " of 1,200 words",
) -> Line:
    outcomes = []
    for _ in range(runs):
        project = shop.fresh(shop.empty, articles.name.replace("articles", "imported"))
        outcomes.append(run_command("import", project, articles, "--reviewer", REVIEWER, data_folder=shop.data))
    ours = joined(outcomes)
    floor = _inserted(shop, project, shop.empty)
    work = f"import: {count:,} articles{what}"
    return Line(key, work, ours.median(), floor.median(), "bare inserts", ours.peak_mb, reach)


def _inserted(shop: Workshop, project: object, before: object) -> Outcome:
    return run_piece(STORE, "insert_rows", shop.data, project=project, before=before, folder=shop.folder, runs=3)


def _reanchored(shop: Workshop, key: str, what: str, size: tuple[int, int, int], reach: float) -> Line:
    articles, words, statements = size
    arguments = {"kind": "everything", "articles": articles, "words": words, "statements": statements}
    ours = run_piece(REANCHORING, "find_again", shop.data, **arguments)
    floor = run_piece(REANCHORING, "look_up", shop.data, **arguments)
    work = f"reanchor: {statements:,} statements of {what.format(articles)} of {words:,} words"
    return Line(key, work, ours.median(), floor.median(), "str.find of each quote", ours.peak_mb, reach)
