"""What the file says of itself: its properties, and the data by which an edited file can be read back one day."""

import hashlib
from collections.abc import Iterator

from annotator.core.briefing import Briefing
from annotator.exchange.docx.package import OFFICE, Part, Relationship
from annotator.exchange.docx.xml import DECLARATION, Text

CORE_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DATA_NAMESPACE = "urn:annotator:briefing:1"
_PACKAGE = "application/vnd.openxmlformats-"
_CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANTS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_HASH_LENGTH = 32


def app_part() -> Part:
    """Name the program; not its version, which would make the same project give other bytes."""
    xml = f'{DECLARATION}<Properties xmlns="{_EXTENDED}"><Application>annotator</Application></Properties>'
    return Part("docProps/app.xml", f"{_PACKAGE}officedocument.extended-properties+xml", [xml])


def core_part(briefing: Briefing, text: Text) -> Part:
    """Write title, subject, authors and date. The date is the briefing's, never the day of writing."""
    fields = [
        ("dc:title", briefing.title),
        ("dc:subject", briefing.subtitle),
        ("dc:creator", "; ".join(briefing.authors)),
        ("dc:language", briefing.words.language),
    ]
    written = "".join(f"<{name}>{text.escaped(value)}</{name}>" for name, value in fields if value)
    if briefing.date:
        day = f"{briefing.date.isoformat()}T00:00:00Z"
        for name in ("created", "modified"):
            written += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
    xml = (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{written}</cp:coreProperties>'
    )
    return Part("docProps/core.xml", f"{_PACKAGE}package.core-properties+xml", [xml])


def custom_part(briefing: Briefing, export_uid: str, text: Text) -> Part:
    """Write which project and which export this is where Word shows it."""
    values = [("annotator export", export_uid), ("annotator project", briefing.project_uid)]
    written = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{text.escaped(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(values, 2)
    )
    xml = f'{DECLARATION}<Properties xmlns="{_CUSTOM_PROPERTIES}" xmlns:vt="{_VARIANTS}">{written}</Properties>'
    return Part("docProps/custom.xml", f"{_PACKAGE}officedocument.custom-properties+xml", [xml])


def data_parts(briefing: Briefing, export_uid: str, text: Text) -> tuple[Part, Part]:
    """Write the export's id and a hash of each statement's words as they were exported."""
    item = Part(
        "customXml/item1.xml",
        "application/xml",
        _data(briefing, export_uid, text),
        [Relationship("rId1", OFFICE + "customXmlProps", "customXml/itemProps1.xml")],
    )
    uid = hashlib.sha256(export_uid.encode()).hexdigest().upper()
    guid = "-".join((uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:32]))
    xml = (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{{{guid}}}" xmlns:ds="{_CUSTOM_XML}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{DATA_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    return item, Part("customXml/itemProps1.xml", f"{_PACKAGE}officedocument.customXmlProperties+xml", [xml])


def _data(briefing: Briefing, export_uid: str, text: Text) -> Iterator[str]:
    project = text.escaped(briefing.project_uid)
    yield f'{DECLARATION}<briefing xmlns="{DATA_NAMESPACE}" export="{export_uid}" project="{project}">'
    for quotation in briefing.quotations():
        words = "\n".join(quotation.paragraphs).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(words).hexdigest()[:_HASH_LENGTH]
        # A statement can be quoted in another form in each chapter that it stands in.
        yield (
            f'<statement uid="{quotation.statement_uid}" code="{quotation.code}" place="{quotation.uid}" '
            f'form="{quotation.form}" sha256="{digest}"/>'
        )
    yield "</briefing>"
