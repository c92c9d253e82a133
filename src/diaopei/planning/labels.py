"""What people, posts, units and places are called in a sentence: the id and the name with it."""

from dataclasses import dataclass
from functools import cached_property

from diaopei.snapshot.facts import Facts


@dataclass(frozen=True)
class Labels:
    """The names of one snapshot; an id nobody knows is told as it stands."""

    facts: Facts

    @cached_property
    def people(self) -> dict[str, str]:
        """Names of people by id."""
        return dict(self.facts.snapshot.people.select("person_id", "name").rows())

    @cached_property
    def posts(self) -> dict[str, str]:
        """Unit and title of posts by id."""
        posts = self.facts.snapshot.posts.select("post_id", "unit_id", "title").rows()
        return {post: f"{self.units.get(unit, unit)}·{title}" for post, unit, title in posts}

    @cached_property
    def units(self) -> dict[str, str]:
        """Names of units by id."""
        return dict(self.facts.snapshot.units.select("unit_id", "name").rows())

    @cached_property
    def places(self) -> dict[str, str]:
        """Names of places by id."""
        return dict(self.facts.snapshot.places.select("place_id", "name").rows())

    def of(self, name: str) -> str:
        """An id with what it is called."""
        for known in (self.people, self.posts, self.units, self.places):
            if name in known:
                return f"{name} {known[name]}"
        return name

    def subjects(self, told: str) -> list[str]:
        """The labels of the ids a row's name or subject is made of, each once.

        Args:
            told: ids joined by ``|`` or spaces, among other words.
        """
        known = (self.people, self.posts, self.units, self.places)
        pieces = dict.fromkeys(told.replace("|", " ").split())
        return [self.of(piece) for piece in pieces if any(piece in table for table in known)]
