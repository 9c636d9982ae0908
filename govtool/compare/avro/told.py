"""Clashes and hazards as changes: one record with what registries say, what happens on the wire, and the proof."""

from collections.abc import Iterable, Iterator

from govtool.compare.avro.clash import Clash, Resolution
from govtool.compare.avro.modes import Against, Arrow
from govtool.compare.avro.registry import PROFILES, registry_accepts
from govtool.compare.avro.witness import Proof, has_decoder, prove
from govtool.finding import Bump, Change, Confidence, Effect, Location, Verdict
from govtool.model.avro.fingerprints import doc, wire
from govtool.model.avro.types import Type

_OTHER_VALUE = frozenset({"avro-decimal-changed", "avro-time-unit-changed"})
"""Hazards for which nearly all data is read as other data, so that they break."""

_MOST_PROVEN = 100
"""Clashes that are different ones and proven; what is the same at another place has the same proof."""


def changes(new: Type, old: Type, against: Against, version: str) -> Iterator[Change]:
    """Every clash and hazard between a new version and an old one; `version` is the old one's name."""
    backward = against.arrow == "backward"
    reader, writer = (new, old) if backward else (old, new)
    registries = _registries(reader, writer)
    proofs: dict[tuple[str, ...], Proof | None] = {}
    for clash in (*against.resolution.clashes, *against.resolution.hazards):
        same = (clash.id, clash.reader_field, wire(clash.reader), wire(clash.writer))
        if same not in proofs and len(proofs) < _MOST_PROVEN:
            proofs[same] = prove(clash, reader, writer)
        proof = proofs.get(same)
        verdict, confidence, why = _judged(clash, proof)
        reads, writes = _place(clash), clash.writer.at
        yield Change(
            clash.id, clash.message, reads if backward else writes, writes if backward else reads,
            Effect.DIFFERENT if clash.is_hazard else Effect.NARROWER, verdict, confidence,
            Bump.MAJOR if verdict is Verdict.BREAKING else Bump.MINOR,
            f"{why}; {_on_the_wire(against.resolution, against.arrow)}; {registries}",
            witness=proof.as_witness() if proof else None, against=version, subject=_way(clash),
        )


def bump(new: Type, old: Type, found: Iterable[Change] = ()) -> Bump:
    """The version step that a new version needs: none if it says the same, a patch if readers cannot tell."""
    if doc(new) == doc(old):
        return Bump.NONE
    if wire(new) == wire(old):
        return Bump.PATCH
    return max((change.bump for change in found), default=Bump.MINOR)


def _judged(clash: Clash, proof: Proof | None) -> tuple[Verdict, Confidence, str]:
    if clash.runtimes:
        return Verdict.BREAKING, Confidence.POLICY, f"only readers in {' and '.join(clash.runtimes)} fail"
    if proof and (not clash.is_hazard or clash.id in _OTHER_VALUE):
        return Verdict.BREAKING, Confidence.CERTAIN, f"a datum {proof.outcome}"
    if not has_decoder() and (not clash.is_hazard or clash.id in _OTHER_VALUE):
        return Verdict.POSSIBLE, Confidence.POSSIBLE, "no decoder is there to show it: `pip install 'govtool[events]'`"
    if clash.is_hazard:
        return Verdict.POSSIBLE, Confidence.POSSIBLE, "no reader reports it, and it depends on what the data means"
    return Verdict.POSSIBLE, Confidence.POSSIBLE, "no datum was found that shows it"


def _on_the_wire(resolution: Resolution, arrow: Arrow) -> str:
    whose = "old data" if arrow == "backward" else "new data, by old readers"
    return f"of {whose}, {_MUCH[resolution.verdict]} can be read"


_MUCH = {"full": "everything", "partial": "a part", "none": "nothing"}


def _registries(reader: Type, writer: Type) -> str:
    answers = {name: registry_accepts(reader, writer, profile) for name, profile in PROFILES.items()}
    said = {accepts: [name for name, answer in answers.items() if answer is accepts] for accepts in (True, False)}
    words = {True: "accept it", False: "refuse it"}
    return ", ".join(f"{' and '.join(names)} {words[accepts]}" for accepts, names in said.items() if names)


def _place(clash: Clash) -> Location:
    """Where it stands on the reader's side: the field, if it is about one."""
    for field in clash.reader.fields:
        if field.name == clash.reader_field:
            return Location(clash.reader.document, field.pointer)
    return clash.reader.at


def _way(clash: Clash) -> str:
    """A name for the place that survives edits: the way through data, then the field."""
    parts = [str(name) for kind, name in clash.way if kind in {"field", "symbol"}]
    return ".".join([*parts, *([clash.reader_field] if clash.reader_field else [])])
