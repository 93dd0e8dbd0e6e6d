#!/usr/bin/env bash
# Millrace
# SPDX-License-Identifier: Apache-2.0
#
# Runs the benchmarks and their peers, interleaved, and prints medians with their spread. All of them take long: name those
# that you need.
#
#   Benchmarks/run.sh [records] [fetch] [produce] [delay] [groups] [tool] [wordcount] [text] [operators] [streams] [broker]     default: all
#
# REPETITIONS=5 is the number of runs of each program; RECORDS and LINES set their size; SPARK=0 skips Spark (a package of 320 MB).
# REALTIME=1 runs servers and clients with real-time priority (needs root): on a busy machine others then cannot come in between.
set -euo pipefail
cd "$(dirname "$0")"

REPETITIONS=${REPETITIONS:-5}
RECORDS=${RECORDS:-10000000}
LINES=${LINES:-500000}
SPARK=${SPARK:-1}
BROKER_PORT=${BROKER_PORT:-19292}
PROXY_PORT=${PROXY_PORT:-19293}
DELAY_MS=${DELAY_MS:-3}
PEERS=.peers
WHEELS=(confluent-kafka==2.16.1)
[ "$SPARK" = 0 ] || WHEELS+=(pyspark==3.5.9)
PARTS=${*:-records fetch produce delay groups tool wordcount text operators streams broker}
# Contains the jars of Kafka's own client; its dependencies are not needed.
KAFKA_JARS=shigawire-apache-flink-libraries==2.0.0.post1

results=$(mktemp)
server=
proxy=
cleanup() {
    rm -f "$results"
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -z "$proxy" ] || kill "$proxy" 2>/dev/null || true
}
trap cleanup EXIT

wants() { [[ " $PARTS " == *" $1 "* ]]; }
note() { echo "== $*" >&2; }

# Servers run on the first core, clients on the last; the same if there is only one.
LAST=$(($(nproc) - 1))
PRIORITY=()
[ "${REALTIME:-0}" = 0 ] || PRIORITY=(chrt -f 1)
on_client_core() { "${PRIORITY[@]}" taskset -c "$LAST" "$@"; }

# The librdkafka inside the wheel confluent-kafka is newer than Debian's; its C interface is the same, so Debian's header
# works for it.
install_peers() {
    local missing=()
    for package in librdkafka-dev gcc python3-venv kcat time; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        note "installing ${missing[*]}"
        local sudo=
        [ "$(id -u)" -eq 0 ] || sudo=sudo
        $sudo apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
    [ -x "$PEERS/bin/python" ] || python3 -m venv "$PEERS"
    note "installing into Benchmarks/$PEERS: ${WHEELS[*]}"
    "$PEERS/bin/python" -m pip install --quiet --disable-pip-version-check "${WHEELS[@]}"
    SITE=$("$PEERS/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
    gcc -O2 -Wall Peers/librdkafka-consume.c "$SITE"/confluent_kafka.libs/librdkafka-*.so.1 \
        -Wl,-rpath,"$SITE/confluent_kafka.libs" -o "$PEERS/librdkafka-consume"
    gcc -O2 -Wall Peers/librdkafka-produce.c "$SITE"/confluent_kafka.libs/librdkafka-*.so.1 \
        -Wl,-rpath,"$SITE/confluent_kafka.libs" -o "$PEERS/librdkafka-produce"
    gcc -O2 -Wall Peers/librdkafka-transactions.c "$SITE"/confluent_kafka.libs/librdkafka-*.so.1 \
        -Wl,-rpath,"$SITE/confluent_kafka.libs" -o "$PEERS/librdkafka-transactions"
    gcc -O2 -Wall Peers/delay-proxy.c -o "$PEERS/delay-proxy"
    gcc -O2 -Wall -I../Sources/CCRC32C/include Peers/bare-fetch.c ../Sources/CCRC32C/crc32c.c -o "$PEERS/bare-fetch"
}

# Whether Kafka's own client can run; installs it, and sets KAFKA_CLASSES.
prepare_java() {
    if ! command -v javac >/dev/null; then
        note "skipping Kafka's own client: no JDK found"
        return 1
    fi
    note "installing Kafka's own client: $KAFKA_JARS"
    "$PEERS/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$KAFKA_JARS"
    KAFKA_CLASSES=$SITE/pyflink/lib/kafka-clients.jar:$SITE/pyflink/lib/slf4j-api.jar:$PEERS/classes
}

build() {
    local product
    for product in "$@"; do
        note "building $product"
        swift build -c release --product "$product" >&2
    done
}

# run CASE PROGRAM COMMAND…: stores each line of results that the command prints, prefixed with case and program.
run() {
    local case=$1 program=$2 line
    shift 2
    "$@" | while read -r line; do
        note "$case $program $line"
        echo "$case $program $line" >>"$results"
    done
}

start_server() {
    local output
    output=$(mktemp)
    # Not through on_client_core or run: killing their subshell would not kill the server.
    "${PRIORITY[@]}" taskset -c 0 .build/release/static-fetch-server "$@" >"$output" &
    server=$!
    until grep -q '^port=' "$output"; do
        kill -0 "$server" || exit 1
        sleep 0.1
    done
    read -r PORT SERVED < <(sed -E 's/port=([0-9]+) records=([0-9]+).*/\1 \2/' "$output")
    rm -f "$output"
}

stop_server() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=
}

