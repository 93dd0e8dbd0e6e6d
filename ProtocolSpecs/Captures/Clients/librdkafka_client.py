# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Calls the operations of librdkafka, for a recording. Errors of the broker are printed and do not end the program: they are recorded too.

Usage: librdkafka_client.py BOOTSTRAP
"""
import sys

from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, Producer, ShareConsumer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic, OffsetSpec, ResourceType

BOOTSTRAP = sys.argv[1]


def settings(**more):
    base = {"bootstrap.servers": BOOTSTRAP, "client.id": "librdkafka"}
    return base | {name.replace("_", "."): value for name, value in more.items()}


def step(name, body):
    try:
        body()
        print(f"{name}: ok")
    except Exception as error:
        print(f"{name}: {error}")


def results(futures):
    for future in futures.values() if isinstance(futures, dict) else [futures]:
        future.result(15)


def produce(codec):
    producer = Producer(settings(compression_type=codec, enable_idempotence=True, linger_ms=20))
    for index in range(20):
        value = None if index % 7 == 0 else f"{codec} value {index}"
        producer.produce("t", value, f"key {index}", index % 4, headers={"h": b"\x01\x02"} if index % 5 == 0 else None)
    if producer.flush(15):
        raise RuntimeError("not delivered")


def consume(group, count, **more):
    consumer = Consumer(settings(group_id=group, auto_offset_reset="earliest", **more))
    consumer.subscribe(["t"])
    try:
        for _ in range(count):
            message = consumer.poll(45)
            if message is None or message.error():
                raise RuntimeError(message and message.error())
        consumer.commit(asynchronous=False)
    finally:
        consumer.close()


def share():
    consumer = ShareConsumer(settings(group_id="share", share_acknowledgement_mode="explicit"))
    consumer.subscribe(["t"])
    count = 0
    for _ in range(20):
        for message in consumer.poll(1):
            consumer.acknowledge(message)
            count += 1
        consumer.commit_sync()
    consumer.close()
    if count == 0:
        raise RuntimeError("no records")


def transactions():
    producer = Producer(settings(transactional_id="tx"))
    producer.init_transactions(10)
    reader = Consumer(settings(group_id="tx-group"))
    for commits in (True, False):
        producer.begin_transaction()
        for index in range(4):
            producer.produce("t", f"{'committed' if commits else 'aborted'} {index}", partition=index)
        producer.send_offsets_to_transaction([TopicPartition("t", 0, 5)], reader.consumer_group_metadata(), 10)
        (producer.commit_transaction if commits else producer.abort_transaction)(10)
    reader.close()


def main():
    admin = AdminClient(settings())
    topic = ConfigResource(ResourceType.TOPIC, "t")
    step("create topic", lambda: results(admin.create_topics([NewTopic("t", 4, 1)])))
    step("create partitions", lambda: results(admin.create_partitions([NewPartitions("t", 5)])))
    step("list topics", lambda: admin.list_topics(timeout=10))
    step("describe cluster", lambda: admin.describe_cluster(request_timeout=10).result(15))
    step("describe configs", lambda: results(admin.describe_configs([topic])))
    for codec in ("none", "gzip", "snappy", "lz4", "zstd"):
        step(f"produce {codec}", lambda: produce(codec))
    step("consume, classic group", lambda: consume("classic", 100))
    step("consume, consumer protocol", lambda: consume("consumer", 100, group_protocol="consumer"))
    step("consume, share group", share)
    step("transactions", transactions)
    first = TopicPartition("t", 0)
    for spec in (OffsetSpec.earliest(), OffsetSpec.latest(), OffsetSpec.max_timestamp(), OffsetSpec.for_timestamp(0)):
        step("list offsets", lambda: results(admin.list_offsets({first: spec})))
    step("list groups", lambda: admin.list_consumer_groups(request_timeout=10).result(15))
    step("describe groups", lambda: results(admin.describe_consumer_groups(["classic"])))
    step("list group offsets", lambda: results(admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions("classic")])))
    step("delete groups", lambda: results(admin.delete_consumer_groups(["classic"])))
    step("delete records", lambda: results(admin.delete_records([TopicPartition("t", 0, 1)])))
    step("delete topic", lambda: results(admin.delete_topics(["t"])))


main()
