"""Make the article of `master.md` in every format that is read, with public tools, into this folder.

Run it by hand where LibreOffice (soffice), pandoc, Chromium and, for pages as browsers save them, the npm packages
playwright-core and single-file-cli are at hand: `python tests/exchange/importing/formats/make.py [--node FOLDER]`.
What it makes is small and kept, so that the tests need none of these tools.
"""

import argparse
import email.policy
import json
import re
import shutil
import subprocess
import tempfile
from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).parent
MASTER = HERE / "master.md"
PICTURE = HERE / "ferry.png"
PLACE = "https://www.harbourpost.example/2024/03/05/the-night-the-ferry-turned-back"
LINKED_DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "The Night the Ferry Turned Back",
    "datePublished": "2024-03-05T08:30:00+01:00",
    "dateModified": "2024-03-06T10:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ann Author"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "license": "https://creativecommons.org/licenses/by/4.0/",
}
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The Night the Ferry Turned Back | Harbour Post</title>
<meta name="author" content="Ann Author">
<meta property="og:site_name" content="Harbour Post">
<meta property="og:type" content="article">
<link rel="canonical" href="{place}">
<script type="application/ld+json">{linked_data}</script>
<style>nav li {{ display: inline }} .share {{ color: grey }}</style>
</head>
<body>
<header><a href="/">Harbour Post</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/tides">Tides</a></li>
<li><a href="/jobs">Jobs</a></li></ul></nav>
</header>
<main><article>
<h1>The Night the Ferry Turned Back</h1>
<p class="standfirst">What the harbour office says, and what passengers remember</p>
<p class="byline">By Ann Author</p>
<p class="date"><time datetime="2024-03-05">5 March 2024</time></p>
{body}
</article></main>
<aside><h2>Most read</h2><ol><li><a href="/a">Herring is dear again</a></li><li><a href="/b">A lock gate for the old
canal</a></li></ol></aside>
<footer><p>Subscribe to our newsletter.</p><p>© 2024 Harbour Post. All rights reserved.</p></footer>
</body>
</html>
"""
ARCHIVE = """
const {{ chromium }} = require('playwright-core');
(async () => {{
  const browser = await chromium.launch({{ executablePath: '{chromium}', args: ['--no-sandbox', '--disable-gpu'] }});
  const page = await browser.newPage();
  await page.goto('file://{page}');
  const client = await page.context().newCDPSession(page);
  const {{ data }} = await client.send('Page.captureSnapshot', {{ format: 'mhtml' }});
  require('fs').writeFileSync('{target}', data);
  await browser.close();
}})();
"""


def main() -> None:
    """Make them all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", type=Path, help="a folder with node_modules: playwright-core and single-file-cli")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(PICTURE, folder / PICTURE.name)
        shutil.copyfile(MASTER, folder / MASTER.name)
        make_page(folder)
        make_documents(folder)
        make_prints(folder)
        make_mail(folder)
        if chosen.node:
            make_saved_pages(folder, chosen.node)
        for made in sorted(folder.iterdir()):
            if made.name.startswith("article."):
                shutil.copyfile(made, HERE / made.name)


def make_page(folder: Path) -> None:
    """Make a page as a newspaper's site serves it, with everything around the article."""
    body = run(folder, "pandoc", "--from", "markdown", "--to", "html", "--wrap", "none", MASTER.name)
    page = PAGE.format(place=PLACE, linked_data=json.dumps(LINKED_DATA), body=body)
    (folder / "article.html").write_text(page, encoding="utf-8")


def make_documents(folder: Path) -> None:
    """Make what word processors and readers of books write."""
    for ending in ("docx", "odt", "rtf", "epub"):
        run(folder, "pandoc", "--standalone", MASTER.name, "--output", f"article.pandoc.{ending}")
    for ending in ("docx", "odt", "rtf"):
        convert(folder, "article.pandoc.odt", ending)
        (folder / f"article.pandoc.{ending}.office").rename(folder / f"article.office.{ending}")


def make_prints(folder: Path) -> None:
    """Make what is printed into a file: by a browser and by a word processor."""
    convert(folder, "article.pandoc.odt", "pdf")
    (folder / "article.pandoc.pdf.office").rename(folder / "article.office.pdf")
    target = folder / "article.browser.pdf"
    run(folder, *browser(folder), f"--print-to-pdf={target}", "--no-pdf-header-footer", f"file://{folder}/article.html")


def make_mail(folder: Path) -> None:
    """Make a mail that brings the page, with its picture inside and the document attached."""
    page = (folder / "article.html").read_text(encoding="utf-8")
    article = page[page.index("<article>") : page.index("</article>")].replace('src="ferry.png"', 'src="cid:ferry"')
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"] = "Harbour Post <news@harbourpost.example>"
    mail["To"] = "Ines Halloran <ines@example.org>"
    mail["Date"] = "Tue, 05 Mar 2024 08:45:00 +0100"
    mail["Subject"] = "The Night the Ferry Turned Back"
    mail["Message-ID"] = "<20240305084500@harbourpost.example>"
    mail.set_content("This mail is best read with pictures.\n")
    mail.add_alternative(f"<html><body>{article}</article></body></html>", subtype="html")
    html = mail.get_payload()[1]
    html.add_related(PICTURE.read_bytes(), "image", "png", cid="<ferry>")
    data = (folder / "article.pandoc.docx").read_bytes()
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    mail.add_attachment(data, "application", kind, filename="article.docx")
    content = bytes(mail)
    for number, boundary in enumerate(dict.fromkeys(re.findall(rb"={15}\d+==", content))):
        content = content.replace(boundary, b"===============%02d==" % number)  # the same at every making
    (folder / "article.eml").write_bytes(content)


def make_saved_pages(folder: Path, node: Path) -> None:
    """Save the page as browsers do: as a web archive, and as one file."""
    target = folder / "article.mhtml"
    script = ARCHIVE.format(chromium=shutil.which("chromium"), page=folder / "article.html", target=target)
    (node / "archive.js").write_text(script, encoding="utf-8")
    run(node, "node", "archive.js")
    (node / "archive.js").unlink()
    content = target.read_text(encoding="utf-8").replace(f"file://{folder}", "https://www.harbourpost.example/2024")
    target.write_text(content, encoding="utf-8", newline="")
    saved = folder / "article.single.html"
    run(
        folder,
        *(node / "node_modules/.bin/single-file", f"file://{folder}/article.html", saved),
        *("--browser-executable-path", shutil.which("chromium") or "chromium"),
        *("--browser-arg=--no-sandbox", "--browser-arg=--disable-gpu"),
    )
    content = saved.read_text(encoding="utf-8").replace(f"file://{folder}/article.html", PLACE)
    saved.write_text(content.replace(str(folder), ""), encoding="utf-8")


def convert(folder: Path, name: str, ending: str) -> None:
    """Convert with LibreOffice, into a file whose name ends in .office."""
    with tempfile.TemporaryDirectory() as out:
        profile = f"-env:UserInstallation=file://{out}/profile"
        run(folder, "soffice", profile, "--headless", "--convert-to", ending, "--outdir", out, name)
        made = Path(out) / Path(name).with_suffix(f".{ending}").name
        shutil.copyfile(made, folder / f"{made.name}.office")


def browser(folder: Path) -> tuple[str, ...]:
    """Give the start of a command that runs Chromium without a window and without asking anybody anything."""
    options = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()
    return ("chromium", *options, "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/browser")


def run(folder: Path, *command: str | Path) -> str:
    """Run a tool and give what it printed."""
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


if __name__ == "__main__":
    main()
