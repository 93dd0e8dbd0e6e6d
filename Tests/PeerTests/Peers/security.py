# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Writes ten records to topic `t` and reads them back over a connection that is authenticated, encrypted, or both.

Usage: security.py confluent|kafka-python|aiokafka BOOTSTRAP PROTOCOL MECHANISM USER PASSWORD CA

PROTOCOL as in `security.protocol`; MECHANISM, USER, PASSWORD and CA are `-` if unused. Prints `values V V ...`, or
`refused` and the reason if authentication fails.
"""
import asyncio
import ssl
import sys

client, bootstrap, protocol, mechanism, user, password, ca = sys.argv[1:8]
VALUES = [b"v%d" % index for index in range(10)]
TIMEOUT = 240


def confluent():
    from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

    refusals = []

    def failed(error):
        if error.code() in (KafkaError._AUTHENTICATION, KafkaError._SSL):
            refusals.append(error.str())

    settings = {"bootstrap.servers": bootstrap, "security.protocol": protocol, "error_cb": failed}
    if mechanism != "-":
        settings |= {"sasl.mechanism": mechanism, "sasl.username": user, "sasl.password": password}
    if ca != "-":
        settings["ssl.ca.location"] = ca
    producer = Producer(settings)
    for value in VALUES:
        producer.produce("t", value, partition=0)
    while producer.flush(0.1) > 0:
        if refusals:
            return refusals[0]
    consumer = Consumer(settings | {"group.id": "g", "auto.offset.reset": "earliest"})
    consumer.assign([TopicPartition("t", 0, 0)])
    values = []
    while len(values) < len(VALUES):
        message = consumer.poll(TIMEOUT)
        if message is None or message.error():
            raise KafkaException(message and message.error())
        values.append(message.value())
    consumer.close()
    return values


def kafka_python():
    from kafka import KafkaConsumer, KafkaProducer, TopicPartition
    from kafka.errors import KafkaError

    settings = {"bootstrap_servers": bootstrap, "security_protocol": protocol}
    if mechanism != "-":
        settings |= {"sasl_mechanism": mechanism, "sasl_plain_username": user, "sasl_plain_password": password}
    if ca != "-":
        settings["ssl_cafile"] = ca
    try:
        # A wrong password is tried until this timeout.
        producer = KafkaProducer(**settings, bootstrap_timeout_ms=30000)
    except KafkaError as error:
        return repr(error)
    for value in VALUES:
        producer.send("t", value, partition=0).get(TIMEOUT)
    producer.close()
    consumer = KafkaConsumer(**settings, consumer_timeout_ms=TIMEOUT * 1000)
    partition = TopicPartition("t", 0)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    values = [next(consumer).value for _ in VALUES]
    consumer.close()
    return values


async def aiokafka():
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
    from aiokafka.errors import KafkaError

    settings = {"bootstrap_servers": bootstrap, "security_protocol": protocol}
    if mechanism != "-":
        settings |= {"sasl_mechanism": mechanism, "sasl_plain_username": user, "sasl_plain_password": password}
    if ca != "-":
        settings["ssl_context"] = ssl.create_default_context(cafile=ca)
    producer = AIOKafkaProducer(**settings)
    try:
        await producer.start()
    except KafkaError as error:
        await producer.stop()
        return repr(error)
    for value in VALUES:
        await producer.send_and_wait("t", value, partition=0)
    await producer.stop()
    consumer = AIOKafkaConsumer(**settings, auto_offset_reset="earliest")
    await consumer.start()
    partition = TopicPartition("t", 0)
    consumer.assign([partition])
    await consumer.seek_to_beginning(partition)
    values = [(await asyncio.wait_for(consumer.getone(), TIMEOUT)).value for _ in VALUES]
    await consumer.stop()
    return values


if client == "confluent":
    result = confluent()
elif client == "kafka-python":
    result = kafka_python()
else:
    result = asyncio.run(aiokafka())
if isinstance(result, str):
    print("refused", result, flush=True)
else:
    print("values", *[value.decode() for value in result], flush=True)
