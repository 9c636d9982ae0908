"""A rule that is data, as the same record that a rule in Python is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from govtool.finding import Location, Pointer, Severity
from govtool.lint.declared.formats import formats_of
from govtool.lint.declared.functions import FUNCTIONS, Function, Judge
from govtool.lint.declared.given import Aliases, Surroundings, expanded
from govtool.lint.declared.options import checked
from govtool.lint.declared.paths import compile_path
from govtool.lint.declared.place import Place, Scope
from govtool.lint.declared.targets import Targets, targets_of
from govtool.lint.declared.words import filled
from govtool.lint.load import title_of
from govtool.lint.rule import Check, Hit, Rule, RuleError
from govtool.lint.rulefile import RuleFile, one_of
from govtool.model.contract import Contract

_KEYS = ("given", "then", "severity", "message", "description", "formats", "resolved", "recommended", "tags",
         "documentationUrl", "type", "enabled", "extensions")
_THEN = ("field", "function", "functionOptions")
Definition: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Then:
    """One thing that is asked of each place."""

    targets: Targets
    about: tuple[type, ...]
    judge: Judge

    def complaints(self, place: Place, scope: Scope) -> Iterator[tuple[Place, str]]:
        for target in self.targets(place, scope):
            if not self.about or target.value.__class__ in self.about:
                yield from self.judge(target, scope)


def declared(file: RuleFile, where: Pointer, definition: Definition, around: Surroundings) -> Rule:
    """The rule at a place of a ruleset; UserError for one that is not well written."""
    try:
        return _declared(file, where, definition, around)
    except RuleError as error:
        message, _, hint = str(error).partition("; ")
        raise file.wrong(where, f"the rule `{where[-1]}`: {message}", hint or "mend the rule") from None


def _declared(file: RuleFile, where: Pointer, definition: Definition, around: Surroundings) -> Rule:
    for key in definition:
        if key not in _KEYS and not key.startswith("x-"):
            raise RuleError(f"it has no `{key}`; {one_of(key, _KEYS)}")
    given = _texts(definition.get("given"), "given")
    expanded(given, around.aliases)
    for path in given:
        if path[:1] not in ("$", "#"):
            raise RuleError(f"`{path}` is no path; it begins with `$`, or with `#` and an alias")
    thens = definition["then"] if isinstance(definition.get("then"), list) else [definition.get("then")]
    if not thens:
        raise RuleError("its `then` is empty")
    description = _text(definition, "description")
    formats = formats_of(_texts(definition["formats"], "formats")) if "formats" in definition else around.formats
    url = _text(definition, "documentationUrl") or (f"{around.url}#{where[-1]}" if around.url else "")
    severity = file.weight((*where, "severity"), definition.get("severity", "warn"))
    title = title_of(description) if description else f"A rule of {file.document.name}."
    return Rule(
        id=str(where[-1]), title=title, doc=f"{description or title}\n\n{url}".rstrip(),
        check=_check(given, [_then(then, around) for then in thens], definition, around.aliases),
        subjects=(Scope,), severity=severity or Severity.WARNING,
        tags=frozenset(_texts(definition.get("tags", []), "tags")), formats=formats, url=url,
        origin=Location(file.document.name, span=file.document.span(where, "key")),
    )


def _check(given: Sequence[str], thens: Sequence[_Then], definition: Definition, aliases: Aliases) -> Check:
    """What the engine calls, once for a contract."""
    template, description = _text(definition, "message"), _text(definition, "description")
    as_written = definition.get("resolved") is False
    help_ = "" if not description or template else title_of(description)

    def check(scope: Scope, contract: Contract, _options: Mapping[str, Any]) -> Iterator[Hit]:
        scope = scope.for_rule(as_written=as_written)
        for path in expanded(given, aliases, contract.format):
            for place in compile_path(path)(scope):
                for then in thens:
                    for at, error in then.complaints(place, scope):
                        yield Hit(at.location, filled(template, at, error, description) if template else error, help_)

    return check


def _then(said: Any, around: Surroundings) -> _Then:
    if not isinstance(said, dict) or "function" not in said:
        raise RuleError("its `then` has no `function`")
    for key in said:
        if key not in _THEN:
            raise RuleError(f"`then` has no `{key}`; {one_of(key, _THEN)}")
    name, field = said["function"], said.get("field")
    if field is not None and not isinstance(field, str):
        raise RuleError(f"its field `{field}` is no text")
    if name in around.functions:
        return _Then(targets_of(field), (), _not_run(name))
    if not isinstance(name, str) or name not in FUNCTIONS:
        raise RuleError(f"there is no function `{name}`; {one_of(name, FUNCTIONS)}")
    function: Function = FUNCTIONS[name]
    return _Then(targets_of(field), function.about, function.make(checked(name, function, said.get("functionOptions"))))


def _not_run(name: str) -> Judge:
    def judge(_place: Place, _scope: Scope) -> Iterator[tuple[Place, str]]:
        raise RuleError(f"its function `{name}` is JavaScript, which is never run")

    return judge


def _text(table: Definition, key: str) -> str:
    found = table.get(key, "")
    if not isinstance(found, str):
        raise RuleError(f"its `{key}` is no text")
    return found


def _texts(found: Any, what: str) -> list[str]:
    texts = [found] if isinstance(found, str) else found
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise RuleError(f"its `{what}` is no text and no list of texts")
    return texts
