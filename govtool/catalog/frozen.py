"""Whether releases are what they were: complete, unchanged, and one after the other."""

from collections.abc import Iterable, Iterator, Mapping

from govtool.catalog.discover import RELEASE, within
from govtool.catalog.manifest import Package
from govtool.catalog.releases import Frozen, digest, releases_of
from govtool.catalog.repository import Repository
from govtool.catalog.validate import faults
from govtool.finding import Finding, Location
from govtool.model.shape import mapping, text
from govtool.source.document import Document
from govtool.source.tree import NotThere, Tree

_RESTORE = "restore it from the history of the repository; what has to change goes into a new release"


def verified(repository: Repository, package: Package, before: Repository | None) -> list[Finding]:
    """What is wrong with the releases of a package, by themselves and against an earlier state; each fault once."""
    found = [*_problems(repository, package), *(_changed(before, repository, package) if before else ())]
    return list({(finding.rule, finding.subject): finding for finding in reversed(found)}.values())[::-1]


def _problems(repository: Repository, package: Package) -> Iterator[Finding]:
    """What is wrong with the releases of a package as they lie there."""
    frozen = releases_of(repository, package)
    for one in frozen:
        yield from _record(one)
        yield from _files(repository.tree, one)
    yield from _order((one, one.record) for one in frozen if one.version and one.record)


def _changed(before: Repository, now: Repository, package: Package) -> Iterator[Finding]:
    """What is different from an earlier state of the repository, where all that was released has to stay as it is.

    This finds what digests cannot: a file that was changed together with its record, and a release that is gone.
    """
    earlier = before.packages.get(package.folder) or next(
        (other for other in before.packages.values() if other.identity == package.identity), None)
    standing = {one.label: one for one in releases_of(now, package)}
    for was in releases_of(before, earlier) if earlier else ():
        one = standing.get(was.label)
        if one is None:
            yield _finding(was, "release-missing", f"release {was.label} is gone, it stands in {before.tree.label}",
                           package.manifest.at(("name",)))
            continue
        for name in (*was.files, RELEASE):
            old, new = _content(before.tree, was, name), _content(now.tree, one, name)
            if old is not None and new != old:
                rule, words = _words(name, one, new)
                yield _finding(one, rule, f"{words} since {before.tree.label}", _at(now.tree, one, name), name)


def _record(one: Frozen) -> Iterator[Finding]:
    """The name of the folder, and the record in it."""
    place = Location(one.folder)
    if one.version is None:
        yield _finding(one, "release-invalid", f"the folder `{one.label}` is named by no version", place,
                       hint="name it by the version it holds, or move it out of `releases`")
    elif one.record is None:
        yield _finding(one, "release-invalid", f"release {one.label} has no `{RELEASE}`", place)
    elif found := list(faults(one.record, "release")):
        yield from (_finding(one, each.rule, each.message, each.at, each.message) for each in found)
    else:
        for key, expected in (("contract", one.package.name), ("version", one.label)):
            if one.data[key] != expected:
                yield _finding(one, "release-invalid", f"the record says `{one.data[key]}`, expected `{expected}`",
                               one.record.at((key,)), key)


def _files(tree: Tree, one: Frozen) -> Iterator[Finding]:
    """Each file against its digest."""
    if one.version is None or one.record is None:
        return
    known: Mapping[str, str] = {name: text(value) for name, value in mapping(one.data, "files").items()}
    for name, expected in known.items():
        content = _content(tree, one, name)
        if content is None or digest(content) != expected:
            rule, words = _words(name, one, content)
            at = one.record.at(("files", name), "key") if content is None else _at(tree, one, name)
            yield _finding(one, rule, words, at, name)
    for name in one.files:
        if name not in known:
            words = f"`{name}` was added to release {one.label}"
            yield _finding(one, "release-changed", words, _at(tree, one, name), name,
                           hint="delete it; what has to be added goes into a new release")


def _order(frozen: Iterable[tuple[Frozen, Document]]) -> Iterator[Finding]:
    """Each release follows the one below it."""
    followed: dict[str, Frozen] = {}
    below = ""
    for one, record in frozen:
        first = followed.setdefault(one.previous, one)
        if first is not one:
            words = f"releases {first.label} and {one.label} both follow {one.previous or 'none'}"
            yield _finding(one, "release-forked", words, record.at(("previous",)),
                           hint=f"take {one.label} back, and release it again after {first.label}")
        elif one.previous != below:
            words = f"release {one.label} says that it follows {one.previous or 'none'}, expected {below or 'none'}"
            yield _finding(one, "release-gap", words, record.at(("previous",)))
        below = one.label


def _words(name: str, one: Frozen, content: bytes | None) -> tuple[str, str]:
    """The rule and the message for a file that is not what was released."""
    if content is not None:
        return "release-changed", f"`{name}` of release {one.label} was changed"
    return "release-missing", f"`{name}` of release {one.label} is gone"


def _content(tree: Tree, one: Frozen, name: str) -> bytes | None:
    try:
        return tree.read(within(one.folder, name))
    except NotThere:
        return None


def _at(tree: Tree, one: Frozen, name: str) -> Location:
    return Location(tree.name_of(within(one.folder, name)))


def _finding(one: Frozen, rule: str, message: str, at: Location, subject: str = "", *, hint: str = _RESTORE) -> Finding:
    return Finding(rule, message, at, help=hint, contract=one.package.identity, subject=f"{one.label} {subject}")
