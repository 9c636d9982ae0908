"""Reads rulesets in Spectral's format, each with everything that it extends. JavaScript is named, and never run."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from govtool import data
from govtool.errors import UserError
from govtool.finding import Pointer, Severity
from govtool.lint.declared.formats import formats_of
from govtool.lint.declared.given import Surroundings, Target
from govtool.lint.layer import Layer
from govtool.lint.override import Override
from govtool.lint.rule import Rule, RuleError
from govtool.lint.rulefile import RuleFile, one_of, read

FOLDER = data.folder("rules")
_KEYS = ("extends", "rules", "tiers", "profiles", "description", "documentationUrl", "formats", "aliases", "overrides",
         "functions", "functionsDir", "parserOptions", "names")
_OVERRIDE_KEYS = ("files", "extends", "rules", "aliases", "formats", "parserOptions")
_MODES = ("recommended", "all", "off")
_SCALES = {"tiers": ("mission-critical", "high", "medium", "low"), "profiles": ("canonical", "imported")}
"""The facts of a contract that a ruleset may weigh rules by, with their values."""


def names() -> list[str]:
    """The names of the built-in rulesets."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


class Reader:
    """Reads rulesets by name or file."""

    def __init__(self, built_in: Mapping[str, Rule]) -> None:
        self._built_in = built_in
        self._open: list[Path] = []

    def layer(self, name: str, folder: Path) -> Layer:
        """The ruleset of a name, or in a file below a folder; UserError where it is not there or not well written."""
        path = _path(name, folder)
        if path in self._open:
            way = " → ".join(each.name for each in (*self._open, path))
            raise UserError(f"the ruleset `{name}` extends itself: {way}", "take one of the `extends` out")
        self._open.append(path)
        file = read(path, f"rules/{path.name}" if path.parent == FOLDER else name)
        found = self._read(file)
        self._open.pop()
        if name.startswith("spectral:"):
            near = ", ".join(f"`{each}`" for each, _ in _extended(file, ()))
            found.notes.insert(0, f"`{name}` is read as the built-in {near}, the nearest to it")
        return found

    def _read(self, file: RuleFile) -> Layer:
        _known(file, (), _KEYS)
        found = Layer()
        self._say(file, found, ())
        for scale, known in _SCALES.items():
            for value in file.table(scale):
                if value not in known:
                    raise file.wrong((scale, value), f"no contract has `{value}` there", one_of(value, known))
                weights = {selector: file.weight((scale, value, selector), weight)
                           for selector, weight in file.table(scale, value).items()}
                found.weigh(scale, {value: weights})
        overrides = file.list_at("overrides")
        found.overrides += [self._override(file, found, index) for index in range(len(overrides))]
        return found

    def _say(self, file: RuleFile, found: Layer, where: Pointer) -> None:
        """What a ruleset or an override says, laid over what is found already."""
        for name, mode in _extended(file, where):
            found.add(self.layer(name, file.path.parent).in_mode(mode, self._built_in))
        found.names |= file.table(*where, "names")
        found.functions |= set(_functions(file, where))
        found.aliases |= {name: _alias(file, (*where, "aliases", name), said)
                          for name, said in file.table(*where, "aliases").items()}
        formats = _formats(file, (*where, "formats"), file.at(where).get("formats", []))
        url = file.data.get("documentationUrl")
        for id_, said in file.table(*where, "rules").items():
            around = Surroundings(dict(found.aliases), frozenset(found.functions), formats, url or "")
            self._rule(file, found, (*where, "rules", id_), said, around)

    def _rule(self, file: RuleFile, found: Layer, where: Pointer, said: Any, around: Surroundings) -> None:
        """One entry of `rules`."""
        id_ = str(where[-1])
        if isinstance(said, dict) and ("given" in said or "then" in said or id_ in found.definitions):
            self._define(file, found, where, {**found.definitions.get(id_, {}), **said}, around)
            return
        id_ = self._meant(file, found, where)
        if not id_:
            return
        if said is False:
            found.base[id_] = None
        elif said is True:
            found.base[id_] = found.base.get(id_) or self._rule_of(found, id_).severity
        elif isinstance(said, dict):
            rule = self._rule_of(found, id_)
            weight = said.get("severity", found.base.get(id_) or rule.severity)
            found.base[id_] = weight if isinstance(weight, Severity) else file.weight((*where, "severity"), weight)
            options = {key: value for key, value in said.items() if key != "severity"}
            if wrong := rule.without_option(options):
                raise file.wrong((*where, wrong), f"the rule `{id_}` has no option `{wrong}`",
                                 one_of(wrong, rule.options) if rule.options else "it has none")
            found.options[id_] = options
        else:
            found.base[id_] = file.weight(where, said)

    def _rule_of(self, found: Layer, id_: str) -> Rule:
        return found.rules.get(id_) or self._built_in[id_]

    def _meant(self, file: RuleFile, found: Layer, where: Pointer) -> str:
        """The id of the rule that is named here; empty, with a note, for a rule of another tool that is not here."""
        name = str(where[-1])
        known = {*found.rules, *self._built_in}
        if name in known:
            return name
        if name in found.names:
            id_ = found.names[name]
            if id_ is None:
                found.notes.append(f"{file.document.name}: the rule `{name}` is not here, and is left out")
            return id_ or ""
        raise file.wrong(where, f"there is no rule `{name}`", one_of(name, known))

    def _define(
        self, file: RuleFile, found: Layer, where: Pointer, definition: dict[str, Any], around: Surroundings
    ) -> None:
        """A rule that is written out here."""
        from govtool.lint.declared.rule import declared

        rule = declared(file, where, definition, around)
        foreign = _calls(definition, around.functions)
        if foreign:
            found.notes.append(f"{file.document.name}: the rule `{rule.id}` is left out: its function `{foreign[0]}` "
                               "is JavaScript, which is never run")
        off = foreign or definition.get("recommended") is False or definition.get("severity") in ("off", -1)
        found.rules[rule.id] = rule
        found.definitions[rule.id] = definition
        found.base[rule.id] = None if off else rule.severity

    def _override(self, file: RuleFile, found: Layer, index: int) -> Override:
        """What an override says on top of the ruleset."""
        where: Pointer = ("overrides", index)
        _known(file, where, _OVERRIDE_KEYS)
        files = file.at(where).get("files")
        if not isinstance(files, list) or not files or not all(isinstance(text, str) for text in files):
            raise file.wrong(where, "this override has no `files`", "write a list of patterns: `legacy/**/*.yaml`")
        pointed = any("#" in text for text in files)
        for id_, said in file.table(*where, "rules").items() if pointed else ():
            if isinstance(said, bool | dict):
                raise file.wrong((*where, "rules", id_), "with a pointer an override only weighs", "write a severity")
        layer = found.beginning()
        self._say(file, layer, where)
        found.notes += layer.notes
        rules = {id_: rule for id_, rule in layer.rules.items() if found.rules.get(id_) is not rule}
        pairs = tuple((text.partition("#")[0], text.partition("#")[2] if "#" in text else None) for text in files)
        return Override(pairs, file.path.parent, layer.base, rules)


