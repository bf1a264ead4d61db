"""What an edit touched, as listeners get it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit touched, and who asked for it, so that a panel need not refresh what it shows already."""

    touched: frozenset[tuple[str, str]]
    initiator: object = None

    def has(self, *entity_types: str) -> bool:
        """Whether any entity of these types was touched."""
        return any(kind in entity_types for kind, _ in self.touched)

    def uids(self, entity_type: str) -> set[str]:
        """Give the touched entities of a type."""
        return {uid for kind, uid in self.touched if kind == entity_type}
