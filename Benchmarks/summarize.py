#!/usr/bin/env python3
# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Prints medians of the results of run.sh, and each program's CPU time relative to the first program of its case.

Every input line is `case program name=value …`.
"""
import collections
import statistics
import sys

SHOWN = {
    "records-per-s": ("M records/s", 1e6),
    "lines-per-s": ("k lines/s", 1e3),
    "cpu-s-per-million": ("CPU s per M", 1),
    "cpu-s-per-GB": ("CPU s per GB", 1),
    "cpu-s": ("CPU s", 1),
    "transactions-per-s": ("transactions/s", 1),
    "cpu-ms-per-transaction": ("CPU ms per transaction", 1),
    "peak-MiB": ("peak MiB", 1),
}
COSTS = ("cpu-s-per-million", "cpu-ms-per-transaction", "cpu-s")
PRECISION = {
    "transactions/s": 0,
    "CPU ms per transaction": 3,
    "M records/s": 2,
    "k lines/s": 0,
    "CPU s per M": 3,
    "CPU s per GB": 3,
    "CPU s": 2,
    "peak MiB": 1,
}


def main():
    cases = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(list)))
    for line in sys.stdin:
        case, program, *fields = line.split()
        for field in fields:
            name, _, value = field.partition("=")
            if name in SHOWN:
                cases[case][program][name].append(float(value))
    for case, programs in cases.items():
        names = [name for name in SHOWN if any(name in fields for fields in programs.values())]
        print(f"\n### {case}\n")
        print("| program | runs | " + " | ".join(SHOWN[name][0] for name in names) + " | CPU, relative |")
        print("|---|---|" + "---|" * (len(names) + 1))
        first = next(iter(programs.values()))
        cost = next(name for name in COSTS if name in first)
        base = first[cost]
        for program, fields in programs.items():
            cells = [cell(fields.get(name), *SHOWN[name]) for name in names]
            cpu = fields[cost]
            ratio = statistics.median(cpu) / statistics.median(base)
            print(f"| {program} | {len(cpu)} | " + " | ".join(cells) + f" | {ratio:.2f} |")


def cell(values, title, unit):
    """Median (smallest–largest)."""
    if not values:
        return "–"
    digits = PRECISION[title]
    middle, low, high = (f(values) / unit for f in (statistics.median, min, max))
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


main()