fetch_case() {
    local case=$1 records=$2 value_bytes=$3
    start_server --records "$records" --value-bytes "$value_bytes"
    for _ in $(seq "$REPETITIONS"); do
        run "$case" librdkafka on_client_core "$PEERS/librdkafka-consume" "127.0.0.1:$PORT" "$SERVED" 4
        run "$case" librdkafka-256KiB on_client_core "$PEERS/librdkafka-consume" "127.0.0.1:$PORT" "$SERVED" 4 \
            fetch.message.max.bytes=262144
        run "$case" millrace on_client_core .build/release/fetch-bench --bootstrap-server "127.0.0.1:$PORT" \
            --records "$SERVED"
        run "$case" bare-loop on_client_core "$PEERS/bare-fetch" "127.0.0.1:$PORT" "$SERVED" 4 524288
    done
    stop_server
}

# start_broker [TOPIC:PARTITIONS]
start_broker() {
    "${PRIORITY[@]}" taskset -c 0 .build/release/millrace broker --port "$BROKER_PORT" --topics "${1:-bench:4}" >/dev/null &
    server=$!
    wait_for_port "$BROKER_PORT" "$server"
}

# wait_for_port PORT PROCESS
wait_for_port() {
    until (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
        kill -0 "$2" || exit 1
        sleep 0.1
    done
}

# Runs a producer against a broker of its own, so that none pays for the memory of the records of others.
produce_run() {
    local case=$1 program=$2
    shift 2
    start_broker
    run "$case" "$program" on_client_core "$@"
    stop_server
}

produce_case() {
    local case=$1 records=$2 value_bytes=$3 mode
    for _ in $(seq "$REPETITIONS"); do
        produce_run "$case" librdkafka "$PEERS/librdkafka-produce" "127.0.0.1:$BROKER_PORT" "$records" "$value_bytes"
        for mode in bulk values single; do
            produce_run "$case" "millrace-$mode" .build/release/produce-bench --bootstrap-server "127.0.0.1:$BROKER_PORT" \
                --records "$records" --value-bytes "$value_bytes" --mode "$mode"
        done
    done
}

# Runs a producer against a broker of its own with 60 partitions, each byte delayed by DELAY_MS in both directions.
delay_run() {
    local program=$1
    shift
    start_broker bench:60
    "${PRIORITY[@]}" taskset -c 0 "$PEERS/delay-proxy" "$PROXY_PORT" "$BROKER_PORT" "$DELAY_MS" &
    proxy=$!
    wait_for_port "$PROXY_PORT" "$proxy"
    run "produce-1KiB-60-partitions-${DELAY_MS}ms" "$program" on_client_core "$@"
    kill "$proxy"
    wait "$proxy" 2>/dev/null || true
    proxy=
    stop_server
}

delay_case() {
    local records=$1 java=
    if prepare_java; then
        java=1
        mkdir -p "$PEERS/classes"
        javac -d "$PEERS/classes" -cp "$KAFKA_CLASSES" Peers/KafkaProduce.java
    fi
    for _ in $(seq "$REPETITIONS"); do
        if [ -n "$java" ]; then
            delay_run java java -cp "$KAFKA_CLASSES" KafkaProduce "127.0.0.1:$PROXY_PORT" "$records" 1024
            delay_run java-128KiB java -cp "$KAFKA_CLASSES" KafkaProduce "127.0.0.1:$PROXY_PORT" "$records" 1024 \
                batch.size=131072
        fi
        delay_run librdkafka "$PEERS/librdkafka-produce" "127.0.0.1:$PROXY_PORT" "$records" 1024
        delay_run millrace .build/release/produce-bench --bootstrap-server "127.0.0.1:$PROXY_PORT" \
            --records "$records" --value-bytes 1024 --partitions 60
    done
}

# Runs a command-line tool on the client's core, and prints its time, CPU time and memory: timed RECORDS COMMAND…
timed() {
    local records=$1 file
    shift
    file=$(mktemp)
    on_client_core /usr/bin/time -o "$file" -f '%e %U %S %M' "$@" >/dev/null
    awk -v n="$records" '{
        printf "records-per-s=%.0f cpu-s-per-million=%.4f peak-MiB=%.1f\n", n / $1, ($2 + $3) * 1e6 / n, $4 / 1024
    }' "$file"
    rm -f "$file"
}

