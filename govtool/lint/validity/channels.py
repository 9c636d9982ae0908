"""Places of channels, and what the references of event contracts name."""

from collections.abc import Iterator

from govtool.finding import Location, Pointer
from govtool.model.asyncapi import is_new
from govtool.model.channels import Channel
from govtool.model.contract import Contract, Spot
from govtool.model.reach import Reach
from govtool.model.shape import mapping, sequence
from govtool.source.refs import RefError


def address_at(contract: Contract, channel: Channel) -> Location:
    """Where the address of a channel is written: in 2.x that is its key."""
    if is_new(contract.format):
        return channel.spot.at("address")
    return contract.document.at(("channels", channel.key), "key")


def operations(contract: Contract) -> Iterator[Spot]:
    """The operations of 3.x and their replies, as they stand at the root."""
    reach = Reach(contract.bundle, Spot(contract.document, (), mapping(contract.document.data)))
    for _, operation in reach.entries(reach.root, "operations"):
        yield operation
        if (reply := reach.below(operation, "reply")) is not None:
            yield reply


def channel_of(contract: Contract, operation: Spot) -> Pointer | None:
    """What the reference to a channel names in the contract's own document; None for any other, and for none."""
    return named(contract, Spot(operation.document, (*operation.pointer, "channel"), operation.value.get("channel")))


def named(contract: Contract, reference: Spot) -> Pointer | None:
    """The place in the contract's own document that a reference names, one hop; None for any other."""
    ref = mapping(reference.value).get("$ref")
    if not isinstance(ref, str):
        return None
    try:
        target = contract.bundle.follow(reference.document, ref, reference.pointer)
    except RefError:
        return None
    return target.pointer if target.document is contract.document else None


def leads(contract: Contract, reference: Spot) -> bool:
    """Whether a reference leads anywhere: that one does not is told by another rule."""
    ref = mapping(reference.value).get("$ref")
    try:
        return isinstance(ref, str) and contract.bundle.follow(reference.document, ref, reference.pointer) is not None
    except RefError:
        return False


def items(spot: Spot, name: str) -> Iterator[Spot]:
    """The items of a list, references as they are written."""
    for index, item in enumerate(sequence(spot.value.get(name))):
        yield Spot(spot.document, (*spot.pointer, name, index), item)
