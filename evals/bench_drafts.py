"""Benchmarks of drafting, in CPU time, so that a busy machine does not spoil them: a draft, an outline, a packet."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.domain import dump_applicant, parse_applicant, read_applicant
from assistant.drafting import KINDS, build_packet, draft, outline, packet_zip

EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "internal_medicine.yaml"
TODAY = date(2027, 7, 21)


def _cpu(work: Callable[[], object], times: int) -> tuple[float, float]:
    """CPU seconds of the first run and the least of the others."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return spent[0], min(spent[1:])


def main() -> None:
    """Print every figure."""
    applicant = read_applicant(EXAMPLE, TODAY)
    for kind in KINDS:
        if kind == "gracious-decline":  # the writer of the example is willing
            continue
        first, least = _cpu(lambda kind=kind: draft(kind, applicant, "smith", TODAY), 50)  # type: ignore[misc]
        print(f"{kind}: first {first * 1000:.1f} ms, least {least * 1000:.1f} ms (bar 20)")
    kinds = ("cases", "feedback", "presentations")
    notes = {name: [f"{number} {'word ' * 900}" for number in range(20)] for name in kinds}
    case = dump_applicant(applicant)
    case["letters"] = [{**letter, "notes": notes} for letter in case["letters"]]
    long = parse_applicant(case, today=TODAY)
    first, least = _cpu(lambda: draft("request", long, "smith", TODAY), 20)
    print(f"request, notes of {20 * 900 * 3} words: first {first * 1000:.1f} ms, least {least * 1000:.1f} ms (bar 20)")
    first, least = _cpu(lambda: outline(applicant, "smith", TODAY), 50)
    print(f"outline: first {first * 1000:.1f} ms, least {least * 1000:.1f} ms (bar 20)")
    first, least = _cpu(lambda: packet_zip(build_packet(applicant, "smith", TODAY), TODAY), 5)
    print(f"packet: first {first:.2f} s, least {least:.2f} s (bar 1.5)")


if __name__ == "__main__":
    main()
