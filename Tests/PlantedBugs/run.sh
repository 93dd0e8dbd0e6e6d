#!/usr/bin/env bash
# Plants each bug of this folder in a copy of the sources, and fails unless the history tests find every one: those on
# simulated machines, which a seed repeats, or else those with real threads.
#
# Usage: run.sh [PATCH ...]; without arguments all patches. A patch begins with what is wrong, and a line
# `Found as: REGEX` that a contradiction in the tests' output must match. Settings: SIMULATIONS and HISTORIES (so many
# per bug, 60 and 30), TESTS (the suites, in the order in which they run), SEED (of the first history, 1), PLANTED_FOLDER
# (the copy, .build-planted), PATIENCE (seconds per bug and suite, 600).
set -euo pipefail
cd "$(dirname "$0")/../.."
SWIFT=${SWIFT:-swift}
SIMULATIONS=${SIMULATIONS:-60}
HISTORIES=${HISTORIES:-30}
TESTS=${TESTS:-HistorySimulationTests HistoryFaultTests}
SEED=${SEED:-1}
PATIENCE=${PATIENCE:-600}
copy=${PLANTED_FOLDER:-.build-planted}
patches=("$@")
[ ${#patches[@]} -gt 0 ] || patches=(Tests/PlantedBugs/*.patch)

# The copy keeps its build; files keep their times, so that only what differs is compiled again.
mkdir -p "$copy"
find "$copy/Sources" "$copy/Tests" -name '*.swift' -delete 2>/dev/null || true
tar -cf - Sources/{CCRC32C,CZlib,KafkaProtocol,KafkaTransport,KafkaTLS,KafkaSASL,KafkaClient,KafkaTestBroker,\
CTaskJobs,MachineSimulation} \
    Tests/{CTestSettings,TestSupport,KafkaClientTests} | tar -xf - -C "$copy"
cp -p Tests/PlantedBugs/Package.swift "$copy/Package.swift"

build() {
    (cd "$copy" && "$SWIFT" build --build-tests) > "$copy/build.log" 2>&1 && return
    echo "the copy does not build:"
    grep -E 'error:' "$copy/build.log" | head -20
    exit 2
}

# Runs the histories of a suite until one has found what matches $2, if it is given. The output is in $copy/output.
histories() {
    # The program itself, because ending `swift test` would leave it running.
    SWIFT_DETERMINISTIC_HASHING=1 MILLRACE_HISTORIES=$HISTORIES MILLRACE_SIMULATIONS=$SIMULATIONS MILLRACE_SEED=$SEED \
        timeout --kill-after=10 "$PATIENCE" "$copy/.build/debug/millracePackageTests.xctest" \
        --testing-library swift-testing --filter "$1/faultsLoseRepeatAndReorderNothing" > "$copy/output" 2>&1 &
    local program=$!
    # A bug that leaves records out makes some histories endless: others tell sooner.
    while [ $# -gt 1 ] && kill -0 "$program" 2>/dev/null; do
        if grep -qE "$2" "$copy/output"; then kill "$program" 2>/dev/null || true; fi
        sleep 1
    done
    wait "$program"
}

# Runs the suites until one finds what matches $2; says by which one, or that none did.
find_bug() {
    local suite status
    for suite in $TESTS; do
        status=0
        histories "$suite" "$2" || status=$?
        if grep -qE "$2" "$copy/output"; then
            echo "found   $1: $(grep -oE "$2\([^)]*\)" "$copy/output" | sort -u | head -1) by $suite ($((SECONDS - began)) s)"
            return
        fi
        cp "$copy/output" "$copy/output.$1.$suite"
        echo "        $1: no line that matches '$2' in $copy/output.$1.$suite (exit status $status)"
    done
    echo "MISSED  $1"
    missed=1
}

missed=0
for patch in "${patches[@]}"; do
    name=$(basename "$patch" .patch)
    expected=$(sed -n 's/^Found as: //p' "$patch")
    [ -n "$expected" ] || { echo "$patch has no line 'Found as: …'"; exit 2; }
    began=$SECONDS
    patch -d "$copy" -p1 --quiet --no-backup-if-mismatch < "$patch"
    build
    find_bug "$name" "$expected"
    patch -d "$copy" -p1 --quiet --reverse --no-backup-if-mismatch < "$patch"
done

# Without a bug nothing is found.
build
for suite in $TESTS; do
    status=0
    histories "$suite" || status=$?
    if [ "$status" -ne 0 ]; then
        echo "without a bug $suite fails (exit status $status): $copy/output"
        exit 1
    fi
    echo "sound   without a bug: $suite from seed $SEED"
done
exit "$missed"
