"""Articles of other people's making, turned into a canonical text with blocks."""

from annotator.exchange.importing.articles import article_from_bytes, read_article, read_articles
from annotator.exchange.importing.capture import Refusal
from annotator.exchange.importing.files import expand
from annotator.exchange.importing.kinds import ENDINGS

__all__ = ["ENDINGS", "Refusal", "article_from_bytes", "expand", "read_article", "read_articles"]
