"""Laws of the log and of what is worked out from it, held against a second reading that knows no shortcuts."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from govtool.store import deploy
from govtool.store.history import History
from govtool.store.log import Entry, entries_of, in_order, lines, read_lines
from govtool.store.records import (
    Built,
    Deployed,
    Known,
    Published,
    Record,
    Released,
    Tagged,
    Undeployed,
    Verified,
    Withdrawn,
)

NOW = datetime(2026, 5, 4, tzinfo=UTC)
APPS = st.sampled_from(["erp", "mes", "wms"])
NUMBERS = st.sampled_from(["1", "2", "3"])
PLACES = st.sampled_from(["test", "prod"])
CONTENTS = st.sampled_from(["a", "b"])
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(Known, app=APPS, main_branch=st.sampled_from(["", "main"])),
    st.builds(Built, app=APPS, version=NUMBERS, branch=st.sampled_from(["", "main", "side"])),
    st.builds(Published, consumer=APPS, version=NUMBERS, provider=APPS, content=CONTENTS),
    st.builds(Verified, consumer=APPS, provider=APPS, content=CONTENTS, provider_version=NUMBERS,
              success=st.booleans()),
    st.builds(Tagged, app=APPS, version=NUMBERS, tag=PLACES),
    *(st.builds(of, app=APPS, version=NUMBERS, environment=PLACES)
      for of in (Deployed, Undeployed, Released, Withdrawn)),
)
LOGS = st.lists(RECORDS, max_size=25)


def entries(records: Sequence[Record]) -> list[Entry]:
    return entries_of(records, NOW)


@given(LOGS)
def test_a_log_comes_back_from_its_text(records: list[Record]) -> None:
    assert read_lines("\n".join(lines(entries(records))), "log") == entries(records)


@given(LOGS, st.data())
def test_logs_merge_in_any_order_and_any_number_of_times(records: list[Record], data: st.DataObject) -> None:
    whole = entries(records)
    left = [entry for entry in whole if data.draw(st.booleans())]
    right = [entry for entry in whole if entry not in left or data.draw(st.booleans())]
    assert in_order([*left, *right]) == in_order([*right, *left, *left]) == whole


def present(records: Sequence[Record], app: str, place: str) -> set[str]:
    """What is in an environment, read backwards: the last word on each version counts."""
    there = set()
    deployments = [one for one in records if isinstance(one, Deployed | Undeployed)
                   and (one.app, one.environment) == (app, place)]
    for count, one in enumerate(deployments):
        later = deployments[count + 1:]
        ended = any(isinstance(after, Deployed) or after.version == one.version for after in later)
        if isinstance(one, Deployed) and not ended:
            there.add(one.version)
    last = {one.version: one for one in records if isinstance(one, Released | Withdrawn)
            and (one.app, one.environment) == (app, place)}
    return there | {version for version, one in last.items() if isinstance(one, Released)}


def outcome(records: Sequence[Record], consumer: str, version: str, provider: str, other: str) -> bool | str | None:
    """What is known of one pair of versions: yes, no, nothing, or that there is no pact between them."""
    pacts = [one for one in records if isinstance(one, Published)
             and (one.consumer, one.version, one.provider) == (consumer, version, provider)]
    if not pacts:
        return "no pact"
    results = [one.success for one in records if isinstance(one, Verified) and one.provider_version == other
               and (one.consumer, one.provider, one.content) == (consumer, provider, pacts[-1].content)]
    return results[-1] if results else None


@given(LOGS, APPS, NUMBERS, PLACES)
def test_yes_means_that_every_pair_was_verified(records: list[Record], app: str, version: str, place: str) -> None:
    records = [*records, Built(app=app, version=version)]
    answer = deploy.can_i_deploy(History(records), app, version, deploy.in_environment(place))
    others = {one.provider for one in records if isinstance(one, Published) and one.consumer == app}
    found: list[bool | str | None] = []
    for provider in others:
        there = present(records, provider, place)
        found += [outcome(records, app, version, provider, other) for other in there]
        if not there and any(isinstance(one, Published) and (one.consumer, one.version, one.provider)
                             == (app, version, provider) for one in records):
            found.append(None)
    for consumer in {one.consumer for one in records if isinstance(one, Published) and one.provider == app}:
        found += [outcome(records, consumer, other, app, version) for other in present(records, consumer, place)]
    known = [one for one in found if one != "no pact"]
    assert (answer.verdict == "yes") is all(one is True for one in known)
    if answer.verdict == "no":
        assert False in known


@given(LOGS, APPS, NUMBERS, PLACES, RECORDS)
def test_a_verification_that_succeeds_never_makes_a_yes_a_no(
    records: list[Record], app: str, version: str, place: str, more: Record
) -> None:
    records = [*records, Built(app=app, version=version)]
    before = deploy.can_i_deploy(History(records), app, version, deploy.in_environment(place))
    if before.verdict == "yes" and isinstance(more, Verified) and more.success:
        after = deploy.can_i_deploy(History([*records, more]), app, version, deploy.in_environment(place))
        assert after.verdict == "yes"
