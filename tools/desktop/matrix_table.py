"""What the plugin's tests gave on each version of QGIS, as one table, and the tests that did not pass on all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

PASSED, FAILED, SKIPPED, ABSENT = "passed", "failed", "skipped", "not run"


@dataclass(frozen=True)
class Run:
    """The tests on one version of QGIS.  outcomes: what came of each test, by its name; seconds: of wall clock."""

    qgis: str
    python: str
    seconds: float
    exit_code: int
    outcomes: dict[str, str]

    @property
    def passed_all(self) -> bool:
        """Nothing failed, nothing was passed over, and pytest came to its end."""
        return self.exit_code == 0 and set(self.outcomes.values()) == {PASSED}


def outcomes(path: Path) -> dict[str, str]:
    """What came of each test, from pytest's JUnit file; nothing where it crashed before it wrote one."""
    if not path.exists():
        return {}
    by_test: dict[str, str] = {}
    for case in ElementTree.parse(path).iter("testcase"):
        tags = {child.tag for child in case}
        outcome = FAILED if tags & {"failure", "error"} else SKIPPED if "skipped" in tags else PASSED
        name = "::".join(part for part in (case.get("classname", "").replace(".", "/"), case.get("name", "")) if part)
        if by_test.get(name) != FAILED:
            by_test[name] = outcome
    return by_test


def report(runs: list[Run]) -> str:
    """The table, with a line below it for each test that did not pass on every version."""
    lines = [f"{'QGIS':<10}{'Python':<8}{'passed':>8}{'failed':>8}{'skipped':>8}{'seconds':>9}"]
    for run in runs:
        count = Counter(run.outcomes.values())
        counts = "".join(f"{count[outcome]:>8}" for outcome in (PASSED, FAILED, SKIPPED))
        lines.append(f"{run.qgis:<10}{run.python:<8}{counts}{run.seconds:>9.0f}{ending(run)}")
    for name in sorted({name for run in runs for name in run.outcomes}):
        came = [(run.outcomes.get(name, ABSENT), run.qgis) for run in runs if run.outcomes]
        if {outcome for outcome, _ in came} != {PASSED}:
            lines.append(f"{name}: " + ", ".join(f"{outcome} on {qgis}" for outcome, qgis in came))
    return "\n".join(lines)


def ending(run: Run) -> str:
    """What pytest's exit code says and the counts do not: it crashed, or could not begin."""
    if run.exit_code in (0, 1) and run.outcomes:
        return ""
    return f"  ended with exit code {run.exit_code}" + ("" if run.outcomes else " and without results: see above")
