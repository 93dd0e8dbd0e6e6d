# Millrace
# SPDX-License-Identifier: Apache-2.0
"""A member of a consumer group, with one of three clients, that prints its assignments and records.

Usage: group_member.py confluent|kafka-python|aiokafka BOOTSTRAP GROUP TOPIC [NAME=VALUE ...]

Prints `assigned P P ...` (all of its partitions) when the assignment changes, and `record PARTITION OFFSET` for every
record. Commits the records it has read before it polls again and before it gives up partitions. A line `leave` on the
input closes the consumer; the last line of output is `left`.
"""
import asyncio
import queue
import sys
import threading

client, bootstrap, group, topic = sys.argv[1:5]
settings = dict(argument.split("=", 1) for argument in sys.argv[5:])
commands = queue.Queue()
threading.Thread(target=lambda: [commands.put(line.strip()) for line in sys.stdin], daemon=True).start()


def say(*words):
    print(*words, flush=True)


def say_assigned(partitions):
    say("assigned", *sorted(partitions))


def left():
    return not commands.empty() and commands.get() == "leave"


def confluent():
    from confluent_kafka import Consumer

    owned = set()
    configuration = {
        "bootstrap.servers": bootstrap,
        "group.id": group,
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
        "topic.metadata.refresh.interval.ms": 500,
    }
    configuration.update(settings)
    consumer = Consumer(configuration)
    incremental = "cooperative" in settings.get("partition.assignment.strategy", "") or "group.protocol" in settings

    def on_assign(_, partitions):
        if not incremental:
            owned.clear()
        owned.update(p.partition for p in partitions)
        say_assigned(owned)

    def on_revoke(_, partitions):
        owned.difference_update(p.partition for p in partitions)
        say_assigned(owned)

    consumer.subscribe([topic], on_assign=on_assign, on_revoke=on_revoke, on_lost=on_revoke)
    while not left():
        message = consumer.poll(0.1)
        if message is None:
            continue
        if message.error():
            say("error", message.error())
            continue
        # The commit comes before the line, so that the reader of the line can rely on it.
        consumer.commit(message=message, asynchronous=False)
        say("record", message.partition(), message.offset())
    consumer.close()


def kafka_python():
    from kafka import ConsumerRebalanceListener, KafkaConsumer

    class Listener(ConsumerRebalanceListener):
        def on_partitions_revoked(self, revoked):
            pass

        def on_partitions_assigned(self, assigned):
            say_assigned(p.partition for p in consumer.assignment())

    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap.split(","),
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        heartbeat_interval_ms=300,
        session_timeout_ms=240000,
        max_poll_interval_ms=300000,
    )
    consumer.subscribe([topic], listener=Listener())
    while not left():
        # kafka-python 3.0.12 forgets a join that ends after its poll has, if new metadata caused the join.
        batches = consumer.poll(timeout_ms=100 if consumer.assignment() else 10000)
        if batches:
            consumer.commit()
        for partition, records in batches.items():
            for record in records:
                say("record", partition.partition, record.offset)
    consumer.close()


async def aio():
    from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener

    class Listener(ConsumerRebalanceListener):
        async def on_partitions_revoked(self, revoked):
            pass

        async def on_partitions_assigned(self, assigned):
            say_assigned(p.partition for p in assigned)

    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        heartbeat_interval_ms=300,
        session_timeout_ms=240000,
        **settings,
    )
    consumer.subscribe([topic], listener=Listener())
    await consumer.start()
    while not left():
        batches = await consumer.getmany(timeout_ms=100)
        if batches:
            await consumer.commit()
        for partition, records in batches.items():
            for record in records:
                say("record", partition.partition, record.offset)
    await consumer.stop()


if client == "confluent":
    confluent()
elif client == "kafka-python":
    kafka_python()
else:
    asyncio.run(aio())
say("left")
