"""Articles of other people's making, turned into a canonical text with blocks."""

from annotator.exchange.importing.articles import ENDINGS, article_from_bytes, read_article
from annotator.exchange.importing.files import expand

__all__ = ["ENDINGS", "article_from_bytes", "expand", "read_article"]
