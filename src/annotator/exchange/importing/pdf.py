"""PDF: words by where they stand on the page, put together as lines, columns, paragraphs and what these are."""

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from annotator.core.errors import RefusedError
from annotator.exchange.importing.capture import Capture, Reading
from annotator.exchange.importing.pdf_metadata import read_info
from annotator.exchange.importing.pdf_pages import Patience, read_pages
from annotator.exchange.importing.pdf_text import Composer

_LOCKED = "This PDF is locked with a password; save it without one and import that."
_DAMAGED = "This PDF is damaged and cannot be read; save or download it again and import that."


def read(capture: Capture) -> Reading:
    """Read a PDF (see kinds.FormatModule)."""
    try:
        document = PdfDocument(capture.data)
    except PdfiumError as error:
        is_locked = error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)
        raise RefusedError(_LOCKED if is_locked else _DAMAGED) from None
    try:
        patience = Patience()
        pages = read_pages(document, patience)
        info = document.get_metadata_dict()
    finally:
        document.close()
    composer = Composer(pages, patience)
    items = composer.items()
    declared, hints = read_info(items, info)
    return Reading(items, declared, hints, composer.pictures)
