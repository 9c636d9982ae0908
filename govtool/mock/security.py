"""Who may call: the credentials that an operation asks for, seen but not verified.

A stand-in knows no keys: any that is sent in the right way is a good one. A bearer token that is a JWT is looked into,
so that one without the scopes is refused as the provider would.
"""

from base64 import b64decode, urlsafe_b64decode
from collections.abc import Callable
from typing import Any

from govtool.mock.exchange import Exchange, Headers, Response, Step
from govtool.mock.parameters import cookies
from govtool.mock.problem import Problems
from govtool.model.contract import Credential, Operation
from govtool.model.shape import texts

_JWT_PARTS = 3
_MISSING, _FORBIDDEN, _GOOD = 0, 1, 2
_TOKENS = ("http bearer", "oauth2", "openIdConnect")
See = Callable[[Exchange], int]


def step(operation: Operation, problems: Problems) -> Step | None:
    """Lets in who brings all credentials of any alternative; None where nobody is asked for any.

    401 with a challenge for each scheme (RFC 9110 section 11.6.1), 403 for a token that lacks a scope (RFC 6750, 3.1).
    """
    alternatives = [[_seen(each) for each in sorted(alternative, key=lambda each: (each.kind, each.name))]
                    for alternative in operation.security]
    if not alternatives or any(not alternative for alternative in alternatives):
        return None
    known = {each.kind: each for alternative in operation.security for each in alternative}
    challenges: Headers = tuple((b"www-authenticate", _challenge(known[kind]).encode("latin-1", "replace"))
                                for kind in sorted(known))
    wanted = " ".join(sorted({scope for alternative in operation.security for each in alternative
                              for scope in each.scopes}))
    refusal: Headers = ((b"www-authenticate",
                         f'Bearer error="insufficient_scope", scope="{wanted}"'.encode("latin-1", "replace")),)

    def secured(exchange: Exchange) -> Response | None:
        worst = _MISSING
        for alternative in alternatives:
            outcome = min(see(exchange) for see in alternative)
            if outcome == _GOOD:
                return None
            worst = max(worst, outcome)
        if worst == _FORBIDDEN:
            return problems.answer(exchange.request, 403, f"the token lacks the scope `{wanted}`", headers=refusal)
        names = " or ".join(sorted(known[kind].name or kind for kind in known))
        return problems.answer(exchange.request, 401, f"no credentials for `{names}` were sent", headers=challenges)

    return secured


def _seen(credential: Credential) -> See:
    kind, _, rest = credential.kind.partition(" ")
    if kind == "apiKey":
        place, _, name = rest.partition(" ")
        wanted = name.lower().encode("latin-1", "replace")
        return {
            "header": lambda exchange: _GOOD if exchange.request.headers.get(wanted) else _MISSING,
            "query": lambda exchange: _GOOD if any(exchange.query.get(name, ())) else _MISSING,
            "cookie": lambda exchange: _GOOD if any(cookies(exchange).get(name, ())) else _MISSING,
        }.get(place, lambda _: _GOOD)
    if credential.kind == "http basic":
        return _basic
    if credential.kind.startswith(_TOKENS):
        return lambda exchange: _bearer(exchange, credential.scopes)
    if kind == "http":
        return lambda exchange: _GOOD if _authorization(exchange, rest) else _MISSING
    return lambda _: _GOOD  # a client certificate, or a scheme that cannot be read: nothing of it is in the request


def _authorization(exchange: Exchange, scheme: str) -> str:
    """What follows the scheme in `Authorization`; empty where it is another one."""
    header = exchange.request.headers.get(b"authorization")
    if header is None:
        return ""
    name, _, rest = header.decode("latin-1").partition(" ")
    return rest.strip() if name.lower() == scheme else ""


def _basic(exchange: Exchange) -> int:
    try:
        return _GOOD if b":" in b64decode(_authorization(exchange, "basic"), validate=True) else _MISSING
    except ValueError:
        return _MISSING


def _bearer(exchange: Exchange, scopes: frozenset[str]) -> int:
    token = _authorization(exchange, "bearer")
    if not token:
        return _MISSING
    granted = _granted(token) if scopes else None
    return _FORBIDDEN if granted is not None and not scopes <= granted else _GOOD


def _granted(token: str) -> frozenset[str] | None:
    """The scopes that a JWT says of itself (RFC 8693 section 4.2, and `scp` as Entra writes it); None for any other."""
    import orjson

    parts = token.split(".")
    if len(parts) != _JWT_PARTS:
        return None
    try:
        claims: Any = orjson.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return None
    if not isinstance(claims, dict):
        return None
    found = next((claims[name] for name in ("scope", "scp", "scopes") if name in claims), None)
    if isinstance(found, str):
        return frozenset(found.split())
    return frozenset(texts(found)) if isinstance(found, list) else None


def _challenge(credential: Credential) -> str:
    kind, _, rest = credential.kind.partition(" ")
    if kind == "apiKey":
        place, _, name = rest.partition(" ")
        return f'ApiKey realm="mock", in="{place}", name="{name}"'
    if kind == "http":
        return f'{rest.capitalize()} realm="mock"'
    scope = f', scope="{" ".join(sorted(credential.scopes))}"' if credential.scopes else ""
    return f'Bearer realm="mock"{scope}'
