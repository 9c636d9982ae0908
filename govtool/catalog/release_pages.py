"""The pages of what is reported about versions, lifecycles and releases."""

from collections.abc import Mapping

_FROZEN: Mapping[str, str] = {
    "release-changed": (
        "A file of a release is not what was released.\n\n"
        "A release is a promise: adapters were built and tested against exactly these bytes. The record "
        "`release.json` holds a digest of each file, which finds accidents; and no released file may differ from the "
        "revision that the work started from, which finds the rest.\n\n"
        "Restore the file from the history of the repository. What has to change goes into a new release."
    ),
    "release-missing": (
        "A release, or a file of one, is gone.\n\n"
        "Systems that still run against it cannot look up any more what they rely on. Restore it from the history of "
        "the repository. After its sunset a contract is deleted as a whole: `govtool release NAME@1 --prune`."
    ),
    "release-invalid": (
        "A folder in `releases` is no release.\n\n"
        "Each is named by a version and holds a `release.json` that says so, written by `govtool release`. Restore the "
        "folder from the history of the repository, or move what is no release elsewhere."
    ),
    "release-forked": (
        "Two releases follow the same one.\n\n"
        "Both were made on branches that did not know of each other: neither says what changed against the other, "
        "and the later one may take back what the earlier one gave. Delete the later folder and release again: then it "
        "is compared with the earlier one."
    ),
    "release-gap": (
        "A release does not follow the one below it.\n\n"
        "Its record names another release as the previous one, which is not there or not the next lower version. So "
        "it was compared with something else than what consumers have. Restore the release that is missing, or delete "
        "this one and release again."
    ),
    "release-not-self-contained": (
        "A reference leads to something that a release cannot hold.\n\n"
        "A release can be read alone, without the repository around it: everything that its documents refer to is "
        "embedded in them. Mend the reference that the finding names, or write the part into the document itself."
    ),
    "second-opinion": (
        "Another validator refuses what would be frozen.\n\n"
        "A release stays as it is for ever, so it is also shown to openapi-spec-validator, which shares no code with "
        "govtool. Where the two disagree one of them is wrong: mend the document, or waive this rule with the reason."
    ),
    "version-already-released": (
        "The version is released already, with other content.\n\n"
        "One version has one content, for ever. Raise the version of the manifest and of its documents: by a patch "
        "where only words or facts changed."
    ),
}

_LIFE: Mapping[str, str] = {
    "document-version-differs": (
        "A document says another version than the manifest of its package.\n\n"
        "The documents of a package are released together, under one version: the manifest's. Whoever reads a document "
        "alone relies on its `info.version`. Set both to the same version."
    ),
    "lifecycle-move": (
        "The lifecycle of a contract made a step that it may not make.\n\n"
        "It goes one way: development, beta, active, deprecated, sunset. What was offered as active is not called a "
        "draft again, and no contract ends without having been deprecated. `govtool release NAME@1 --deprecate "
        "--sunset DATE` makes the step with everything that belongs to it."
    ),
    "sunset-moved-earlier": (
        "A sunset was announced, and is now to come earlier.\n\n"
        "Consumers plan their own migration with the date they were given. It may be moved later, never earlier."
    ),
}

RELEASES: Mapping[str, str] = {**_FROZEN, **_LIFE}
