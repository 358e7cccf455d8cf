"""Union-find: which of many things are one."""

from __future__ import annotations

from dataclasses import dataclass, field

Item = tuple[str, ...]


@dataclass(slots=True)
class Union:
    """Sets of items that only grow together; the smallest item stands for its set."""

    _parents: dict[Item, Item] = field(default_factory=dict)

    def find(self, item: Item) -> Item:
        """Return the smallest item of the set of ``item``."""
        root = item
        while (parent := self._parents.get(root, root)) != root:
            root = parent
        while item != root:
            self._parents[item], item = root, self._parents[item]
        return root

    def join(self, one: Item, other: Item) -> None:
        """Make the sets of both items one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low
