"""From source articles to a briefing you can defend."""

__version__ = "0.1.0"
