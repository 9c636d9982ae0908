"""What a registry knows in a file: the whole of it, written aside and put in place at once."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from govtool.errors import UserError
from govtool.registry.refusal import Refusal
from govtool.registry.schema import schema_from
from govtool.registry.state import Registry, Version

_FORMAT: Final = 1
_MARK: Final = "govtoolRegistry"


class Store:
    """One file, of which one server is the only writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: bytes | None = None
        """What stands in the file as far as is known here; None for no file."""

    def load(self) -> Registry:
        """The registry of the file, an empty one where there is none; UserError for a file that is another one."""
        registry, hint = Registry(), "name another file with `--store`"
        self._last = self._text()
        if self._last is None:
            return registry
        try:
            data = json.loads(self._last)
            if data[_MARK] != _FORMAT:
                raise UserError(f"`{self.path}` is of format {data[_MARK]}, this program reads {_FORMAT}", hint)
            _fill(registry, data)
        except (LookupError, TypeError, ValueError, AttributeError, RecursionError, Refusal) as error:
            raise UserError(f"`{self.path}` is no store of a registry", hint) from error
        return registry

    def save(self, registry: Registry) -> None:
        """Write the registry; whoever is killed meanwhile leaves the file as it was.

        OSError where it cannot be written, or where another program wrote it: its changes would be lost.
        """
        if self._text() != self._last:
            raise OSError(f"`{self.path}` was changed by another program")
        text = json.dumps(_data(registry), ensure_ascii=True, indent=1).encode("ascii")
        handle, aside = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(self.path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
        self._last = text
        _sync_folder(self.path.parent)

    def _text(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UserError(f"`{self.path}` cannot be read: {error.strerror}", "check its permissions") from error


def _data(registry: Registry) -> dict[str, Any]:
    return {
        _MARK: _FORMAT,
        "configs": registry.settings.configs,
        "modes": registry.settings.modes,
        "schemas": [{"id": id_, **schema.as_json()} for id_, schema in sorted(registry.schemas.items())],
        "versions": [{"subject": one.subject, "version": one.number, "id": one.id, "deleted": one.deleted}
                     for one in registry.everything(deleted=True)],
    }


def _fill(registry: Registry, data: dict[str, Any]) -> None:
    registry.settings.configs.update(data["configs"])
    registry.settings.modes.update(data["modes"])
    for one in data["schemas"]:
        registry.keep(int(one["id"]), schema_from(one))
    for one in data["versions"]:
        version = Version(str(one["subject"]), int(one["version"]), int(one["id"]), bool(one["deleted"]))
        registry.schema(version.id)
        registry.subjects.setdefault(version.subject, {})[version.number] = version


def _sync_folder(folder: Path) -> None:
    """Let the new name survive a loss of power, where folders can be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
