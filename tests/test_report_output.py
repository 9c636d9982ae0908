"""Which outputs are chosen from the environment, and files that are whole or untouched."""

import os
import stat
from pathlib import Path
from typing import TextIO

import pytest

from govtool.errors import UserError
from govtool.finding import Finding, Location, Report
from govtool.report import render
from govtool.report.choose import Output, automatic, colored, parse_output
from govtool.report.write import write

REPORT = Report("check", (Finding("r", "m ö", Location("a.yaml")),))


@pytest.mark.parametrize(("environ", "chosen"), [
    ({}, ["text"]),
    ({"GITLAB_CI": "true", "CI": "true"}, ["text"]),
    ({"GITHUB_ACTIONS": "false", "GITHUB_STEP_SUMMARY": "/s"}, ["text"]),
    ({"GITHUB_ACTIONS": "true"}, ["text", "github"]),
    ({"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "/s"}, ["text", "github", "markdown"]),
])
def test_auto_writes_what_the_place_can_show(environ: dict[str, str], chosen: list[str]) -> None:
    assert [output.format for output in automatic(environ)] == chosen


def test_the_summary_of_a_step_is_added_to() -> None:
    summary = automatic({"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "/s"})[-1]
    assert summary == Output("markdown", "/s", append=True)


@pytest.mark.parametrize(("flag", "environ", "isatty", "colour"), [
    (True, {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
    (False, {"FORCE_COLOR": "1"}, True, False),
    (None, {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb"}, False, True),
    (None, {"FORCE_COLOR": "0"}, True, False),
    (None, {"FORCE_COLOR": "", "NO_COLOR": "1"}, True, False),
    (None, {"NO_COLOR": ""}, True, True),
    (None, {"TERM": "dumb"}, True, False),
    (None, {"TERM": "xterm"}, True, True),
    (None, {}, False, False),
])
def test_colour_is_decided_in_order(flag: bool | None, environ: dict[str, str], isatty: bool, colour: bool) -> None:  # noqa: FBT001 - cases of a table
    assert colored(flag, environ, isatty=isatty) is colour


def test_an_output_is_a_format_and_a_file() -> None:
    assert parse_output("sarif=out/a=b.sarif") == Output("sarif", "out/a=b.sarif")


@pytest.mark.parametrize(("given", "message", "hint"), [
    ("report.json", "`report.json` names no file", "write FORMAT=FILE, such as sarif=report.sarif"),
    ("json=", "`json=` names no file", "write FORMAT=FILE, such as sarif=report.sarif"),
    ("jsn=a", "there is no format `jsn`", "did you mean `json`?"),
])
def test_any_other_output_is_refused(given: str, message: str, hint: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_output(given)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    write(REPORT, Output("concise", str(target)))
    assert target.read_bytes() == "a.yaml: error[r] m ö\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write(REPORT, Output("json", str(tmp_path / "report")))
    (tmp_path / "other").touch()
    assert (tmp_path / "report").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write(REPORT, Output("concise", str(tmp_path / "link")))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text("utf-8").startswith("a.yaml")


def test_output_can_be_added_to_a_file(tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    summary.write_text("before\n")
    write(REPORT, Output("concise", str(summary), append=True))
    assert summary.read_text("utf-8") == "before\na.yaml: error[r] m ö\n"


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(REPORT, Output("concise", str(pipe)))
        assert os.read(reader, 100) == "a.yaml: error[r] m ö\n".encode()
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_failing_rename_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UserError, match=r"cannot write .*report`: No space left on device"):
        write(REPORT, Output("json", str(target)))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_crash_in_the_middle_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report"
    target.write_text("old")

    def crash(report: Report, format: str, out: TextIO, *, width: int) -> None:  # noqa: A002 - as in `render`
        render(report, format, out, width=width)
        raise KeyboardInterrupt

    monkeypatch.setattr("govtool.report.write.render", crash)
    with pytest.raises(KeyboardInterrupt):
        write(REPORT, Output("json", str(target)))
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_the_callers_matter(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file or directory"):
        write(REPORT, Output("json", str(tmp_path / "no" / "report")))
