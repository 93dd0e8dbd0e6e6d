#!/usr/bin/env bash
# Builds the examples and runs each one: the programs against a broker of their own, the test by itself.
set -euo pipefail
cd "$(dirname "$0")"
SWIFT=${SWIFT:-swift}

# As `make test` builds it, so that nothing is compiled twice.
"$SWIFT" build --package-path .. --product millrace --enable-all-traits
"$SWIFT" build
"$SWIFT" test

folder=$(mktemp -d)
broker=
job=
totals=
server_job=
finish() {
    [ -z "$totals" ] || kill "$totals" 2>/dev/null || true
    [ -z "$server_job" ] || kill "$server_job" 2>/dev/null || true
    [ -z "$job" ] || kill "$job" 2>/dev/null || true
    [ -z "$broker" ] || kill "$broker" 2>/dev/null || true
    wait
    rm -rf "$folder"
}
trap finish EXIT

# Waits until a file has a line that matches; a broken program ends the wait after two minutes.
await() {
    local file=$1 pattern=$2
    for _ in $(seq 1 1200); do
        if grep -qE "$pattern" "$file"; then return; fi
        sleep 0.1
    done
    echo "no line that matches '$pattern' in:"; cat "$file"; exit 1
}

# Waits until a line is among the committed records of the topic `totals`; two minutes at most.
await_total() {
    for _ in $(seq 1 600); do
        "$millrace" consume -b "$server" -X isolation.level=read_committed -t totals -e -f '%k=%s\n' \
            > "$folder/totals" 2> "$folder/totals-errors" || true
        if grep -qx "$1" "$folder/totals"; then return; fi
        sleep 0.2
    done
    echo "no total $1 in:"; cat "$folder/totals" "$folder"/totals-*; exit 1
}

touch "$folder/broker"
millrace="$("$SWIFT" build --package-path .. --show-bin-path)/millrace"
"$millrace" broker --port 0 --topics lines:2,shouted:1,totals:1 > "$folder/broker" 2>&1 &
broker=$!
await "$folder/broker" 'localhost:[0-9]+|127\.0\.0\.1:[0-9]+'
server=$(grep -oE '(localhost|127\.0\.0\.1):[0-9]+' "$folder/broker" | head -1)

bin=$("$SWIFT" build --show-bin-path)
touch "$folder/count"
"$bin/count-words" "$server" > "$folder/count" 2>&1 &
job=$!
"$bin/produce" "$server" | tee "$folder/produce"
[ "$(wc -l < "$folder/produce")" -eq 3 ]
"$bin/consume" "$server" | tee "$folder/consume"
[ "$(grep -c 'apples pears apples' "$folder/consume")" -eq 3 ]
"$bin/consume-group" "$server" | tee "$folder/consume-group"
[ "$(grep -c 'apples pears apples' "$folder/consume-group")" -eq 3 ]
"$bin/share-group" "$server" | tee "$folder/share-group"
[ "$(grep -c 'apples pears apples delivery 1' "$folder/share-group")" -eq 3 ]
"$bin/administer" "$server" | tee "$folder/administer"
grep -qx 'cleanup.policy compact,delete' "$folder/administer"
grep -q 'lag 0' "$folder/administer"
"$bin/transfer" "$server" | tee "$folder/transfer"
grep -q '3 records moved' "$folder/transfer"
"$bin/transact" "$server" | tee "$folder/transact"
[ "$(grep -c 'lag 0' "$folder/transact")" -ge 1 ]
# A second run finds nothing to do, and its topic.
"$bin/transact" "$server" | grep -q 'shouts: '
# Killed while it runs, and started again: each line is counted once, and each total is written once.
"$bin/exactly-once" "$server" "$folder/checkpoint" > "$folder/totals-1" 2>&1 &
totals=$!
await_total pears=3
kill -9 "$totals"
wait "$totals" 2>/dev/null || true
"$bin/produce" "$server" > /dev/null
"$bin/exactly-once" "$server" "$folder/checkpoint" > "$folder/totals-2" 2>&1 &
totals=$!
await_total pears=6
cat "$folder/totals"
grep -qx apples=12 "$folder/totals"
[ "$(sort "$folder/totals" | uniq -d | wc -l)" -eq 0 ]
await "$folder/count" 'apples'
grep -E 'apples|pears' "$folder/count"
kill "$job"
wait "$job" || true
job=

# start NAME [ARGUMENT…]: starts a streaming job, whose input never ends; its output goes to a file of its name.
start() {
    local name=$1 flush=(stdbuf -oL)
    shift
    # The print of a stream flushes by itself.
    case $name in network-word-count | enrich) flush=() ;; esac
    touch "$folder/$name"
    "${flush[@]}" "$bin/$name" "$@" > "$folder/$name" 2>&1 &
    job=$!
}
# finds NAME PATTERN…: waits until the job has printed what its input must give, and ends it.
finds() {
    local name=$1
    shift
    for pattern in "$@"; do
        await "$folder/$name" "$pattern"
        grep -m 1 -E "$pattern" "$folder/$name"
    done
    kill "$job"
    wait "$job" || true
    job=
}

touch "$folder/port"
python3 -uc '
import socket
server = socket.create_server(("localhost", 0))
print(server.getsockname()[1])
while True:
    connection, _ = server.accept()
    connection.sendall(b"to be or not to be\n")
    connection.recv(1)
' > "$folder/port" &
server_job=$!
await "$folder/port" '[0-9]+'
start network-word-count "$(cat "$folder/port")"
finds network-word-count '"be", 2' '"not", 1'

mkdir "$folder/texts"
start top-words "$folder/texts"
await "$folder/top-words" ':'
echo "apples pears apples plums apples pears" > "$folder/text"
mv "$folder/text" "$folder/texts/text"
finds top-words 'apples 3, pears 2, plums 1'

# Killed, and started again: lines that came meanwhile are counted, those before are not counted twice.
printf 'error one\ninfo two\nerror three\n' > "$folder/messages"
start follow-file "$folder/messages" "$folder/follow-checkpoint"
await "$folder/follow-file" '^info 1$'
await "$folder/follow-file" '^error 2$'
await "$folder/messages.position" '^[0-9]+$'
kill -9 "$job"
wait "$job" 2>/dev/null || true
echo 'error four' >> "$folder/messages"
start follow-file "$folder/messages" "$folder/follow-checkpoint"
finds follow-file '^error 3$'

start sessions
finds sessions 'visitor 0 has left after 30 clicks'

start enrich
finds enrich 'customer [0-9]+' 'order [0-9]+: .*UnknownCustomer'
echo "all examples ran"
