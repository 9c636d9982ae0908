"""How a value travels as text: what a parameter, header or cookie is read from."""

from dataclasses import dataclass
from typing import Final

FORM: Final = "form"


@dataclass(frozen=True, slots=True)
class Wire:
    """A place where values are text, and how values are written there (OpenAPI 3.1.1 section 4.8.12)."""

    location: str
    """`path`, `query`, `querystring`, `header`, `cookie`, or `form` for the body of a form."""
    style: str = ""
    explode: bool = False
    required: bool = False
    """A default does nothing where a value must be sent."""
