# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Transactions with one of three clients: commit, abort, offsets, fencing. Topics: `t`, `in` (20 records), `out`.

Usage: transactions.py confluent|kafka-python|aiokafka BOOTSTRAP

Prints `committed V V ...` and `all V V ...` (the values in `t` for both isolation levels), `out V V ...` (the committed
values of a loop that reads `in`, writes `out` and aborts every third transaction), `offset N` (the committed offset of
the loop's group) and `fenced` (the older of two producers with the same id cannot commit).
"""
import asyncio
import sys

client, bootstrap = sys.argv[1:3]
COUNT = 20


def say(word, values):
    print(word, *values, flush=True)


def confluent():
    from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition

    def producer(transactional_id):
        made = Producer({"bootstrap.servers": bootstrap, "transactional.id": transactional_id})
        made.init_transactions(240)
        return made

    def consumer(**settings):
        configuration = {"bootstrap.servers": bootstrap, "group.id": "reader", "auto.offset.reset": "earliest"}
        configuration.update({"enable.auto.commit": False, "enable.partition.eof": True})
        configuration.update({name.replace("_", "."): value for name, value in settings.items()})
        return Consumer(configuration)

    def read(topic, isolation):
        reader = consumer(isolation_level=isolation)
        reader.assign([TopicPartition(topic, 0, 0)])
        values = []
        while True:
            message = reader.poll(240)
            if message is None or message.error():
                break  # The end of the partition, or a timeout, which shows in the values.
            values.append(message.value().decode())
        reader.close()
        return values

    idempotent = Producer({"bootstrap.servers": bootstrap, "enable.idempotence": True})
    for index in range(5):
        idempotent.produce("t", f"i{index}", partition=0)
    idempotent.flush(240)
    first = producer("x")
    for name, commits in [("a", True), ("b", False), ("c", True)]:
        first.begin_transaction()
        for index in range(3):
            first.produce("t", f"{name}{index}", partition=0)
        # An abort drops records that are not sent yet.
        first.flush(240)
        first.commit_transaction(240) if commits else first.abort_transaction(240)
    say("committed", read("t", "read_committed"))
    say("all", read("t", "read_uncommitted"))

    loop = producer("loop")
    source = consumer(group_id="g", isolation_level="read_committed")
    source.subscribe(["in"])
    done, rounds = 0, 0
    while done < COUNT:
        batch = [m for m in source.consume(4, 1) if not m.error()]
        if not batch:
            continue
        rounds += 1
        loop.begin_transaction()
        for message in batch:
            loop.produce("out", "out-" + message.value().decode(), partition=0)
        loop.send_offsets_to_transaction(source.position(source.assignment()), source.consumer_group_metadata(), 240)
        if rounds % 3 == 0:
            loop.abort_transaction(240)
            for partition in source.committed(source.assignment(), 240):
                source.seek(TopicPartition(partition.topic, partition.partition, max(partition.offset, 0)))
        else:
            loop.commit_transaction(240)
            done += len(batch)
    say("out", read("out", "read_committed"))
    say("offset", [source.committed([TopicPartition("in", 0)], 240)[0].offset])
    source.close()

    old = producer("y")
    old.begin_transaction()
    old.produce("t", "zombie", partition=0)
    old.flush(240)
    producer("y")
    try:
        old.commit_transaction(240)
    except KafkaException as error:
        say("fenced" if error.args[0].fatal() else "not fenced", [])


def kafka_python():
    from kafka import KafkaConsumer, KafkaProducer, TopicPartition
    from kafka.errors import KafkaError
    from kafka.structs import OffsetAndMetadata

    def producer(transactional_id):
        made = KafkaProducer(bootstrap_servers=bootstrap, transactional_id=transactional_id)
        made.init_transactions()
        return made

    def read(topic, isolation):
        reader = KafkaConsumer(
            bootstrap_servers=bootstrap, isolation_level=isolation, enable_auto_commit=False, group_id=None)
        partition = TopicPartition(topic, 0)
        reader.assign([partition])
        reader.seek(partition, 0)
        end = reader.end_offsets([partition])[partition]
        values = []
        while reader.position(partition) < end:
            for message in reader.poll(1000).get(partition, []):
                values.append(message.value.decode())
        reader.close()
        return values

    idempotent = KafkaProducer(bootstrap_servers=bootstrap, enable_idempotence=True)
    for index in range(5):
        idempotent.send("t", f"i{index}".encode(), partition=0)
    idempotent.flush()
    first = producer("x")
    for name, commits in [("a", True), ("b", False), ("c", True)]:
        first.begin_transaction()
        for index in range(3):
            first.send("t", f"{name}{index}".encode(), partition=0)
        first.flush()
        first.commit_transaction() if commits else first.abort_transaction()
    say("committed", read("t", "read_committed"))
    say("all", read("t", "read_uncommitted"))

    loop = producer("loop")
    source = KafkaConsumer(
        "in", bootstrap_servers=bootstrap, group_id="g", isolation_level="read_committed", enable_auto_commit=False,
        auto_offset_reset="earliest", max_poll_records=4)
    done, rounds = 0, 0
    while done < COUNT:
        batch = [m for messages in source.poll(1000).values() for m in messages]
        if not batch:
            continue
        rounds += 1
        loop.begin_transaction()
        for message in batch:
            loop.send("out", b"out-" + message.value, partition=0)
        loop.flush()
        offsets = {p: OffsetAndMetadata(source.position(p), "", -1) for p in source.assignment()}
        loop.send_offsets_to_transaction(offsets, source.group_metadata())
        if rounds % 3 == 0:
            loop.abort_transaction()
            for partition in source.assignment():
                source.seek(partition, source.committed(partition) or 0)
        else:
            loop.commit_transaction()
            done += len(batch)
    say("out", read("out", "read_committed"))
    say("offset", [source.committed(TopicPartition("in", 0))])
    source.close()

    old = producer("y")
    old.begin_transaction()
    old.send("t", b"zombie", partition=0)
    old.flush()
    producer("y")
    try:
        old.commit_transaction()
    except KafkaError as error:
        say("fenced", []) if "Fenced" in type(error).__name__ or "Epoch" in type(error).__name__ else say("failed", [error])


async def aio():
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
    from aiokafka.errors import KafkaError

    async def producer(transactional_id):
        made = AIOKafkaProducer(bootstrap_servers=bootstrap, transactional_id=transactional_id)
        await made.start()
        return made

    async def read(topic, isolation):
        reader = AIOKafkaConsumer(bootstrap_servers=bootstrap, isolation_level=isolation, enable_auto_commit=False)
        await reader.start()
        partition = TopicPartition(topic, 0)
        reader.assign([partition])
        reader.seek(partition, 0)
        end = (await reader.end_offsets([partition]))[partition]
        values = []
        while await reader.position(partition) < end:
            for message in (await reader.getmany(timeout_ms=1000)).get(partition, []):
                values.append(message.value.decode())
        await reader.stop()
        return values

    idempotent = AIOKafkaProducer(bootstrap_servers=bootstrap, enable_idempotence=True)
    await idempotent.start()
    for index in range(5):
        await idempotent.send_and_wait("t", f"i{index}".encode(), partition=0)
    await idempotent.stop()
    first = await producer("x")
    for name, commits in [("a", True), ("b", False), ("c", True)]:
        await first.begin_transaction()
        for index in range(3):
            await first.send_and_wait("t", f"{name}{index}".encode(), partition=0)
        await (first.commit_transaction() if commits else first.abort_transaction())
    await first.stop()
    say("committed", await read("t", "read_committed"))
    say("all", await read("t", "read_uncommitted"))

    loop = await producer("loop")
    source = AIOKafkaConsumer(
        "in", bootstrap_servers=bootstrap, group_id="g", isolation_level="read_committed", enable_auto_commit=False,
        auto_offset_reset="earliest", max_poll_records=4)
    await source.start()
    done, rounds = 0, 0
    while done < COUNT:
        batch = [m for messages in (await source.getmany(timeout_ms=1000)).values() for m in messages]
        if not batch:
            continue
        rounds += 1
        await loop.begin_transaction()
        for message in batch:
            await loop.send_and_wait("out", b"out-" + message.value, partition=0)
        offsets = {p: await source.position(p) for p in source.assignment()}
        await loop.send_offsets_to_transaction(offsets, "g")
        if rounds % 3 == 0:
            await loop.abort_transaction()
            for partition in source.assignment():
                source.seek(partition, await source.committed(partition) or 0)
        else:
            await loop.commit_transaction()
            done += len(batch)
    say("out", await read("out", "read_committed"))
    say("offset", [await source.committed(TopicPartition("in", 0))])
    await source.stop()
    await loop.stop()

    old = await producer("y")
    await old.begin_transaction()
    await old.send_and_wait("t", b"zombie", partition=0)
    new = await producer("y")
    try:
        await old.commit_transaction()
    except KafkaError as error:
        say("fenced", []) if "Fenced" in type(error).__name__ or "Epoch" in type(error).__name__ else say("failed", [error])
    await new.stop()
    try:
        await old.stop()
    except KafkaError:
        pass  # It was fenced.


if client == "confluent":
    confluent()
elif client == "kafka-python":
    kafka_python()
else:
    asyncio.run(aio())
