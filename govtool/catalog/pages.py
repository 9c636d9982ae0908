"""The pages of what the catalog reports: what it means, why it matters, and what to do."""

from collections.abc import Mapping

from govtool.catalog.release_pages import RELEASES

_FILES: Mapping[str, str] = {
    "manifest-invalid": (
        "A `contract.yaml` does not say what a manifest may say.\n\n"
        "The manifest is where owner, criticality and lifecycle of a contract are known from; a misspelt key would be "
        "passed over in silence, and the contract be judged as if it had no owner.\n\n"
        "Mend the key or value that the finding names. `govtool config schema manifest` prints the JSON Schema, which "
        "editors use to complete the file."
    ),
    "behaviour-invalid": (
        "A `behaviour.yaml` does not have its shape, or names what the documents of its package do not define.\n\n"
        "Mocks, tests of illegal transitions and state diagrams are made from it. Its operations, channels, schemas, "
        "properties, states and parameters must be those of the contract; every state that a transition leaves must be "
        "entered by one, and an operation has one result in each state.\n\n"
        "Mend the name, or add what is missing to the contract. `govtool config schema behaviour` prints the JSON "
        "Schema."
    ),
    "adapters-invalid": (
        "`adapters.yaml` does not say what a declaration of systems may say.\n\n"
        "Who is concerned by a change is read from it. Mend the key or value that the finding names; "
        "`govtool config schema adapters` prints the JSON Schema."
    ),
    "adapter-contract-unknown": (
        "A system in `adapters.yaml` provides or consumes a contract that is not in this repository.\n\n"
        "A contract is named with its major version, `production-order@1`. Until the name is right, nobody is told "
        "when that contract changes. `govtool catalog` lists the contracts."
    ),
    "adapter-field-unknown": (
        "A system in `adapters.yaml` declares that it uses a field which the contract does not have.\n\n"
        "Declared fields say whom a change concerns: a system with a misspelt one is never named. Write the name of a "
        "property, a parameter or an Avro field, `components.materialId` for one below another."
    ),
    "waivers-invalid": (
        "A waiver, in `waivers.yaml` or in a comment, cannot be read.\n\n"
        "What cannot be read waives nothing, or more than was meant. In a comment write "
        "`# govtool: ignore[rule-id] reason until=2027-06-30`; for the file `govtool config schema waivers` prints the "
        "JSON Schema."
    ),
}

_WAIVERS: Mapping[str, str] = {
    "waiver-without-reason": (
        "A finding is waived, and nobody says why.\n\n"
        "Whoever meets the waiver later can neither keep nor delete it with a good conscience. Write the reason behind "
        "the comment, or as `reason` in `waivers.yaml`."
    ),
    "waiver-expired": (
        "The last day of a waiver is over: its finding counts again.\n\n"
        "Mend the finding and delete the waiver; where that is not possible yet, have it approved again with a new "
        "`until`."
    ),
    "waiver-unused": (
        "A waiver covers no finding any more.\n\n"
        "What it was for has been mended, or has moved out of its limits. Left standing, it hides the next finding of "
        "the same kind. Delete it. Only a run over the whole repository with every part of the gate reports this."
    ),
    "waiver-too-long": (
        "A waiver holds longer than the settings allow, or has no end.\n\n"
        "`waiver-days` in govtool.toml bounds how far ahead a waiver may end, so that each is looked at again. Set "
        "`until` to a day within that time."
    ),
}

_CONTRACTS: Mapping[str, str] = {
    "contract-removed": (
        "A contract that stood at the baseline is not in the repository any more.\n\n"
        "Everyone who relies on it loses it at once. A contract is deprecated with a sunset date and a successor, and "
        "deleted when that day has come; after its sunset this is only a note. A file that was renamed, or a package "
        "that moved to another folder, is followed and is not removed."
    ),
    "contract-name-taken": (
        "Two packages have the same name and major version.\n\n"
        "A contract is known by both, `production-order@1`: releases, waivers and systems could mean either. Give one "
        "of the two another name; a new major version lives beside the old one under the same name."
    ),
}

PAGES: Mapping[str, str] = {**_FILES, **_WAIVERS, **_CONTRACTS, **RELEASES}
