"""The words that the briefing adds to what reviewers and sources wrote, by language."""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.words.findings import FindingWords


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. What stands in braces is filled in; a pair is for one thing and for several.

    `page_of` has {page} and {pages}. `locators` is by the kind of a statement's locator, with {number}. `parts` are the
    headings of the briefing's parts. `corroboration` has for each kind the words that stand out and the sentence that
    they lead, with {lead} and {places}.
    """

    language: str
    briefing: str
    evidence: str
    editor: str
    reviewers: str
    grades: str
    all_grades: str
    statement_count: tuple[str, str]
    source_count: tuple[str, str]
    evidence_base: str
    published_on: str
    published_between: str
    closing_line: str
    empty_chapter: str
    in_outlet: str
    locators: Mapping[str, str]
    undated: str
    day_not_given: str
    reliability_of: str
    credibility_of: str
    credibility_after: str
    deleted_statement: str
    image: str
    page_of: str
    source_head: str
    published_head: str
    language_head: str
    reliability_head: str
    statements_head: str
    reliability: Mapping[str, str]
    languages: Mapping[str, str]
    parts: Mapping[str, str]
    authors: str
    ibid: str
    chapter: str
    key_judgement: str
    likelihood: str
    confidence: str
    likelihoods: Mapping[str, str]
    likelihood_range: str
    confidences: Mapping[str, str]
    not_stated: str
    argued_in: str
    scale: str
    kinds: Mapping[str, str]
    said_on: str
    event_on: str
    said_bare: str
    event_bare: str
    corroboration: Mapping[str, tuple[str, str]]
    same_origin: str
    list_joint: str
    no_tag: str
    unsettled_prose: str
    date_head: str
    statement_head: str
    speaker_head: str
    place_head: str
    date_of_saying: str
    undated_statements: tuple[str, str]
    timeline_legend: str
    timeline_counts_legend: str
    other_speakers: str
    no_speaker: str
    contested: str
    assessment: str
    no_assessment: str
    chapter_head: str
    origins_head: str
    matrix_legend: str
    picture: str
    quoted_in: str
    descriptor: str
    descriptor_by: str
    descriptor_published: str
    descriptor_language: str
    descriptor_undated: str
    descriptor_carries: str
    period: str
    period_range: str
    read_sources: str
    read_of: str
    statements_made: str
    statements_used: str
    agreement: str
    agreement_of: str
    method_quotations: str
    method_corroboration: str
    method_reliability: str
    method_credibility: str
    credibility: Mapping[int, str]
    tag_head: str
    definition_head: str
    descriptor_head: str
    findings: Mapping[str, FindingWords]
    conflict_fields: Mapping[str, str]
    list_comma: str
    conflict_without_versions: str
    prose_of: str
    link_of: str
    changed_project: str
    deleted_value: str
    kept_value: str
    no_value: str
    yes: str
    no: str
    top_level: str
    quotation_forms: Mapping[str, str]
