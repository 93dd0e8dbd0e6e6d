#!/usr/bin/env bash
# Millrace
# SPDX-License-Identifier: Apache-2.0
#
# Builds the fuzz targets with libFuzzer and the address sanitizer, replays every input in FailCases, and runs each target
# for a bounded time. Prints a table at the end. Fails if any target crashed; the crashing input is then in FailCases.
#
#   Fuzz/run.sh [--seconds N | --runs N] [--build-only | --replay-only] [target…]     all targets if none is named
set -euo pipefail
cd "$(dirname "$0")"

limit=(-max_total_time=20)
only=
targets=()
while [ $# -gt 0 ]; do
    case "$1" in
        --seconds) limit=(-max_total_time="$2"); shift ;;
        --runs) limit=(-runs="$2"); shift ;;
        --build-only | --replay-only) only="$1" ;;
        *) targets+=("$1") ;;
    esac
    shift
done

# Longer inputs are slow and find nothing new; longer seeds are left out.
MAX_BYTES=4096
# No leak check, because it pauses the program after every input that leaves something in a cache; the memory limit finds leaks.
# No stack per allocation, because that takes a tenth of the time; running the crashing input again records it.
export ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=8:malloc_context_size=0
# Swift's own crash report would run inside the crashed program, for a long time.
export SWIFT_BACKTRACE=enable=no
# Limits: 10 s per input, 64 MiB per allocation, 2 GiB for the program.
options=(-timeout=10 -malloc_limit_mb=64 -rss_limit_mb=2048 -max_len="$MAX_BYTES" -print_final_stats=1 -print_funcs=0)
fuzzer=.build/release/millrace-fuzz

# The compiler uses only the last of several -sanitize options, so one option names both sanitizers. Address checks are function
# calls, because inline checks triple the number of edges, and with it the time to build and to read the counters.
${SWIFT:-swift} build -c release --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=address \
    -Xswiftc -Xllvm -Xswiftc -asan-instrumentation-with-call-threshold=0 -Xswiftc -enable-testing --product millrace-fuzz
[ "$only" != --build-only ] || exit 0
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(FUZZ_TARGET=list "$fuzzer")
rm -rf .build/seeds
"${PYTHON:-python3}" make-seeds.py .build/seeds "$MAX_BYTES"

log=.build/fuzz.log
rows=()
failed=()
for target in "${targets[@]}"; do
    export FUZZ_TARGET="$target"
    mkdir -p ".build/corpus/$target" ".build/seeds/$target" "FailCases/$target"
    cases=("FailCases/$target"/*)
    if [ -e "${cases[0]}" ]; then
        echo "== $target: replaying ${#cases[@]} inputs"
        if ! "$fuzzer" "${options[@]}" "${cases[@]}" >"$log" 2>&1; then
            tail -n 40 "$log"
            failed+=("$target (replay)")
        fi
    fi
    [ "$only" != --replay-only ] || continue
    echo "== $target: fuzzing (${limit[*]})"
    if ! "$fuzzer" "${options[@]}" "${limit[@]}" -artifact_prefix="FailCases/$target/" \
        ".build/corpus/$target" ".build/seeds/$target" >"$log" 2>&1; then
        tail -n 60 "$log"
        failed+=("$target")
    fi
    cp "$log" ".build/corpus/$target.log"
    number() { sed -n "s/^stat::$1: *//p" "$log"; }
    coverage() { sed -n "s/.*$1.* cov: \([0-9]*\).*/\1/p" "$log" | tail -n 1; }
    rows+=("$target|$(number number_of_executed_units)|$(number average_exec_per_sec)|$(coverage INITED)|$(coverage '#')")
    find "FailCases/$target" -maxdepth 0 -empty -delete
done

if [ ${#rows[@]} -gt 0 ]; then
    printf '%-14s %12s %10s %22s %10s\n' target executions exec/s 'edges from the corpus' 'edges now'
    for row in "${rows[@]}"; do
        IFS='|' read -r name executions rate before after <<<"$row"
        printf '%-14s %12s %10s %22s %10s\n' "$name" "${executions:--}" "${rate:--}" "${before:--}" "${after:--}"
    done
fi
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
