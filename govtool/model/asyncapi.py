"""AsyncAPI into one event model; what differs between the major versions is said below, and nowhere above."""

from functools import lru_cache

from govtool.model import asyncapi2, asyncapi3
from govtool.model.channels import Events
from govtool.model.contract import Contract, Spot
from govtool.model.detect import Format
from govtool.model.reach import Reach
from govtool.model.shape import mapping


@lru_cache(maxsize=8)
def events(contract: Contract) -> Events:
    """The channels, operations and messages of an AsyncAPI contract; nothing for any other."""
    if contract.format.family != "asyncapi":
        return Events()
    reach = Reach(contract.bundle, Spot(contract.document, (), mapping(contract.document.data)))
    return asyncapi3.Reader(reach).events() if is_new(contract.format) else asyncapi2.Reader(reach).events()


def is_new(format_: Format) -> bool:
    """Whether operations stand beside the channels, as since AsyncAPI 3.0; before, they stand inside of them."""
    return not format_.version.startswith(("1.", "2."))
