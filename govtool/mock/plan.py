"""Everything that answering one operation needs, made when it is first called."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from govtool.mock import body, lifecycle, parameters, security
from govtool.mock.exchange import Exchange, Response, Step, Violation
from govtool.mock.payload import Payloads
from govtool.mock.problem import Problems
from govtool.mock.respond import Answers
from govtool.model.contract import Contract, Media, Operation
from govtool.sample import Samplers


@dataclass(frozen=True, slots=True)
class Settings:
    """How a mock answers, whatever the contract."""

    seed: int = 0
    dynamic: bool = False
    """Make random values instead of taking the examples."""
    most_body: int = 10 * 2**20
    """Bytes of a request body; larger ones are refused."""
    say: Callable[[str], None] = lambda _: None
    """Takes each thing that is wrong with a contract, once."""
    log: Callable[[str], None] | None = None
    """Takes one line for each request."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One operation: the steps that may end a request early, and the answers to a good one."""

    steps: tuple[Step, ...]
    answers: Answers

    def reply(self, exchange: Exchange) -> Response:
        """The response to a request."""
        for step in self.steps:
            response = step(exchange)
            if response is not None:
                return response
        return self.answers.answer(exchange)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the plans of one contract share."""

    contract: Contract
    samplers: Samplers
    payloads: Payloads
    settings: Settings


def scene(contract: Contract, settings: Settings) -> Scene:
    """The scene of a contract; nothing is read of it yet."""
    samplers = Samplers(contract)
    return Scene(contract, samplers, Payloads(contract, samplers, settings.say), settings)


def plan(scene: Scene, operation: Operation) -> Plan:
    """The plan of an operation: credentials first, so that nobody learns more, then the parts of the request."""
    contract, samplers, payloads = scene.contract, scene.samplers, scene.payloads
    always = lifecycle.headers(contract, operation)

    def fill(media: Media, members: Mapping[str, Any]) -> bytes | None:
        return payloads.of(media).filled(members)

    problems = Problems(operation.responses, fill, payloads.headers, always)
    answers = Answers(contract, operation, payloads, problems, always,
                      seed=scene.settings.seed, dynamic=scene.settings.dynamic)
    steps = (
        security.step(operation, problems),
        parameters.step(contract, samplers, operation),
        body.step(contract, samplers, operation, problems),
    )
    return Plan((*filter(None, steps), _refusal(problems)), answers)


def _refusal(problems: Problems) -> Step:
    """Ends a request that breaks the contract, with all that is wrong at once."""

    def refused(exchange: Exchange) -> Response | None:
        found: list[Violation] = exchange.violations
        if not found:
            return None
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        return problems.answer(exchange.request, problems.unfit(), f"{found[0].message}{more}", found)

    return refused