# `millrace produce` and `consume` beside kcat: lines of a file into a topic, then out of it again.
tool_case() {
    local records=$1 value_bytes=$2 address=127.0.0.1:$BROKER_PORT lines=$PEERS/tool-lines.txt count
    head -c "$((records * (value_bytes - 1) * 3 / 4))" /dev/urandom | base64 -w "$((value_bytes - 1))" >"$lines"
    count=$(wc -l <"$lines")
    start_broker bench:1
    for _ in $(seq "$REPETITIONS"); do
        run "tool-produce-${value_bytes}B" kcat timed "$count" kcat -P -b "$address" -t bench -l "$lines" \
            -X linger.ms=5 -X enable.idempotence=true
        run "tool-produce-${value_bytes}B" millrace timed "$count" .build/release/millrace produce -q \
            -b "$address" -t bench -l "$lines"
    done
    # Each tool reads what all runs have written, in all partitions and to the end.
    count=$((count * 2 * REPETITIONS))
    for _ in $(seq "$REPETITIONS"); do
        run "tool-consume-${value_bytes}B" kcat timed "$count" kcat -C -q -e -o beginning -b "$address" \
            -t bench -X check.crcs=true
        run "tool-consume-${value_bytes}B" millrace timed "$count" .build/release/millrace consume -q -e \
            -b "$address" -t bench
        run "tool-consume-${value_bytes}B" millrace-group timed "$count" .build/release/millrace consume \
            -q -e -b "$address" -t bench -G "readers-$RANDOM$RANDOM"
    done
    stop_server
    rm -f "$lines"
}

# Reads as a member of a group, beside readers without one, from the in-process broker.
group_case() {
    local case=$1 records=$2 value_bytes=$3 repetition mode
    start_broker
    .build/release/produce-bench --bootstrap-server "127.0.0.1:$BROKER_PORT" --records "$records" \
        --value-bytes "$value_bytes" --mode bulk >&2
    local bench=(.build/release/fetch-bench --bootstrap-server "127.0.0.1:$BROKER_PORT" --records "$records")
    for repetition in $(seq "$REPETITIONS"); do
        run "$case" millrace-readers on_client_core "${bench[@]}"
        for mode in run batches records; do
            run "$case" "millrace-group-$mode" on_client_core "${bench[@]}" --mode "$mode" --group "$mode-$repetition"
        done
        run "$case" librdkafka on_client_core "$PEERS/librdkafka-consume" "127.0.0.1:$BROKER_PORT" "$records" 4
    done
    stop_server
}

