"""AsyncAPI 2.x into the event model."""

from collections.abc import Iterator, Mapping

from govtool.model.channels import Action, Channel, ChannelOperation, Events, Message
from govtool.model.contract import Spot
from govtool.model.event_parts import Alternatives, EventParts, by_name, of_all
from govtool.model.messages import bindings, said, tags
from govtool.model.reach import Reach
from govtool.model.security import Security
from govtool.model.shape import texts

ACTIONS: Mapping[str, Action] = {"publish": "receive", "subscribe": "send"}
"""2.x says what others may do to a channel: what they publish, the application receives ("Channel Item Object")."""


class Reader:
    """Reads one root document."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._parts = EventParts(reach, is_new=False)

    def events(self) -> Events:
        """Everything, in the order of the text."""
        channels: list[Channel] = []
        operations: list[ChannelOperation] = []
        for address, spot in self._reach.entries(self._reach.root, "channels"):
            found = {key: operation for key in ACTIONS if (operation := self._reach.below(spot, key)) is not None}
            messages = {key: by_name(self._messages(operation)) for key, operation in found.items()}
            channel = Channel(
                key=address, address=address, messages=by_name(of_all(messages.values())),
                parameters=self._parts.parameters(spot), servers=texts(spot.value.get("servers")), tags=(), spot=spot,
                bindings=bindings(self._reach, self._parts.fields(spot).get("bindings")),
            )
            channels.append(channel)
            operations += [self._operation(key, operation, channel, messages[key]) for key, operation in found.items()]
        in_use = of_all(channel.messages for channel in channels)
        return Events(tuple(channels), tuple(operations), self._parts.with_components(in_use),
                      self._parts.servers(self._security))

    def _operation(self, key: str, spot: Spot, channel: Channel, messages: Mapping[str, Message]) -> ChannelOperation:
        found = self._parts.fields(spot)
        return ChannelOperation(
            action=ACTIONS[key], key=said(found, "operationId"), channel=channel, messages=messages, reply=None,
            security=self._security(found.get("security")), bindings=bindings(self._reach, found.get("bindings")),
            tags=tags(self._reach, found), spot=spot,
        )

    def _messages(self, operation: Spot) -> Iterator[Message]:
        """The message of an operation, or those of its `oneOf`, however deep."""
        todo = [Spot(operation.document, (*operation.pointer, "message"), operation.value.get("message"))]
        seen: set[int] = set()
        while todo:
            spot = self._reach.resolved(todo.pop(0))
            if spot is None or id(spot.value) in seen:
                continue
            seen.add(id(spot.value))
            if isinstance(choices := spot.value.get("oneOf"), list):
                todo += [Spot(spot.document, (*spot.pointer, "oneOf", index), item)
                         for index, item in enumerate(choices)]
            else:
                yield self._parts.message(spot, _component(spot))

    def _security(self, spot: Spot | None) -> Alternatives:
        """Any of the requirements, which name schemes of the components."""
        schemes = dict(self._reach.entries(self._reach.root, "components", "securitySchemes"))
        return Security(self._reach, schemes).alternatives(spot.value if spot else None)


def _component(spot: Spot) -> str:
    """The name of the component that a message is; empty where it is none."""
    return str(spot.pointer[-1]) if spot.pointer[-2:-1] == ("messages",) else ""