def _known(file: RuleFile, where: Pointer, keys: tuple[str, ...]) -> None:
    what = "an override" if where else "a ruleset"
    for key in file.at(where):
        if key not in keys and not key.startswith("x-"):
            raise file.wrong((*where, key), f"{what} has no `{key}`", one_of(key, keys))


def _path(name: str, folder: Path) -> Path:
    """Where the ruleset of a name lies."""
    if (file := name.replace(":", "-")) in names():
        return FOLDER / f"{file}.yaml"
    if "://" in name:
        raise UserError(f"the ruleset `{name}` is on the network, which is never asked", "name a local copy")
    path = (folder / name).resolve()
    if path.suffix in (".js", ".mjs", ".cjs", ".ts"):
        raise UserError(f"the ruleset `{name}` is JavaScript, which is never run", "write its rules in YAML")
    if not path.is_file():
        raise UserError(f"no ruleset `{name}`, neither built in nor a file", one_of(name, names()))
    return path


def _extended(file: RuleFile, where: Pointer) -> Iterator[tuple[str, str]]:
    """The rulesets that are extended, each with the choice of its rules."""
    said = file.at(where).get("extends", [])
    for index, item in enumerate(said if isinstance(said, list) else [said]):
        name, mode = item if isinstance(item, list) and len(item) == 2 else (item, "recommended")  # noqa: PLR2004 - a pair
        if not isinstance(name, str) or mode not in _MODES:
            place = (*where, "extends", index) if isinstance(said, list) else (*where, "extends")
            raise file.wrong(place, "this extends nothing", "write a name, a file, or `[name, all]`", "value")
        yield name, mode


def _functions(file: RuleFile, where: Pointer) -> Iterator[str]:
    """The names of functions in JavaScript; one may stand with a schema of its options."""
    for item in file.list_at(*where, "functions"):
        name = item[0] if isinstance(item, list) and item else item
        if isinstance(name, str):
            yield name


def _alias(file: RuleFile, where: Pointer, said: Any) -> tuple[Target, ...]:
    """The meanings of an alias."""
    if isinstance(said, dict) and isinstance(said.get("targets"), list):
        places = [(*where, "targets", index) for index in range(len(said["targets"]))]
        return tuple(Target(_formats(file, place, file.at(place).get("formats")), _paths(file, place, "given"))
                     for place in places)
    return (Target((), _paths(file, where[:-1], where[-1])),)


def _paths(file: RuleFile, where: Pointer, key: str | int) -> tuple[str, ...]:
    said = file.at(where).get(key)
    paths = [said] if isinstance(said, str) else said
    if not isinstance(paths, list) or not all(isinstance(path, str) and path[:1] in ("$", "#") for path in paths):
        raise file.wrong((*where, key), f"`{key}` holds no paths", "each begins with `$`, or with `#` and an alias")
    return tuple(paths)


def _formats(file: RuleFile, where: Pointer, said: Any) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(name, str) for name in said):
        raise file.wrong(where, "`formats` is no list of names", "write `[oas3]`")
    try:
        return formats_of(said)
    except RuleError as error:
        message, _, hint = str(error).partition("; ")
        raise file.wrong(where, message, hint) from None


def _calls(definition: Mapping[str, Any], functions: frozenset[str]) -> list[str]:
    """The functions of a set that a rule calls."""
    thens = definition.get("then")
    each = thens if isinstance(thens, list) else [thens]
    return [then["function"] for then in each if isinstance(then, dict) and then.get("function") in functions]