transaction_case() {
    start_broker
    for _ in $(seq "$REPETITIONS"); do
        run transactions librdkafka on_client_core "$PEERS/librdkafka-transactions" "127.0.0.1:$BROKER_PORT" 2000 10 100
        run transactions millrace on_client_core .build/release/transaction-bench \
            --bootstrap-server "127.0.0.1:$BROKER_PORT" --transactions 2000
    done
    stop_server
}

rebalance_case() {
    local protocol
    for protocol in consumer classic; do
        start_broker
        on_client_core .build/release/rebalance-bench --bootstrap-server "127.0.0.1:$BROKER_PORT" --protocol "$protocol"
        stop_server
    done
}

spark() {
    local threads=$1
    "$PEERS/bin/python" Peers/spark_word_count.py "$PEERS/lines.txt" "$threads" 3 2>/dev/null | tail -n 2
}

# Runs a class of Peers on the JVM with Spark's jars.
spark_java() {
    local opens=()
    for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
        opens+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
    done
    for package in nio.ch nio.cs security.action util.calendar; do
        opens+=("--add-opens=java.base/sun.$package=ALL-UNNAMED")
    done
    java -Xmx4g "${opens[@]}" -cp "$SITE/pyspark/jars/*:$PEERS/classes" "$@" 2>/dev/null
}

# The first three repetitions warm up the JVM.
spark_jvm() { spark_java SparkWordCount "$PEERS/lines.txt" "$1" 6 | tail -n 3; }

# Whether Spark can run; compiles its programs.
prepare_spark() {
    if [ "$SPARK" = 0 ] || ! command -v javac >/dev/null; then
        note "skipping Spark: SPARK=0, or no JDK found"
        return 1
    fi
    mkdir -p "$PEERS/classes"
    javac -d "$PEERS/classes" -cp "$SITE/pyspark/jars/*" Peers/Spark*.java
}

wordcount_case() {
    .build/release/wordcount-bench --write "$PEERS/lines.txt" --lines "$LINES"
    local with_spark=0
    if prepare_spark; then with_spark=1; fi
    start_server --records "$LINES" --payload lines
    local repetition threads
    for repetition in $(seq "$REPETITIONS"); do
        for threads in 1 2; do
            # Spark is slow: two runs are enough, because each gives several warm results (three on the JVM, two with pyspark).
            if [ "$with_spark" = 1 ] && [ "$repetition" -le 2 ]; then
                run "word-count-local[$threads]" spark-jvm spark_jvm "$threads"
                run "word-count-local[$threads]" pyspark spark "$threads"
            fi
            run "word-count-local[$threads]" millrace-Kafka-string .build/release/wordcount-bench \
                --bootstrap-server "127.0.0.1:$PORT" --keys string --threads "$threads"
            for keys in split string bytes; do
                run "word-count-local[$threads]" "millrace-$keys" .build/release/wordcount-bench \
                    --keys "$keys" --read "$PEERS/lines.txt" --threads "$threads"
            done
        done
    done
    stop_server
}

# Runs a counter of words, and prints its CPU time and memory: counted COMMAND…
counted() {
    local file output
    file=$(mktemp)
    output=$(/usr/bin/time -o "$file" -f '%e %U %S %M' "$@" 2>/dev/null | tail -n 1)
    awk -v output="${output##*: }" '{
        gsub(/[ ,]+/, "-", output)
        printf "seconds=%.2f cpu-s=%.2f peak-MiB=%.1f found=%s\n", $1, $2 + $3, $4 / 1024, output
    }' "$file"
    rm -f "$file"
}

