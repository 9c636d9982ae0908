"""The log in a file and in a real PostgreSQL: many writers, a writer that dies, and stores that cannot be used."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import postgres

from govtool.errors import UserError
from govtool.store.database import VERSION, opened
from govtool.store.log import Entry, entries_of
from govtool.store.records import Built, Known

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["file", "server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return str(tmp_path / "store.db")
    import psycopg

    address: str = request.getfixturevalue("server")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS govtool_log, govtool_store")
    return address


def versions(*numbers: int, app: str = "mes") -> list[Entry]:
    return entries_of([Built(app=app, version=str(number)) for number in numbers], NOW)


def test_what_was_added_comes_back_in_order(url: str) -> None:
    later = entries_of([Known(app="mes")], datetime(2027, 1, 1, tzinfo=UTC))
    with opened(url) as store:
        assert store.add(later) == 1
        assert store.add(versions(1, 2)) == 2
        assert store.entries() == [*versions(1, 2), *later]


def test_what_is_there_is_not_added_again(url: str) -> None:
    with opened(url) as store:
        store.add(versions(1, 2))
        assert store.add(versions(1, 2, 3)) == 1
        assert store.entries() == versions(1, 2, 3)


def test_a_store_without_a_log_is_empty(url: str) -> None:
    with opened(url) as store:
        assert store.entries() == []


def test_old_records_of_a_kind_are_forgotten(url: str) -> None:
    with opened(url) as store:
        store.add(versions(1))
        store.add(entries_of([Known(app="mes"), Built(app="mes", version="2")], datetime(2027, 1, 1, tzinfo=UTC)))
        assert store.forget("version", "2026-12-31") == 1
        assert [entry.record for entry in store.entries()] == [Known(app="mes"), Built(app="mes", version="2")]


WRITER = """
    import os, sys
    from datetime import UTC, datetime
    from govtool.store.database import opened
    from govtool.store.log import entries_of
    from govtool.store.records import Built

    url, app, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
    for time in range(times):
        with opened(url) as store:
            store.add(entries_of([Built(app=app, version=f"{time}.{part}") for part in range(5)], datetime.now(UTC)))
"""


def writer(url: str, app: str, times: int, code: str = WRITER) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), url, app, str(times)],
                            stderr=subprocess.PIPE)


def test_eight_writers_at_once_lose_nothing(url: str) -> None:
    writers = [writer(url, f"app{number}", 4) for number in range(8)]
    for one in writers:
        _, said = one.communicate(timeout=120)
        assert one.returncode == 0, said.decode()
    with opened(url) as store:
        records = [entry.record for entry in store.entries()]
    expected = {(f"app{number}", f"{time}.{part}") for number in range(8) for time in range(4) for part in range(5)}
    assert {(one.app, one.version) for one in records if isinstance(one, Built)} == expected
    assert len(records) == len(expected)


DYING = """
    import os, signal, sys
    from datetime import UTC, datetime
    from sqlalchemy import event
    from sqlalchemy.engine import Engine
    from govtool.store.database import opened
    from govtool.store.log import entries_of
    from govtool.store.records import Built

    url, app, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
    seen = 0

    @event.listens_for(Engine, "after_cursor_execute")
    def die(connection, cursor, statement, *others):
        global seen
        seen += statement.startswith("INSERT INTO govtool_log")
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(url) as store:
        store.add(entries_of([Built(app=app, version=str(part)) for part in range(10)], datetime.now(UTC)))
"""


@pytest.mark.parametrize("last", [1, 5, 10])
def test_a_writer_that_is_killed_leaves_all_or_nothing(url: str, last: int) -> None:
    with opened(url) as store:
        store.add(versions(1, 2))
    dying = writer(url, "dying", last, DYING)
    dying.communicate(timeout=60)
    assert dying.returncode == -signal.SIGKILL
    with opened(url) as store:
        assert store.entries() == versions(1, 2)
        assert store.add(versions(3, app="next")) == 1


def test_a_store_of_a_newer_release_is_refused(url: str) -> None:
    from sqlalchemy import text

    with opened(url) as store:
        store.add(versions(1))
        with store._writing() as connection:
            connection.execute(text("INSERT INTO govtool_store VALUES (:version)"), {"version": VERSION + 1})
        for act in (store.entries, lambda: store.add(versions(2))):
            with pytest.raises(UserError, match="newer govtool"):
                act()


def test_a_file_that_another_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govtool.store.database._PATIENCE", 0.1)
    path = str(tmp_path / "store.db")
    with opened(path) as store:
        store.add(versions(1))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with opened(path) as store, pytest.raises(UserError, match="locked") as told:
        store.add(versions(2))
    holder.close()
    assert "try again" in told.value.hint


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Not root, who may write to everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_written_can_be_read(request: pytest.FixtureRequest) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "store.db"
        with opened(str(path)) as store:
            store.add(versions(1))
            path.chmod(0o444)
            Path(folder).chmod(0o555)
            request.getfixturevalue("unprivileged")
            assert store.entries() == versions(1)
            with pytest.raises(UserError, match="readonly") as told:
                store.add(versions(2))
            assert "writable" in told.value.hint
        if os.getuid() == 0:
            os.seteuid(0)
        Path(folder).chmod(0o755)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with opened(str(path)) as store:
        store.add(versions(*range(200)))
    text = bytearray(path.read_bytes())
    text[4096:] = b"\xff" * (len(text) - 4096)
    path.write_bytes(text)
    with opened(str(path)) as store, pytest.raises(UserError) as told:
        store.entries()
    assert "store.db" in told.value.message
    assert told.value.hint


@pytest.mark.parametrize(("given", "words"), [
    ("missing/store.db", "no folder"), ("mysql://root@localhost/x", "is no store"), ("wat://", "is no store"),
    ("postgresql://user:secret@127.0.0.1:1/x", "cannot be used"), ("postgresql://user:secret@[", "cannot be used"),
])
def test_a_store_that_cannot_be_is_told_without_secrets(
    given: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=words) as told, opened(given) as store:
        store.add(versions(1))
    assert "secret" not in told.value.message + told.value.hint
    assert told.value.hint


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("this is not a database, it only looks like a file that is long enough to be one\n" * 20)
    with opened(str(path)) as store, pytest.raises(UserError, match="not a database"):
        store.entries()
    assert path.read_text().startswith("this is not a database")
