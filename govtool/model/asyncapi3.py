"""AsyncAPI 3.x into the event model."""

from collections.abc import Mapping

from govtool.model.channels import Channel, ChannelOperation, Events, Message, Reply
from govtool.model.contract import Spot
from govtool.model.event_parts import Alternatives, EventParts, by_name, of_all
from govtool.model.messages import bindings, place, said, tags
from govtool.model.reach import Reach
from govtool.model.security import Security
from govtool.model.shape import mapping, sequence, text, texts


class Reader:
    """Reads one root document."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._parts = EventParts(reach, is_new=True)
        self._channels = {id(spot.value): self._channel(key, spot)
                          for key, spot in reach.entries(reach.root, "channels")}

    def events(self) -> Events:
        """Everything, in the order of the text."""
        found = (self._operation(key, spot) for key, spot in self._reach.entries(self._reach.root, "operations"))
        operations = tuple(operation for operation in found if operation is not None)
        channels = tuple(self._channels.values())
        replies = (operation.reply.messages for operation in operations if operation.reply)
        in_use = of_all((*(channel.messages for channel in channels), *replies))
        return Events(channels, operations, self._parts.with_components(in_use), self._parts.servers(self._security))

    def _channel(self, key: str, spot: Spot) -> Channel:
        found = self._parts.fields(spot)
        address = spot.value.get("address")
        servers = (text(mapping(item).get("$ref")) for item in sequence(spot.value.get("servers")))
        return Channel(
            key=key, address=address if isinstance(address, str) else None,
            messages=by_name(self._parts.message(message, name)
                             for name, message in self._reach.entries(spot, "messages")),
            parameters=self._parts.parameters(spot),
            servers=tuple(ref.rsplit("/", 1)[-1] for ref in servers if ref),
            bindings=bindings(self._reach, found.get("bindings")), tags=tags(self._reach, found), spot=spot,
        )

    def _operation(self, key: str, spot: Spot) -> ChannelOperation | None:
        """None for one whose channel or action cannot be read: a rule says so."""
        found = self._parts.fields(spot)
        channel, action = self._channel_of(spot), said(found, "action")
        if channel is None or action not in ("send", "receive"):
            return None
        return ChannelOperation(
            action="send" if action == "send" else "receive", key=key, channel=channel,
            messages=self._messages(spot, channel), reply=self._reply(found.get("reply")),
            security=self._security(found.get("security")), bindings=bindings(self._reach, found.get("bindings")),
            tags=tags(self._reach, found), spot=spot,
        )

    def _channel_of(self, spot: Spot) -> Channel | None:
        there = self._reach.below(spot, "channel")
        if there is None:
            return None
        return self._channels.get(id(there.value)) or self._channel(_last(there), there)

    def _messages(self, spot: Spot, channel: Channel | None) -> Mapping[str, Message]:
        """Those that are named, else all of the channel."""
        own = channel.messages if channel else {}
        if not isinstance(spot.value.get("messages"), list):
            return own
        known = {id(message.spot.value): message for message in own.values()}
        return by_name(known.get(id(found.value)) or self._parts.message(found, _last(found))
                       for found in self._reach.items(spot, "messages"))

    def _reply(self, spot: Spot | None) -> Reply | None:
        found = self._reach.resolved(spot) if spot else None
        if found is None:
            return None
        channel = self._channel_of(found)
        address = place(self._reach, self._parts.fields(found).get("address"))
        return Reply(channel, address, self._messages(found, channel), found)

    def _security(self, spot: Spot | None) -> Alternatives:
        """Any of the schemes, each of which says the scopes that it needs."""
        schemes = {str(index): Spot(spot.document, (*spot.pointer, index), item)
                   for index, item in enumerate(sequence(spot.value))} if spot else {}
        found = {name: scheme for name, place_ in schemes.items() if (scheme := self._reach.resolved(place_))}
        declared = [{name: list(texts(scheme.value.get("scopes")))} for name, scheme in found.items()]
        return Security(self._reach, found).alternatives(declared)


def _last(spot: Spot) -> str:
    """The key that a value has where it is defined."""
    return str(spot.pointer[-1]) if spot.pointer else ""
