"""The registry of a repository: every event contract with its releases, under the subjects that Kafka clients look for.

- A message of a channel whose address is fixed is `<address>-value`, and `<address>-key` the key that its Kafka binding
  declares (TopicNameStrategy). Where several payloads share a channel, each is `<address>-<name>`.
- Any other message, and an `.avsc` file that no channel uses, is found by its name: the full name of the record, the
  title of a JSON Schema, or the name of the message (RecordNameStrategy).
- The releases are versions 1, 2, 3 in their order, then comes the working copy; what says the same is one version.
- The level of a subject is the `compatibilityMode` of its contract; where none is said, the registry's holds: BACKWARD.
- A schema has the types of other files in it, so that no client has to ask for references.
"""

from govtool.catalog.repository import Repository
from govtool.registry.offers import offers
from govtool.registry.refusal import Refusal
from govtool.registry.settings import LEVEL
from govtool.registry.state import Registry


def registry_of(repository: Repository, known: Registry | None = None) -> tuple[Registry, list[str]]:
    """The registry, and what could not be served with the reason.

    What is `known` from a store keeps its versions and ids, and what the repository has since comes after it. Ids are
    made of the content: the same repository always gives the same ones.
    """
    registry = known or Registry()
    problems: list[str] = []
    for offer in offers(repository):
        name, found = offer.contract.document.name, offer.payload
        if found.schema is None:
            problems.append(f"{name}: `{found.subject}` is not served: {found.wrong}")
            continue
        try:
            registry.offer(found.subject, found.schema)
        except Refusal as refusal:
            problems.append(f"{name}: `{found.subject}` is not served: {refusal.message}")
            continue
        if offer.level:
            registry.settings.given[found.subject] = {LEVEL: offer.level}
    return registry, list(dict.fromkeys(problems))
