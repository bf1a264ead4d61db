"""The briefing written as a Word file: all of it or nothing."""

import hashlib
import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.core.briefing import Briefing
from annotator.exchange.docx.document import DOCUMENT_TYPE, Document
from annotator.exchange.docx.lint import lint_parts
from annotator.exchange.docx.margins import Margins
from annotator.exchange.docx.numbering import ChapterNumbers
from annotator.exchange.docx.package import OFFICE, Package, Part, Relationship, joined, write_entries
from annotator.exchange.docx.pictures import PictureParts
from annotator.exchange.docx.properties import CORE_TYPE, app_part, core_part, custom_part, data_parts
from annotator.exchange.docx.roles import Role
from annotator.exchange.docx.template import Template, lists_part, open_template, settings_part
from annotator.exchange.docx.typesetting import Typesetter
from annotator.exchange.files import replace_file


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    `statements` are different ones; `replaced_characters` could not stand in XML; `added_roles` had no style in the
    template and got one of ours; `dropped` was left behind in the template (keys of template.DROPPED); `pages` is 0
    where nobody counted them.
    """

    statements: int
    footnotes: int
    replaced_characters: int
    added_roles: tuple[Role, ...] = ()
    dropped: tuple[str, ...] = ()
    comments: int = 0
    pages: int = 0


def write_briefing(
    briefing: Briefing,
    target: Path | BinaryIO,
    *,
    template: Path | Template | None = None,
    pages: Mapping[str, int] | None = None,
) -> ExportReport:
    """Write the briefing as a Word file, in the styles of a template where one is given.

    `pages` are the page numbers for the contents, by the names of bookmarks; without them Word fills them in. The
    file is checked before the target is touched, and an existing file is replaced in one step.

    Raises:
        RefusedError: the template is not a Word file, or there are more footnotes than one can hold.
        EnvironmentFaultError: the template cannot be read or the target not be written.
    """
    stream = io.BytesIO()
    opened = template if isinstance(template, Template) else open_template(template)
    package, report = _made(briefing, opened, pages or {})
    entries = package.entries()
    # Checked while it is zipped: the one leaves the processor to the other.
    with ThreadPoolExecutor(1) as pool:
        zipped = pool.submit(write_entries, stream, entries)
        found = lint_parts(entries)
    zipped.result()
    if found:
        raise AssertionError(f"the written briefing is faulty: {'; '.join(found[:5])}")
    if isinstance(target, Path):
        replace_file(target, stream.getbuffer())
    else:
        target.write(stream.getbuffer())
    return report


def _made(briefing: Briefing, template: Template, pages: Mapping[str, int]) -> tuple[Package, ExportReport]:
    setter = Typesetter(template, briefing, pages)
    margins = Margins(setter, briefing)
    numbers = ChapterNumbers(template.headings)
    # The main part is set first and laid by: its links, notes and headers are known only afterwards.
    files = PictureParts()
    body = joined(Document(setter, briefing, margins, numbers, files).xml())
    export_uid = _export_uid(briefing, body)
    data, data_properties = data_parts(briefing, export_uid, setter.text)
    package = Package()
    main = package.add(Part("word/document.xml", DOCUMENT_TYPE, body, list(template.relationships)))
    package.relationships.append(Relationship("rId1", OFFICE + "officeDocument", main.name))
    for uid, kind, part in (
        ("rId2", CORE_TYPE, core_part(briefing, setter.text)),
        ("rId3", OFFICE + "extended-properties", app_part()),
        ("rId4", OFFICE + "custom-properties", custom_part(briefing, export_uid, setter.text)),
    ):
        package.relationships.append(Relationship(uid, kind, package.add(part).name))
    for kind, part in (
        ("footnotes", setter.footnotes.part()),
        ("numbering", lists_part(template, numbers.instances)),
        ("settings", settings_part(template)),
        ("customXml", data),
        *([("comments", setter.comments.part())] if len(setter.comments) else []),
    ):
        main.relationships.append(Relationship(f"ann{kind.title()}", OFFICE + kind, package.add(part).name))
    main.relationships += [*margins.relationships, *setter.links.values(), *files.relationships]
    for part in (*template.parts, *margins.parts, *files.parts, data_properties):
        package.add(part)
    return package, ExportReport(
        len({quotation.statement_uid for quotation in briefing.quotations()}),
        len(setter.footnotes),
        setter.text.replaced,
        template.added_roles,
        template.dropped,
        len(setter.comments),
    )


def _export_uid(briefing: Briefing, body: bytearray) -> str:
    """Derive the export's id from all that it says: the same briefing written again is the same export."""
    digest = hashlib.sha256(briefing.project_uid.encode("utf-8", "surrogatepass"))
    digest.update(hashlib.sha256(body).digest())
    for quotation in briefing.quotations():
        digest.update(quotation.footnote.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
