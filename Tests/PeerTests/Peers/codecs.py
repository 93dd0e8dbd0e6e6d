# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Writes 300 values to partition 0 of topic `t` in one codec, reads them back without a group, and prints
`records COUNT sha256 DIGEST` like consume.py.

Usage: codecs.py confluent|kafka-python|aiokafka BOOTSTRAP CODEC
"""
import asyncio
import hashlib
import sys

client, bootstrap, codec = sys.argv[1:]
VALUES = [f"value {index} ".encode() + b"x" * (index % 100) for index in range(300)]


def report(values):
    digest = hashlib.sha256()
    for value in values:
        digest.update(len(value).to_bytes(4, "big") + value)
    print("records", len(values), "sha256", digest.hexdigest(), flush=True)


def confluent():
    from confluent_kafka import Consumer, Producer, TopicPartition

    producer = Producer({"bootstrap.servers": bootstrap, "compression.type": codec, "linger.ms": 50})
    for value in VALUES:
        producer.produce("t", value, partition=0)
    producer.flush(240)
    reader = Consumer({"bootstrap.servers": bootstrap, "group.id": "unused", "check.crcs": True})
    reader.assign([TopicPartition("t", 0, 0)])
    values = []
    while len(values) < len(VALUES):
        message = reader.poll(240)
        if message is None or message.error():
            sys.exit(f"after {len(values)}: {message and message.error()}")
        values.append(message.value())
    reader.close()
    report(values)


def kafka_python():
    from kafka import KafkaConsumer, KafkaProducer, TopicPartition

    producer = KafkaProducer(
        bootstrap_servers=bootstrap, compression_type=None if codec == "none" else codec, linger_ms=50)
    for value in VALUES:
        producer.send("t", value, partition=0)
    producer.flush()
    reader = KafkaConsumer(bootstrap_servers=bootstrap, group_id=None, check_crcs=True)
    partition = TopicPartition("t", 0)
    reader.assign([partition])
    reader.seek(partition, 0)
    values = []
    while len(values) < len(VALUES):
        values += [message.value for message in reader.poll(1000).get(partition, [])]
    reader.close()
    report(values)


async def aio():
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap, compression_type=None if codec == "none" else codec, linger_ms=50)
    await producer.start()
    await asyncio.gather(*[await producer.send("t", value, partition=0) for value in VALUES])
    await producer.stop()
    reader = AIOKafkaConsumer(bootstrap_servers=bootstrap, check_crcs=True)
    await reader.start()
    partition = TopicPartition("t", 0)
    reader.assign([partition])
    reader.seek(partition, 0)
    values = []
    while len(values) < len(VALUES):
        values += [message.value for message in (await reader.getmany(timeout_ms=1000)).get(partition, [])]
    await reader.stop()
    report(values)


if client == "confluent":
    confluent()
elif client == "kafka-python":
    kafka_python()
else:
    asyncio.run(aio())
