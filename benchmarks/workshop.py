"""Articles, statements files and projects to measure on, each made when it is first wanted."""

import shutil
from functools import cached_property
from pathlib import Path

from benchmarks import corpus
from benchmarks.measuring import run_command
from benchmarks.mixed import write_mixed


class Workshop:
    """A folder with everything that is measured on; `scale` 0.1 makes all of it a tenth as large.

    `data` is the user's data folder of every process. Projects are made by the commands, as a user makes them.
    """

    def __init__(self, folder: Path, scale: float = 1.0) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._scale = scale
        folder.mkdir(parents=True, exist_ok=True)
        self.few = self.sized(500)
        self.many = self.sized(5_000)
        self.statements = self.sized(100_000)
        self.long_words = self.sized(corpus.WORDS_IN_LONG_ARTICLE)
        self.long_statements = self.sized(10_000)
        self.quoted = self.sized(10_000)

    def sized(self, count: int) -> int:
        """Give a full count in this workshop's size."""
        return max(1, int(count * self._scale))

    def articles(self, count: int) -> Path:
        """Give a folder with so many articles."""
        return corpus.write_articles(self.folder / f"articles-{count}", count)

    def mixed(self, count: int) -> Path:
        """Give a folder with so many articles in files of every kind."""
        return write_mixed(self.folder / f"mixed-{count}", count)

    def statements_file(self, articles: int, count: int) -> Path:
        """Give a file of full statements, spread evenly over the articles."""
        path = self.folder / f"statements-{count}-on-{articles}.jsonl"
        if not path.exists():
            each = -(-count // articles)
            corpus.write_statements(path, map(corpus.story, range(articles)), count, each)
        return path

    @cached_property
    def empty(self) -> Path:
        """A project with nothing but its chapters."""
        path = self.folder / "empty.annotator"
        path.unlink(missing_ok=True)
        report = corpus.write_outline(self.folder / "report.txt")
        self.command("new", path, "--title", "Measured", "--outline", report)
        return path

    def imported(self, count: int) -> Path:
        """Give a project into which so many articles were imported."""
        path = self.folder / f"imported-{count}.annotator"
        return path if path.exists() else self.import_articles(count)

    def import_articles(self, count: int) -> Path:
        """Import articles into a fresh copy of the empty project."""
        path = self.fresh(self.empty, f"imported-{count}")
        self.command("import", path, self.articles(count))
        return path

    @cached_property
    def big(self) -> Path:
        """The project with many articles and all statements."""
        path = self.folder / "big.annotator"
        if not path.exists():
            self.fresh(self.imported(self.many), "big")
            self.command("annotate", path, self.statements_file(self.many, self.statements))
        return path

    @cached_property
    def big_data(self) -> Path:
        """A data folder in which the big project was opened before: its working copy and search index are there."""
        from benchmarks.measuring import run_piece

        data = self.folder / "big-data"
        run_piece("benchmarks.store_works", "index_texts", data, project=self.big, data=data)
        return data

    @cached_property
    def long(self) -> Path:
        """A project with one long article and statements all over it."""
        path = self.folder / "long.annotator"
        if not path.exists():
            made = corpus.story(0, self.long_words)
            article = self.folder / "long" / made.file_name
            article.parent.mkdir(exist_ok=True)
            article.write_text(made.file_text, encoding="utf-8")
            marks = self.folder / "long.jsonl"
            corpus.write_statements(marks, iter([made]), self.long_statements, self.long_statements)
            self.fresh(self.empty, "long")
            self.command("import", path, article)
            self.command("annotate", path, marks)
        return path

    def briefing(self, statements: int) -> Path:
        """Give a project whose statements all stand in chapters, with everything that a briefing can show."""
        from benchmarks.measuring import run_piece

        path = self.folder / f"briefing-{statements}.annotator"
        if not path.exists():
            sources = max(1, self.few * statements // self.quoted)
            self.fresh(self.imported(sources), path.stem)
            self.command("annotate", path, self.statements_file(sources, statements))
            run_piece("benchmarks.briefing_works", "dress", self.data, project=path)
        return path

    def twins(self, articles: int, statements: int) -> tuple[Path, Path]:
        """Give two copies of a project, each with so many statements, three fifths of them the same."""
        ours, theirs = (self.folder / f"{name}-{statements}.annotator" for name in ("ours", "theirs"))
        if not theirs.exists():
            lines = self.statements_file(articles, statements * 7 // 5)
            self.fresh(self.imported(articles), "common")
            self._annotate_some("common", lines, (0, 1, 2))
            for path, kept in ((ours, (3, 4)), (theirs, (5, 6))):
                self.fresh(self.folder / "common.annotator", path.stem)
                self._annotate_some(path.stem, lines, kept)
        return ours, theirs

    def _annotate_some(self, name: str, lines: Path, kept: tuple[int, ...]) -> None:
        path = self.folder / "some.jsonl"
        # Line by line: what this process has held counts as held by those that it starts.
        with lines.open(encoding="utf-8") as every, path.open("w", encoding="utf-8") as some:
            some.writelines(line for at, line in enumerate(every) if at % 7 in kept)
        self.command("annotate", self.folder / f"{name}.annotator", path)

    def command(self, *arguments: str | Path) -> None:
        """Run a command that nobody measures."""
        if arguments[0] in ("import", "annotate"):
            arguments = (*arguments, "--reviewer", corpus.REVIEWER)
        run_command(*arguments, data_folder=self.data)

    def fresh(self, project: Path, name: str) -> Path:
        """Copy a project, over whatever has the name."""
        path = self.folder / f"{name}.annotator"
        shutil.copyfile(project, path)
        return path
