"""The paths of levels and modes, for the registry and for one subject."""

from govtool.registry.request import Answer, Request
from govtool.registry.settings import GLOBAL
from govtool.registry.state import Registry


def _config(registry: Registry, request: Request) -> Answer:
    return Answer(dict(registry.settings.config(request.subject, or_global=request.asks("defaultToGlobal"))))


def _configure(registry: Registry, request: Request) -> Answer:
    wanted = request.json()
    registry.settings.configure(request.subject, wanted)
    return Answer(wanted)


def _unconfigure(registry: Registry, request: Request) -> Answer:
    return Answer(dict(registry.settings.unconfigure(request.subject)))


def _mode(registry: Registry, request: Request) -> Answer:
    return Answer({"mode": registry.settings.mode(request.subject, or_global=request.asks("defaultToGlobal"))})


def _set_mode(registry: Registry, request: Request) -> Answer:
    there = registry.names(deleted=True)
    is_empty = not there if request.subject == GLOBAL else request.subject not in there
    may_import = is_empty or request.asks("force")
    return Answer({"mode": registry.settings.set_mode(request.subject, request.json().get("mode"),
                                                      may_import=may_import)})


def _unset_mode(registry: Registry, request: Request) -> Answer:
    return Answer({"mode": registry.settings.unset_mode(request.subject)})


CONFIG = {"GET": _config, "PUT": _configure, "DELETE": _unconfigure}
MODE = {"GET": _mode, "PUT": _set_mode, "DELETE": _unset_mode}
