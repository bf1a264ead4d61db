"""Citations in styles of the Citation Style Language: those that were looked at and come out right."""

from annotator.exchange.citing.cache import CitationCache
from annotator.exchange.citing.styles import STYLES, CslStyle, StyleInfo, csl_style

__all__ = ["STYLES", "CitationCache", "CslStyle", "StyleInfo", "csl_style"]
