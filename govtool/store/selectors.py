"""Which pacts a provider has to be held against: the consumer versions that selectors name.

The words of selectors are those of Pact's own (`mainBranch`, `branch`, `matchingBranch`, `deployedOrReleased`,
`deployed`, `released`, `environment`, `tag` with `latest`, `consumer`). One content is given once, however many
versions have it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from govtool.errors import UserError, suggestion
from govtool.store.history import Application, History, Pact

Selector = Mapping[str, Any]
WORDS: Final = (
    "mainBranch", "branch", "matchingBranch", "deployedOrReleased", "deployed", "released", "environment", "tag",
    "latest", "consumer",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A pact to verify; `pending` while the provider has not kept it yet, so that it may fail without harm."""

    pact: Pact
    pending: bool


def pacts_for_verification(
    history: History, provider: str, selectors: Iterable[Selector] = (), provider_branch: str = ""
) -> list[Wanted]:
    """By consumer and content. Without selectors: main branches, and what is deployed or released anywhere.

    A consumer that has no main branch yet stands there with its latest pact. UserError for an unknown word.
    """
    asked = [_checked(selector) for selector in selectors]
    chosen: dict[tuple[str, str], Pact] = {}
    for pact in _chosen(history, provider, asked, provider_branch):
        chosen.setdefault((pact.consumer, pact.content), pact)
    return [Wanted(pact, pending=not history.was_kept(pact, provider_branch)) for _, pact in sorted(chosen.items())]


def _checked(selector: Selector) -> Selector:
    for word in selector:
        if word not in WORDS:
            raise UserError(f"no selector has `{word}`", suggestion(word, WORDS) or f"it may have {', '.join(WORDS)}")
    return selector


def _chosen(history: History, provider: str, selectors: list[Selector], branch: str) -> Iterator[Pact]:
    for consumer in dict.fromkeys(pact.consumer for pact in history.pacts(provider=provider)):
        app, pacts = history.application(consumer), list(history.pacts(consumer=consumer, provider=provider))
        head: Selector = {"mainBranch": True} if app.branches.get(app.main_branch) else {"latest": True}
        asked = selectors or [head, {"deployedOrReleased": True}]
        mine = [selector for selector in asked if selector.get("consumer", consumer) == consumer]
        yield from _of(app, pacts, mine, branch)


def _of(app: Application, pacts: list[Pact], selectors: Iterable[Selector], branch: str) -> list[Pact]:
    chosen = [_versions(app, pacts, selector, branch) for selector in selectors]
    return [pact for pact in pacts if any(pact.version in versions for versions in chosen)]


def _versions(app: Application, pacts: list[Pact], selector: Selector, branch: str) -> Collection[str]:
    if selector.get("mainBranch"):
        return app.branches.get(app.main_branch, [])[-1:]
    if selector.get("matchingBranch"):
        return app.branches.get(branch, [])[-1:]
    if "branch" in selector:
        return app.branches.get(selector["branch"], [])[-1:]
    with_pact = [pact.version for pact in pacts]
    if "tag" in selector:
        with_pact = [version for version in with_pact if version in app.tags.get(selector["tag"], ())]
    if "tag" in selector or "latest" in selector:
        return with_pact[-1:] if selector.get("latest") else with_pact
    return _present(app, selector)


def _present(app: Application, selector: Selector) -> set[str]:
    kinds = [app.deployed] if not selector.get("released") else []
    kinds += [app.released] if not selector.get("deployed") else []
    only = selector.get("environment")
    return {version for kind in kinds for where, there in kind.items() if only in (None, where) for version in there}
