"""`init`: the few files that adopt a repository; what is there already stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from govtool.catalog import ignores, init
from govtool.catalog.ignores import Ignored
from govtool.catalog.repository import Repository
from govtool.catalog.write import write
from govtool.errors import UserError
from govtool.gate.check import PARTS, Options, check
from govtool.gate.desk import Desk
from govtool.source import git
from govtool.source.document import Document


@dataclass
class _Work:
    """The files to be written, and what there is to say."""

    new: dict[str, bytes] = field(default_factory=dict)
    changed: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def put(self, path: str, there: Document | None, text: str | None) -> None:
        """A file with a text; None where it already says what it should."""
        if text is None:
            self.said.append(f"{path}: nothing to add")
        elif there is None:
            self.new[path] = text.encode()
            self.said.append(f"{path}: made")
        else:
            self.changed[path] = text.encode()
            self.said.append(f"{path}: added to")


def initialise(*, baseline: bool, origin: str, today: date) -> list[str]:
    """What was done, line by line. UserError, and nothing is written, where something is in the way."""
    desk = Desk.at(Path.cwd())
    repository = desk.repository()
    work = _Work()
    ignored = _ignored(origin)
    if repository.config.origin:
        work.said.append(f"{init.place_of(repository, repository.config.origin)}: it is there already")
    else:
        work.put("govtool.toml", None, init.settings())
    _hooks(work, repository)
    _waivers(work, repository, ignored, today, baseline=baseline)
    write(repository.root or desk.start, work.new, work.changed)
    return [*work.said, *_left_out(ignored, origin), "next: govtool check"]


def _hooks(work: _Work, repository: Repository) -> None:
    if repository.root is None or git.repo_root(repository.root) is None:
        work.said.append(f"{init.HOOKS}: left out, this is no git repository")
        return
    there = repository.optional(".", init.HOOKS)
    work.put(init.HOOKS, there, init.hooks(there))


def _waivers(work: _Work, repository: Repository, ignored: Ignored, today: date, *, baseline: bool) -> None:
    entries = [*ignored.waivers]
    if baseline:
        found = check(Options((), "", frozenset(PARTS), changed=False, staged=False, today=today, fail_on=None,
                              show_waived=False)).findings
        entries += init.baseline(found, today, repository.config.waiver_days)
    if baseline or entries:
        path = init.place_of(repository, init.WAIVERS)
        there = repository.optional(repository.config.folder, init.WAIVERS)
        work.put(path, there, init.waivers(there, entries))


def _ignored(origin: str) -> Ignored:
    """What the ignore file of another tool accepts."""
    if not origin:
        return Ignored((), ())
    try:
        text = Path(origin).read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UserError(f"cannot read `{origin}`: {error.strerror}", "check the path") from None
    return ignores.read(text, Path(origin).name)


def _left_out(ignored: Ignored, origin: str) -> Iterator[str]:
    for number, line in ignored.left_out:
        yield f"{origin}:{number}: no change of ours says this: {line}"
