"""What the major versions of AsyncAPI share: messages, servers, parameters, and names that tell messages apart."""

from collections.abc import Callable, Iterable, Mapping

from govtool.model.channels import ChannelParameter, EventServer, Message
from govtool.model.contract import Credential, Spot
from govtool.model.messages import MessageReader, bindings
from govtool.model.reach import Reach
from govtool.model.shape import mapping, text, texts
from govtool.model.traits import Fields, fields

Alternatives = tuple[frozenset[Credential], ...]


class EventParts:
    """Reads the parts of one document; `is_new` tells 3.x from 2.x."""

    def __init__(self, reach: Reach, *, is_new: bool) -> None:
        self.reach = reach
        self._is_new = is_new
        self._messages = MessageReader(reach, is_new=is_new)
        self._known: dict[int, Message] = {}
        """Messages by their definition: one that several channels refer to under the same name is read once."""

    def message(self, spot: Spot, key: str) -> Message:
        """The message that is defined at a place, under a key."""
        found = self._known.get(id(spot.value))
        if found is None or found.key != key:
            found = self._messages.message(spot, key)
            self._known.setdefault(id(spot.value), found)
        return found

    def fields(self, spot: Spot) -> Fields:
        """The fields of an object with its traits."""
        return fields(self.reach, spot, traits_win=not self._is_new)

    def servers(self, security: Callable[[Spot | None], Alternatives]) -> dict[str, EventServer]:
        """The servers by name."""
        return {name: EventServer(
            name=name, protocol=text(spot.value.get("protocol")),
            address=text(spot.value.get("url")) or text(spot.value.get("host")) + text(spot.value.get("pathname")),
            security=security(self.fields(spot).get("security")),
            bindings=bindings(self.reach, self.fields(spot).get("bindings")), spot=spot,
        ) for name, spot in self.reach.entries(self.reach.root, "servers")}

    def parameters(self, spot: Spot) -> dict[str, ChannelParameter]:
        """The parameters of a channel."""
        return {name: ChannelParameter(
            name=name, values=texts(found.value.get("enum")) or texts(mapping(found.value, "schema").get("enum")),
            default=text(found.value["default"]) if "default" in found.value else None,
            location=text(found.value.get("location")),
            schema=Spot(found.document, (*found.pointer, "schema"), found.value["schema"])
            if isinstance(found.value.get("schema"), dict) else None,
            spot=found,
        ) for name, found in self.reach.entries(spot, "parameters")}

    def with_components(self, in_use: Iterable[Message]) -> tuple[Message, ...]:
        """The messages in use, and those of the components that are not; each once."""
        found = {id(message.spot.value): message for message in in_use}
        for key, spot in self.reach.entries(self.reach.root, "components", "messages"):
            if id(spot.value) not in found and "oneOf" not in spot.value:
                found[id(spot.value)] = self.message(spot, key)
        return tuple(found.values())


def by_name(messages: Iterable[Message]) -> dict[str, Message]:
    """Messages by name; of several with one name, the later go by their key, or a number."""
    found: dict[str, Message] = {}
    for message in messages:
        names = (message.name, message.key, *(f"{message.name} {number}" for number in range(2, len(found) + 3)))
        same = next((name for name in names if name in found and found[name].spot.value is message.spot.value), None)
        if same is None:
            found[next(name for name in names if name not in found)] = message
    return found


def of_all(holders: Iterable[Mapping[str, Message]]) -> list[Message]:
    """The messages of several."""
    return [message for each in holders for message in each.values()]
