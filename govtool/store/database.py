"""Where the log is kept: SQLite in a file, or PostgreSQL by its URL, through SQLAlchemy Core.

The log is one table to which rows are only added. A writer adds all of its entries in one transaction or none, as many
writers as there are; an entry that is there already is not added again. What came out of the log is never stored: it is
worked out when it is asked for.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from govtool.errors import UserError
from govtool.store.log import Entry, in_order, read_lines

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VERSION: Final = 1
"""The number of migrations that a store of this release has gone through."""
_PATIENCE: Final = 30  # seconds that a writer waits for the others

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        "CREATE TABLE govtool_store (version INTEGER NOT NULL)",
        "CREATE TABLE govtool_log (id VARCHAR(64) PRIMARY KEY, at VARCHAR(27), kind VARCHAR(32), line TEXT NOT NULL)",
        "CREATE INDEX govtool_log_at ON govtool_log (at, id)",
    ),
)
"""What makes each version of the store out of the one before it; a published entry is never changed."""


class Store:
    """An open log; use `opened`."""

    def __init__(self, engine: "Engine", name: str) -> None:
        self._engine, self._name = engine, name

    def add(self, entries: Iterable[Entry]) -> int:
        """Write all of them, or none if anything fails; how many were new. UserError where it cannot be written."""
        rows = [{"id": one.id, "at": one.at, "kind": one.record.kind, "line": one.text} for one in in_order(entries)]
        with self._writing() as connection:
            return sum(connection.execute(_sql(_INSERT), row).rowcount for row in rows)

    def entries(self) -> list[Entry]:
        """The whole log in order. UserError where it cannot be read."""
        with _told(self._name), self._engine.begin() as connection:
            if not _version(connection, self._name):
                return []
            found = connection.execute(_sql("SELECT line FROM govtool_log ORDER BY at, id"))
            return read_lines("\n".join(row.line for row in found), self._name)

    def forget(self, kind: str, before: str) -> int:
        """Drop what is older than a moment, of one kind; how many went."""
        with self._writing() as connection:
            return connection.execute(_sql(_DELETE), {"kind": kind, "before": before}).rowcount

    @contextmanager
    def _writing(self) -> Iterator["Connection"]:
        """One writer at a time, with tables of this release."""
        with _told(self._name), self._engine.execution_options(**{_WRITES: True}).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(_sql("SELECT pg_advisory_xact_lock(7143266)"))
            for number in range(_version(connection, self._name), VERSION):
                for statement in MIGRATIONS[number]:
                    connection.execute(_sql(statement))
                connection.execute(_sql("INSERT INTO govtool_store VALUES (:version)"), {"version": number + 1})
            yield connection


_WRITES: Final = "govtool_writes"
_INSERT: Final = (
    "INSERT INTO govtool_log (id, at, kind, line) VALUES (:id, :at, :kind, :line) ON CONFLICT (id) DO NOTHING"
)
_DELETE: Final = "DELETE FROM govtool_log WHERE kind = :kind AND at < :before"


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """The store at a database URL or a path of a file, made where it is not there. UserError where it cannot be opened.

    `orders.db` and `sqlite:///orders.db` are the same file; `postgresql://user@host/name` needs `govtool[store]`.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    with _told(_public(url)):
        address = _address(url)
        is_file = address.startswith("sqlite")
        waits = {"timeout" if is_file else "connect_timeout": _PATIENCE}
        engine = create_engine(address, poolclass=NullPool, connect_args=waits)
    if is_file:
        event.listen(engine, "connect", _by_hand)
        event.listen(engine, "begin", _begin)
    try:
        yield Store(engine, _public(url))
    finally:
        engine.dispose()


def _address(url: str) -> str:
    scheme, found, rest = url.partition("://")
    if not found:
        return _address(f"sqlite:///{url}")
    if scheme == "sqlite":
        folder = Path(rest.removeprefix("/")).parent
        if not folder.is_dir():
            raise UserError(f"there is no folder `{folder}` for the store `{url}`", "make it, or name another file")
        return url
    if scheme in ("postgresql", "postgres"):
        return f"postgresql+psycopg://{rest}"
    raise UserError(f"`{_public(url)}` is no store", "name a file, or postgresql://user@host/database")


def _by_hand(connection: Any, _: Any) -> None:
    """Leave transactions to us: the driver's own begin when two writers may already have read the same."""
    connection.isolation_level = None


def _begin(connection: "Connection") -> None:
    """A writer locks the file before it reads; a reader needs no right to write."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: "Connection", name: str) -> int:
    """How far the tables have come; 0 for none. UserError for those of a newer release."""
    from sqlalchemy import inspect

    if not inspect(connection).has_table("govtool_store"):
        return 0
    found: int = connection.execute(_sql("SELECT max(version) FROM govtool_store")).scalar() or 0
    if found > VERSION:
        known = f"version {found}, this one knows {VERSION}"
        raise UserError(f"the store `{name}` is of a newer govtool ({known})", "update govtool")
    return found


def _sql(statement: str) -> Any:
    from sqlalchemy import text

    return text(statement)


def _public(url: str) -> str:
    """The URL without what opens it."""
    scheme, found, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else url


_HINTS: Final[tuple[tuple[str, str], ...]] = (
    ("locked", "another writer has held it for too long; try again"),
    ("readonly", "make the file and its folder writable, or name another store"),
    ("read-only", "make the file and its folder writable, or name another store"),
    ("not a database", "this file is something else; name another one"),
    ("malformed", "the file was damaged; restore it from a copy, or from logs with `govtool record merge`"),
    ("unable to open", "name a file in a folder that can be written to"),
    ("password", "give the right user and password in the URL, or in ~/.pgpass"),
    ("resolve", "does the URL name the right host?"),
    ("refused", "is the server running, and does the URL name its host and port?"),
    ("does not exist", "make the database first: `createdb NAME`"),
)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Errors of the database as what the user can do."""
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(f"the store `{name}` needs `{error.name}`", "pip install 'govtool[store]'") from error
    except ArgumentError as error:
        raise UserError(f"`{name}` is no store", "name a file, or postgresql://user@host/database") from error
    except SQLAlchemyError as error:
        said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        hint = next((hint for word, hint in _HINTS if word in said.lower()), "")
        raise UserError(f"the store `{name}` cannot be used: {said}", hint) from error


