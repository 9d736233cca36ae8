"""The search for misuse over ninety days of 600 officers and half a million looks: what it finds of what was
planted, detector by detector; and, in a week in which nothing was planted, how many alerts an auditor gets."""

import os
import time

from . import report
from ._looks import LAST, Simulated
from ._misuse import plant

EACH = 20
SEEDS = int(os.environ.get("SEEDS") or 3)


def main() -> None:
    from borough.platform.misuse.declared import detectors
    from borough.platform.misuse.rules.facts import Kind
    from borough.platform.misuse.rules.judging import findings, flags_of
    from borough.platform.misuse.rules.window import Window

    quiet, recalls, fired, asked = [], {}, 0, 0
    explained = 0.0
    for seed in range(1, SEEDS + 1):
        sim = Simulated(seed)
        sim.work()
        window = Window(*sim.judged(), last=LAST)
        began = time.process_time()
        flags = flags_of(window, detectors())
        spent = time.process_time() - began
        quiet.append(len(findings(flags, detectors())))
        opened = sum(look.kind is Kind.OPENED for look in window.month)
        explained = 1 - len(window.unexplained) / opened
        plant(sim, EACH)
        window = Window(*sim.judged(), last=LAST)
        found = {(flag.detector, flag.officer) for flag in flags_of(window, detectors())}
        alerted = {finding.officer for finding in findings(flags_of(window, detectors()), detectors())}
        for code, officers in sim.planted.items():
            hits = sum((code, officer) in found and officer in alerted for officer in officers)
            recalls.setdefault(code, []).append(hits / len(officers))
        before = {(flag.detector, flag.officer) for flag in flags}
        fired += sum((c, o) in found - before for c, officers in sim.controls.items() for o in officers)
        asked += sum(map(len, sim.controls.values()))
    report("misuse.alerts_in_a_week_of_600_officers", sum(quiet) / SEEDS, "alerts", 20, "lower")
    report("misuse.share_of_looks_explained", explained, "share", 0.92, "higher")
    report("misuse.controls_that_fire", fired / asked, "share", 0.05, "lower")
    report("misuse.seconds_of_cpu_for_a_week", spent, "s", 60, "lower")
    for code, shares in recalls.items():
        report(f"misuse.recall_{code}", sum(shares) / SEEDS, "share", 0.9, "higher")


if __name__ == "__main__":
    main()
