# Millrace
# SPDX-License-Identifier: Apache-2.0
"""A cluster of librdkafka's mock brokers that other processes can connect to and tests can steer.

Usage: mock_cluster.py BROKERS TOPIC PARTITIONS
Prints `ready HOST:PORT,…`, then reads commands from standard input, one per line, and prints `ok` or `error TEXT` for each:
  leader PARTITION BROKER     makes BROKER the partition's leader
  error API COUNT CODE        makes the next COUNT requests with the API key fail with the error CODE
  produce FILE                each line of FILE becomes a record, line i in partition i modulo PARTITIONS
Ends when standard input ends.
"""
import ctypes
import glob
import os
import sys

import confluent_kafka


def library():
    """The librdkafka that the confluent_kafka wheel bundles; its mock API is not reachable from Python."""
    folder = os.path.join(os.path.dirname(os.path.dirname(confluent_kafka.__file__)), "confluent_kafka.libs")
    path = glob.glob(os.path.join(folder, "librdkafka*.so*"))[0]
    lib = ctypes.CDLL(path)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32
    for name, result, arguments in [
        ("rd_kafka_conf_new", pointer, []),
        ("rd_kafka_new", pointer, [ctypes.c_int, pointer, text, ctypes.c_size_t]),
        ("rd_kafka_mock_cluster_new", pointer, [pointer, ctypes.c_int]),
        ("rd_kafka_mock_cluster_bootstraps", text, [pointer]),
        ("rd_kafka_mock_topic_create", ctypes.c_int, [pointer, text, ctypes.c_int, ctypes.c_int]),
        ("rd_kafka_mock_partition_set_leader", ctypes.c_int, [pointer, text, number, number]),
        ("rd_kafka_mock_push_request_errors_array", None,
         [pointer, ctypes.c_int16, ctypes.c_size_t, ctypes.POINTER(ctypes.c_int)]),
    ]:
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


def main():
    brokers, topic, partitions = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    lib = library()
    reason = ctypes.create_string_buffer(512)
    handle = lib.rd_kafka_new(0, lib.rd_kafka_conf_new(), reason, 512)
    if not handle:
        sys.exit("rd_kafka_new: " + reason.value.decode())
    cluster = lib.rd_kafka_mock_cluster_new(handle, brokers)
    bootstrap = lib.rd_kafka_mock_cluster_bootstraps(cluster).decode()
    lib.rd_kafka_mock_topic_create(cluster, topic.encode(), partitions, min(brokers, 3))
    print("ready", bootstrap, flush=True)
    for line in sys.stdin:
        try:
            words = line.split()
            if words[0] == "leader":
                code = lib.rd_kafka_mock_partition_set_leader(cluster, topic.encode(), int(words[1]), int(words[2]))
                if code != 0:
                    raise RuntimeError(f"set_leader answered {code}")
            elif words[0] == "error":
                count = int(words[2])
                codes = (ctypes.c_int * count)(*[int(words[3])] * count)
                lib.rd_kafka_mock_push_request_errors_array(cluster, int(words[1]), count, codes)
            elif words[0] == "produce":
                produce(bootstrap, topic, partitions, words[1])
            else:
                raise RuntimeError("unknown command")
            print("ok", flush=True)
        except Exception as error:  # The test fails with this text.
            print("error", error, flush=True)


def produce(bootstrap, topic, partitions, path):
    producer = confluent_kafka.Producer({"bootstrap.servers": bootstrap, "linger.ms": 5})
    failures = []
    with open(path, "rb") as lines:
        for index, line in enumerate(lines):
            producer.produce(
                topic, line.rstrip(b"\n"), partition=index % partitions,
                on_delivery=lambda error, _: error and failures.append(str(error)))
    if producer.flush(240) or failures:
        raise RuntimeError(f"not delivered: {failures[:1]}")


main()
