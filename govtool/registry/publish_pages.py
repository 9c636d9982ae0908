"""The pages of what `publish` finds: what it means, why it matters, and what to do."""

from collections.abc import Mapping

PAGES: Mapping[str, str] = {
    "registry-incompatible": (
        "A registry refuses a schema, as it is not compatible with the versions that it has.\n\n"
        "The compatibility level of the subject says which versions must understand each other; `publish` sets it to "
        "the `compatibilityMode` of the contract (`govtool explain policy.mode`). Where the releases go well with each "
        "other, the registry has a version that is not one of them, or judges in another way; its reason stands "
        "with the finding.\n\n"
        "Register what the registry has as a release of the contract, or publish the change under a new major version, "
        "which is another subject."
    ),
    "registry-refused": (
        "A registry does not take a schema, a compatibility level, or anything.\n\n"
        "It is in a mode that is only read, or it cannot read the schema. "
        "Nothing of this subject was written after that. Mend what the reason names, and run `publish` again: it goes "
        "on where it stopped."
    ),
    "registry-version-unknown": (
        "A registry has a version of a schema that no release of the contract has.\n\n"
        "Somebody registered it by another way, often an application that registers what it sends. Consumers may "
        "receive data that no contract describes. `publish` leaves it alone.\n\n"
        "Release what it holds, or take it out of the registry; and let applications register nothing "
        "(`auto.register.schemas=false`)."
    ),
    "registry-release-skipped": (
        "A release was never registered, and a later one is.\n\n"
        "A registry appends: registered now, the older schema would become the latest there, and clients that use the "
        "latest would begin to write by it. So it is left out. Data that was written by it elsewhere is not read by "
        "the registry's clients."
    ),
    "registry-order-differs": (
        "The latest version in a registry is an older release of the contract.\n\n"
        "The releases were registered in another order. Clients that use the latest version use an old schema. "
        "A registry cannot be put in order: release a further version, which will be the latest in both."
    ),
}
