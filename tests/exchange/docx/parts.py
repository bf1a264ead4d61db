"""Short ways to write one part of a briefing and to look at what was written."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from annotator.core.briefing import Briefing, BriefingOptions, BriefingSettings, build_briefing
from annotator.core.briefing.settings import PartChoice, PartName, arranged
from annotator.core.findings import Finding
from annotator.exchange.docx import write_briefing
from tests.briefings import full_bridge
from tests.memory import Records

EVERY_PART: tuple[PartName, ...] = get_args(PartName)


def only(*names: PartName, **choices: object) -> BriefingSettings:
    """Choose these parts, in this order, and no other."""
    parts = [PartChoice(name, True) for name in names]
    rest = [PartChoice(name, False) for name in EVERY_PART if name not in names]
    return replace(BriefingSettings(**choices), parts=arranged([*parts, *rest]))  # type: ignore[arg-type]


def made(*names: PartName, project: Records | None = None, **choices: object) -> Briefing:
    """Make a briefing of some parts of the full project."""
    return build_briefing(project or full_bridge(), BriefingOptions(settings=only(*names, **choices)))


def with_findings(findings: Sequence[Finding], *names: PartName) -> Briefing:
    """Make a briefing that carries findings."""
    return build_briefing(full_bridge(), BriefingOptions(settings=only(*names), findings=findings))


def written(briefing: Briefing) -> bytes:
    """Write a briefing."""
    stream = io.BytesIO()
    write_briefing(briefing, stream)
    return stream.getvalue()


def part_of(document: bytes, name: str = "word/document.xml") -> str:
    """Read a part of a written briefing."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return archive.read(name).decode()


def main_of(briefing: Briefing) -> str:
    """Write a briefing and read its main part."""
    return part_of(written(briefing))


def words_of(xml: str) -> str:
    """Give the words of some XML, a line for each paragraph."""
    paragraphs = re.findall(r"<w:p>.*?</w:p>", xml, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in paragraphs)


def styled(xml: str, style: str) -> list[str]:
    """Give the words of each paragraph in a style."""
    found = re.findall(rf'<w:p><w:pPr><w:pStyle w:val="{style}"/>.*?</w:p>', xml, re.DOTALL)
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", one)) for one in found]
