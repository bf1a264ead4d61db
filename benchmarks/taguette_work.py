"""What Taguette does of our work, through its own code; runs in the Python that Taguette is installed in.

`python taguette_work.py ARTICLES LONG_ARTICLE COUNT FOLDER`: import the articles, mark a passage in the long one,
export COUNT quotations. Each step does what the handler of the same name does for the browser, without the browser.
Prints JSON. Imports nothing of ours: it has another program's packages around it.
"""

import asyncio
import json
import random
import resource
import shutil
import sys
import time
from pathlib import Path

import tornado.locale
from taguette import convert, database, export, extract

ADMIN = "admin"
SETTINGS = {"HTML_OUT_SIZE_LIMIT": 1 << 30, "CONVERT_TO_HTML_TIMEOUT": 600, "CONVERT_FROM_HTML_TIMEOUT": 600}
ADDITIONS = 5


def main() -> None:
    """Do the work and print how long each part took, in seconds."""
    articles, long_article, count, folder = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    path = folder / "taguette.sqlite3"
    path.unlink(missing_ok=True)
    db = database.connect(f"sqlite:///{path}")()
    db.add(database.User(login=ADMIN))
    project = database.Project(name="Measured", description="")
    db.add(project)
    db.add(database.ProjectMember(project=project, user_login=ADMIN, privileges=database.Privileges.ADMIN))
    tags = [database.Tag(project=project, path=f"tag {number}", description="") for number in range(60)]
    db.add_all(tags)
    db.commit()
    tag_ids = [tag.id for tag in tags]
    seconds = {}
    files = sorted(articles.glob("*.html"))
    started = time.perf_counter()
    for file in files:
        asyncio.run(add_document(db, project, file))
    seconds["import"] = time.perf_counter() - started
    document = asyncio.run(add_document(db, project, long_article))
    chance = random.Random(5)
    each = []
    for _ in range(ADDITIONS):
        start = chance.randrange(len(document.contents) // 2)
        started = time.perf_counter()
        add_highlight(db, document, start, start + 170, chance.sample(tag_ids, 3))
        each.append(time.perf_counter() - started)
    seconds["add"] = sorted(each)[len(each) // 2]
    fill(db, document, count, tag_ids)
    ending = "docx" if shutil.which("ebook-convert") else "html"
    started = time.perf_counter()
    exported = asyncio.run(export_quotations(db, project, ending))
    seconds["export"] = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000
    print(json.dumps({"seconds": seconds, "ending": ending, "bytes": len(exported), "peak_mb": peak}))


async def add_document(db, project, file):
    """Take a document in, as DocumentAdd does."""
    body = await convert.to_html_chunks(file.read_bytes(), "text/html", file.name, SETTINGS)
    document = database.Document(
        name=file.stem,
        description="",
        filename=file.name,
        project=project,
        text_direction=database.TextDirection.LEFT_TO_RIGHT,
        contents=body,
    )
    db.add(document)
    db.flush()
    command = database.Command.document_add(ADMIN, document)
    db.add(command)
    db.commit()
    db.refresh(command)
    return document


def add_highlight(db, document, start, end, tag_ids):
    """Mark a passage, as HighlightAdd does."""
    snippet = extract.extract(document.contents, start, end)
    highlight = database.Highlight(document=document, start_offset=start, end_offset=end, snippet=snippet)
    db.add(highlight)
    db.flush()
    rows = [{"highlight_id": highlight.id, "tag_id": tag_id} for tag_id in sorted(tag_ids)]
    db.execute(database.highlight_tags.insert(), rows)
    command = database.Command.highlight_add(ADMIN, document, highlight, sorted(tag_ids))
    db.add(command)
    db.commit()
    db.refresh(command)


def fill(db, document, count, tag_ids):
    """Put quotations in without cutting each from its text, which would take hours; this is not timed."""
    quote = "<p>" + "words of a quotation " * 8 + "</p>"
    for number in range(count):
        db.add(
            database.Highlight(
                document=document,
                start_offset=number,
                end_offset=number + 170,
                snippet=quote,
                tags=[db.get(database.Tag, tag_ids[(number + step) % len(tag_ids)]) for step in range(3)],
            )
        )
    db.commit()


async def export_quotations(db, project, ending):
    """Write all quotations, as ExportHighlightsDoc does."""
    locale = tornado.locale.get("en_US")
    _, contents = export.highlights_doc(db, project.id, "", ending, config=SETTINGS, locale=locale)
    chunks = await contents
    if isinstance(chunks, (bytes, str)):
        return chunks
    return b"".join(chunk.encode() if isinstance(chunk, str) else chunk for chunk in chunks)


if __name__ == "__main__":
    main()
