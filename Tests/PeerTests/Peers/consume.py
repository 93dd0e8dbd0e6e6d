# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Reads a topic with librdkafka; prints `records COUNT sha256 DIGEST` over the values in partition and offset order.

Usage: consume.py BOOTSTRAP TOPIC
"""
import hashlib
import sys

from confluent_kafka import Consumer, TopicPartition

bootstrap, topic = sys.argv[1:]
consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "unused", "check.crcs": True})
partitions = sorted(consumer.list_topics(topic, timeout=240).topics[topic].partitions)
count, digest = 0, hashlib.sha256()
for partition in partitions:
    low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=240)
    if low == high:
        continue
    consumer.assign([TopicPartition(topic, partition, low)])
    while True:
        message = consumer.poll(240)
        if message is None or message.error():
            sys.exit(f"partition {partition}: {message and message.error()}")
        count += 1
        value = message.value() or b""
        digest.update(len(value).to_bytes(4, "big") + value)
        if message.offset() + 1 >= high:
            break
print("records", count, "sha256", digest.hexdigest())
consumer.close()
