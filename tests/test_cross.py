"""Every example document against every rule: one snapshot of all hits, so that an accidental one elsewhere is seen.

After a change that is meant, `GOVTOOL_SNAPSHOT=write pytest tests/test_cross.py` writes the snapshot anew; its
difference is read like code.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from rule_examples import example, judged

from govtool.finding import INTERNAL_ERROR
from govtool.lint import rulesets

SNAPSHOT = Path(__file__).parent / "cross.snapshot.txt"


def hits() -> dict[str, Counter[str]]:
    """How often each rule finds fault with each example."""
    rules = rulesets.known()
    examples = [example(rules[id_], title) for id_ in sorted(rules) for title in ("Bad", "Good")]
    return {shown.name: Counter(finding.rule for finding in judged(shown, list(rules.values()))) for shown in examples}


def told(found: Mapping[str, Counter[str]]) -> Iterator[str]:
    """A line for each example; what more than half of them leave out is told once, with its total."""
    spread = Counter(rule for counts in found.values() for rule in counts)
    usual = {rule for rule, examples in spread.items() if examples * 2 > len(found)}
    total = sum((Counter(counts) for counts in found.values()), Counter[str]())
    yield f"# nearly everywhere: {words({rule: total[rule] for rule in usual})}"
    for name, counts in found.items():
        yield f"{name}: {words({rule: count for rule, count in counts.items() if rule not in usual})}".rstrip()


def words(counts: Mapping[str, int]) -> str:
    return " ".join(rule if count == 1 else f"{rule}*{count}" for rule, count in sorted(counts.items()))


def test_every_example_is_found_fault_with_by_the_rules_that_it_was_before() -> None:
    found = hits()
    assert [name for name, counts in found.items() if INTERNAL_ERROR in counts] == []
    lines = list(told(found))
    if os.environ.get("GOVTOOL_SNAPSHOT") == "write":
        SNAPSHOT.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == SNAPSHOT.read_text("utf-8").splitlines()
