# Millrace
# SPDX-License-Identifier: Apache-2.0
"""A member of a group that has members of several clients: as group_member.py, with the time of each change.

Usage: mixed_member.py confluent|kafka-python BOOTSTRAP GROUP TOPIC ASSIGNOR

ASSIGNOR is `consumer` for a member by the protocol of KIP-848, which confluent alone has.

Prints `gained NANOSECONDS P P ...` after it has got partitions, `gave NANOSECONDS P P ...` before it gives some up (the
machine's monotonic clock), and `record PARTITION OFFSET` for every record. Commits what it has read before it polls
again; while a rebalance forbids that, later, and before it gives partitions up. A line `leave` on the input closes the
consumer; the last line of output is `left`.
"""
import queue
import sys
import threading
import time

client, bootstrap, group, topic, assignor = sys.argv[1:6]
commands = queue.Queue()
threading.Thread(target=lambda: [commands.put(line.strip()) for line in sys.stdin], daemon=True).start()


def say(*words):
    print(*words, flush=True)


def say_change(verb, partitions):
    say(verb, time.monotonic_ns(), *sorted(p.partition for p in partitions))


def left():
    return not commands.empty() and commands.get() == "leave"


def confluent():
    from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition

    ends = {}

    def commit():
        if not ends:
            return
        try:
            offsets = [TopicPartition(topic, partition, offset) for partition, offset in ends.items()]
            consumer.commit(offsets=offsets, asynchronous=False)
            ends.clear()
        except KafkaException as error:
            code = error.args[0].code()
            if code not in (
                KafkaError.REBALANCE_IN_PROGRESS, KafkaError.ILLEGAL_GENERATION, KafkaError.STALE_MEMBER_EPOCH
            ):
                raise
            say("not committed", error)

    def on_assign(_, partitions):
        say_change("gained", partitions)

    def on_revoke(_, partitions):
        commit()
        say_change("gave", partitions)

    def on_lost(_, partitions):
        ends.clear()
        say("lost", time.monotonic_ns(), *sorted(p.partition for p in partitions))

    classic = {
        "heartbeat.interval.ms": 300,
        "session.timeout.ms": 240000,
        "partition.assignment.strategy": assignor,
    }
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": group,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        **({"group.protocol": "consumer"} if assignor == "consumer" else classic),
        # The loop may end between two polls of a rebalance; the close then goes on with it.
        "topic.metadata.refresh.interval.ms": 500,
    })
    consumer.subscribe([topic], on_assign=on_assign, on_revoke=on_revoke, on_lost=on_lost)
    while not left():
        messages = consumer.consume(20, 0.1)
        for message in messages:
            if message.error():
                say("error", message.error())
                continue
            ends[message.partition()] = message.offset() + 1
            say("record", message.partition(), message.offset())
        commit()
    consumer.close()


def kafka_python():
    from kafka import ConsumerRebalanceListener, KafkaConsumer
    from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
    from kafka.coordinator.assignors.range import RangePartitionAssignor
    from kafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
    from kafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor
    from kafka.errors import CommitFailedError, RebalanceInProgressError

    assignors = {
        "range": RangePartitionAssignor,
        "roundrobin": RoundRobinPartitionAssignor,
        "sticky": StickyPartitionAssignor,
        "cooperative-sticky": CooperativeStickyAssignor,
    }

    class Listener(ConsumerRebalanceListener):
        def on_partitions_revoked(self, revoked):
            if revoked:
                say_change("gave", revoked)

        def on_partitions_assigned(self, assigned):
            say_change("gained", assigned)

        def on_partitions_lost(self, lost):
            say("lost", time.monotonic_ns(), *sorted(p.partition for p in lost))

    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap.split(","),
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        heartbeat_interval_ms=300,
        session_timeout_ms=240000,
        max_poll_interval_ms=300000,
        max_poll_records=20,
        partition_assignment_strategy=[assignors[assignor]],
    )
    consumer.subscribe([topic], listener=Listener())
    uncommitted = False
    while not left():
        # kafka-python 3.0.12 forgets a join that ends after its poll has, if new metadata caused the join.
        batches = consumer.poll(timeout_ms=100 if consumer.assignment() else 10000)
        for partition, records in batches.items():
            for record in records:
                say("record", partition.partition, record.offset)
            uncommitted = True
        if uncommitted:
            try:
                consumer.commit()
                uncommitted = False
            except (CommitFailedError, RebalanceInProgressError) as error:
                say("not committed", repr(error))
    consumer.close()


if client == "confluent":
    confluent()
else:
    kafka_python()
say("left")
