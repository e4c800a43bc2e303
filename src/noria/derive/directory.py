"""Who a mention is: the codebook's actor where it knows one, else a key made of the name's core words."""

from __future__ import annotations

from noria.claims.model import ActorRef
from noria.derive.roles import Role, plain_role
from noria.derive.words import actor_key
from noria.reference.codebook import Actor, Codebook, fold

_TURNED_ROUND = ("anti", "against", "non", "former", "ex")
_ONLY_NAMED = frozenset("backed supported sponsored trained funded armed held occupied controlled besieged".split())


class Directory:
    """Look-ups of one codebook, remembered per mention. Pure: the same mention always has the same answer."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._by_core: dict[str, Actor] = {}
        self._by_role: dict[Role, Actor] = {}
        self._names: list[tuple[str, bool, Actor]] = []
        self._answers: dict[tuple[str | None, str | None, str], Actor | None] = {}
        for actor in codebook.actors:
            for name in (actor.name, *actor.other_names):
                self._by_core.setdefault(actor_key(name), actor)
                if (role := plain_role(name)) is not None:
                    self._by_role.setdefault(role, actor)
                self._names.append((fold(name), name != name.lower(), actor))
        self._names.sort(key=lambda entry: (-len(entry[0]), entry[0], entry[2].id))

    def known(self, actor: ActorRef) -> Actor | None:
        """The codebook's actor: by id, by name, by the name's core, by the longest known name inside the mention, else by its role."""
        asked = (actor.id, actor.name, actor.mention)
        if asked not in self._answers:
            self._answers[asked] = self._find(actor)
        return self._answers[asked]

    def key(self, actor: ActorRef) -> str:
        """What identifies the actor across documents: the codebook id where known, else its role, else the folded core of its name."""
        known = self.known(actor)
        return known.id if known else plain_role(actor.name or actor.mention) or actor_key(actor.name or actor.mention)

    def _find(self, actor: ActorRef) -> Actor | None:
        if actor.id is not None and (found := self.codebook.actor_by_id(actor.id)) is not None:
            return found
        for text in (actor.name, actor.mention):
            if text and ((found := self.codebook.actor(text)) or (found := self._by_core.get(actor_key(text)))):
                return found
        if (found := self._inside(actor.mention)) is not None:
            return found
        role = plain_role(actor.name or actor.mention)
        return self._by_role.get(role) if role else None

    def _inside(self, mention: str) -> Actor | None:
        """The longest name that stands in the mention as whole words and is not turned round ("anti-", "-backed").

        A common word ("government") in a longer proper name ("Government of National Unity") says nothing of who that is.
        """
        padded = f" {fold(mention)} "
        proper = any(word[:1].isupper() for word in mention.split()[1:])
        for name, is_proper, actor in self._names:
            at = padded.find(f" {name} ") if name else -1
            if at < 0 or (proper and not is_proper):
                continue
            following = padded[at + len(name) + 2 :].split(" ", 1)[0]
            if not padded[:at].endswith(_TURNED_ROUND) and following not in _ONLY_NAMED:
                return actor
        return None