# The words of 200 MB of text with 1.77 M distinct ones: Python's Counter, `millrace wordcount` from a topic, and from the
# file with the RDD API.
text_case() {
    local text=$PEERS/text.txt
    [ -s "$text" ] || .build/release/wordcount-bench --write-text "$text"
    start_broker text:4
    .build/release/millrace produce -q -b "127.0.0.1:$BROKER_PORT" -t text -l "$text"
    local case
    for _ in $(seq "$REPETITIONS"); do
        run text python-Counter counted "$PEERS/bin/python" Peers/word_counter.py "$text"
        run text millrace-wordcount counted .build/release/millrace wordcount -b "127.0.0.1:$BROKER_PORT" -t text --until-end
        for case in text text-short; do
            run text "millrace-$case" .build/release/rdd-bench --case "$case" --read "$text" --partitions 2 --repetitions 1
            run text "millrace-$case-64MiB" .build/release/rdd-bench --case "$case" --read "$text" --partitions 2 \
                --repetitions 1 --memory-limit 64
        done
    done
    stop_server
}

install_peers
if wants records; then
    note "decoding, encoding and checksums in memory"
    swift package --allow-writing-to-package-directory benchmark --no-progress
    if prepare_java; then
        note "the same with Kafka's own client"
        java -cp "$KAFKA_CLASSES" Peers/KafkaRecords.java 2> >(grep -v SLF4J >&2)
    fi
fi
if wants fetch; then
    build static-fetch-server fetch-bench
    fetch_case consume-100B "$RECORDS" 100
    fetch_case consume-1KiB "$((RECORDS / 5))" 1024
fi
if wants produce; then
    build millrace produce-bench
    produce_case produce-100B "$((RECORDS / 2))" 100
    produce_case produce-1KiB "$((RECORDS / 10))" 1024
fi
if wants delay; then
    build millrace produce-bench
    delay_case "$((RECORDS / 20))"
fi
if wants tool; then
    build millrace
    tool_case "$((RECORDS / 10))" 100
    tool_case "$((RECORDS / 50))" 1024
fi
if wants groups; then
    build millrace produce-bench fetch-bench transaction-bench rebalance-bench
    group_case group-100B "$((RECORDS / 5))" 100
    group_case group-1KiB "$((RECORDS / 5))" 1024
    transaction_case
    # Not summarized: a line for each protocol.
    rebalance_case
fi
if wants wordcount; then
    build static-fetch-server wordcount-bench
    wordcount_case
fi
if wants text; then
    build millrace wordcount-bench rdd-bench
    text_case
fi
if wants operators; then
    build rdd-bench
    # Not summarized: each line is a case of its own.
    with_spark=0
    if prepare_spark; then with_spark=1; fi
    for case in chain reduce sort join; do
        .build/release/rdd-bench --case "$case" --repetitions "$REPETITIONS"
        if [ "$with_spark" = 1 ] && [ "$case" != chain ]; then
            # RDDs, then data frames; the last of four repetitions, as the first ones warm up the JVM.
            for program in "$case" "sql-$case"; do
                spark_java SparkOperators "$program" 2 10000000 1000000 4 | tail -n 1
            done
        fi
    done
    for case in split fields short; do
        .build/release/rdd-bench --case "$case" --records "$LINES" --repetitions "$REPETITIONS"
    done
    # 2 GiB of pairs under a limit of 256 MiB.
    for case in reduce group sort; do
        .build/release/rdd-bench --case "$case" --records 134217728 --memory-limit 256 --repetitions 1
    done
fi
if wants streams; then
    build stream-bench
    # Not summarized: each line is a case of its own.
    for case in update map; do
        for keys in 1000000 10000000; do .build/release/stream-bench --case "$case" --keys "$keys"; done
    done
    .build/release/stream-bench --case update-all --batches 10
    .build/release/stream-bench --case empty --batches 20000
    .build/release/stream-bench --case tasks --batches 1000 --partitions 100
    .build/release/stream-bench --case start
    .build/release/stream-bench --case steady --partitions 100
fi
if wants broker; then
    build broker-bench
    # Not summarized: each line is a case of its own, and the bare loop for comparison is in the same process.
    for _ in $(seq "$REPETITIONS"); do .build/release/broker-bench; done
fi
[ ! -s "$results" ] || python3 summarize.py <"$results"
