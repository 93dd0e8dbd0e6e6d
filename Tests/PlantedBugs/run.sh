#!/usr/bin/env bash
# Plants each bug of this folder in a copy of the sources, and fails unless the history tests find every one.
#
# Usage: run.sh [PATCH ...]; without arguments all patches. A patch begins with what is wrong, and a line
# `Found as: REGEX` that a contradiction in the tests' output must match. Settings: HISTORIES (at most so many per bug,
# 30), TESTS (HistoryFaultTests, or HistorySimulationTests), SEED (of the first one, 1), PLANTED_FOLDER (the copy,
# .build-planted), PATIENCE (seconds per bug, 600).
set -euo pipefail
cd "$(dirname "$0")/../.."
SWIFT=${SWIFT:-swift}
HISTORIES=${HISTORIES:-30}
TESTS=${TESTS:-HistoryFaultTests}
SEED=${SEED:-1}
PATIENCE=${PATIENCE:-600}
copy=${PLANTED_FOLDER:-.build-planted}
patches=("$@")
[ ${#patches[@]} -gt 0 ] || patches=(Tests/PlantedBugs/*.patch)

# The copy keeps its build; files keep their times, so that only what differs is compiled again.
mkdir -p "$copy"
find "$copy/Sources" "$copy/Tests" -name '*.swift' -delete 2>/dev/null || true
tar -cf - Sources/{CCRC32C,CZlib,KafkaProtocol,KafkaTransport,KafkaTLS,KafkaSASL,KafkaClient,KafkaTestBroker} \
    Tests/{CTestSettings,TestSupport,KafkaClientTests} | tar -xf - -C "$copy"
cp -p Tests/PlantedBugs/Package.swift "$copy/Package.swift"

# Builds the copy and runs histories. The output is in $copy/output.
histories() {
    if ! (cd "$copy" && "$SWIFT" build --build-tests) > "$copy/build.log" 2>&1; then
        echo "the copy does not build:"; grep -E 'error:' "$copy/build.log" | head -20; exit 2
    fi
    # The program itself, because ending `swift test` would leave it running.
    MILLRACE_HISTORIES=$HISTORIES MILLRACE_SIMULATIONS=$HISTORIES MILLRACE_SEED=$SEED timeout --kill-after=10 "$PATIENCE" \
        "$copy/.build/debug/millracePackageTests.xctest" --testing-library swift-testing --filter "$TESTS" \
        > "$copy/output" 2>&1
}

missed=0
for patch in "${patches[@]}"; do
    name=$(basename "$patch" .patch)
    expected=$(sed -n 's/^Found as: //p' "$patch")
    [ -n "$expected" ] || { echo "$patch has no line 'Found as: …'"; exit 2; }
    patch -d "$copy" -p1 --quiet --no-backup-if-mismatch < "$patch"
    began=$SECONDS
    status=0
    histories || status=$?
    patch -d "$copy" -p1 --quiet --reverse --no-backup-if-mismatch < "$patch"
    if grep -qE "$expected" "$copy/output"; then
        echo "found   $name: $(grep -oE "$expected\([^)]*\)" "$copy/output" | sort -u | head -1) ($((SECONDS - began)) s)"
    elif [ "$status" -eq 2 ]; then
        exit 2
    else
        echo "MISSED  $name: no line that matches '$expected' in $copy/output.$name (exit status $status)"
        cp "$copy/output" "$copy/output.$name"
        missed=1
    fi
done

# Without a bug nothing is found.
status=0
histories || status=$?
if [ "$status" -ne 0 ]; then
    echo "without a bug the history tests fail (exit status $status): $copy/output"
    exit 1
fi
echo "sound   without a bug: $HISTORIES histories from seed $SEED"
exit "$missed"
