"""What this computer remembers of a project: panes, places, layout. It is no change and never shared."""

import json
from typing import Any

from annotator.store.project import ProjectStore


class LocalSettings:
    """Values that can be written as JSON, by key."""

    def __init__(self, store: ProjectStore) -> None:
        self._store = store

    def get(self, key: str, default: Any = None) -> Any:
        """Give what was remembered; something unreadable counts as nothing."""
        stored = self._store.setting(key)
        if not stored:
            return default
        try:
            return json.loads(stored)
        except ValueError:
            return default

    def set(self, key: str, value: Any) -> None:
        """Remember a value."""
        self._store.remember(key, json.dumps(value, ensure_ascii=False))
