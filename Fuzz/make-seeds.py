#!/usr/bin/env python3
# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Writes a seed corpus for each fuzz target, from the golden vectors, the captures, and a few texts in this script.

    Fuzz/make-seeds.py FOLDER [LARGEST_INPUT_IN_BYTES]

Each seed is one file in FOLDER/<target>/, named by a hash of its contents, so that another run changes nothing.
"""
import base64
import gzip
import hashlib
import json
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "Tests/KafkaProtocolTests/Fixtures"
CAPTURES = ROOT / "ProtocolSpecs/Captures"


class Seeds:
    def __init__(self, folder, largest):
        self.folder, self.largest = folder, largest

    def add(self, target, data):
        if len(data) > self.largest:
            return
        folder = self.folder / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def rows(file):
    with gzip.open(file) as lines:
        for line in lines:
            yield json.loads(line)


def short_string(text):
    data = text.encode()
    return struct.pack(">h", len(data)) + data


def request_header(key, version, header_version):
    header = struct.pack(">hhi", key, version, 7)
    if header_version >= 1:
        header += short_string("seed")
    return header + (b"\0" if header_version >= 2 else b"")


def response_header(header_version):
    return struct.pack(">i", 7) + (b"\0" if header_version >= 1 else b"")


# Numbers of the schemas in the target `embedded` (by position) and of the bodies in `sasl`.
EMBEDDED = (
    "ConsumerProtocolSubscription", "ConsumerProtocolAssignment", "DefaultPrincipalData", "ControlRecordTypeSchema",
    "EndTxnMarker", "LeaderChangeMessage",
)
SASL = {
    "SaslHandshakeRequest": 6, "SaslHandshakeResponse": 7, "SaslAuthenticateRequest": 8, "SaslAuthenticateResponse": 9,
}


def from_messages(seeds):
    """Requests and responses of every API and version, with their headers, and messages inside other messages."""
    messages = sorted(FIXTURES.glob("*vectors/messages.jsonl.gz"))
    for row in (row for file in messages for row in rows(file)):
        key, version, body = row["apiKey"], row["version"], bytes.fromhex(row["hex"])
        api = struct.pack(">hh", key, version)
        if row["name"] in SASL:
            seeds.add("sasl", bytes([SASL[row["name"]], version]) + body)
        if row["name"] in EMBEDDED:
            seeds.add("embedded", bytes([EMBEDDED.index(row["name"])]) + struct.pack(">h", version) + body)
        elif row["direction"] == "request":
            frame = request_header(key, version, row["headerVersion"]) + body
            seeds.add("request", frame)
            seeds.add("fixed-point", b"\0" + api + body)
        elif row["direction"] == "response":
            seeds.add("response", api + response_header(row["headerVersion"]) + body)
            seeds.add("fixed-point", b"\1" + api + body)


def from_record_sets(seeds):
    for row in rows(FIXTURES / "vectors/record-batches.jsonl.gz"):
        data = bytes.fromhex(row["hex"])
        # Read with and without checksums; written again with each codec.
        for choice in (0, 1, 2, 6, 10, 14, 18):
            seeds.add("records", bytes([choice]) + data)


def from_captures(seeds):
    """What clients sent and what they were answered: frame by frame, and each client's stream for the broker."""
    for file in sorted(CAPTURES.glob("*.jsonl.gz")):
        apis, streams = {}, {}
        for row in rows(file):
            connection, frame = row["connection"], base64.b64decode(row["frame"])
            if row["direction"] == "request":
                key, version, correlation = struct.unpack_from(">hhi", frame)
                apis[connection, correlation] = frame[:4]
                seeds.add("request", frame)
                framed = struct.pack(">i", len(frame)) + frame
                for choice in (b"\0", b"\1"):
                    seeds.add("broker", choice + framed)
                streams.setdefault(connection, []).append(framed)
                if key == 36:
                    sasl_token(seeds, version, frame)
            else:
                api = apis.get((connection, struct.unpack_from(">i", frame)[0]))
                if api:
                    seeds.add("response", api + frame)
        for frames in streams.values():
            for start in range(0, len(frames), 4):
                stream = b"".join(frames[start:start + 8])
                seeds.add("broker", b"\3" + stream)
                seeds.add("framing", b"\xff\4\x09\x02\x81\x40" + stream)


def sasl_token(seeds, version, frame):
    """The token in a SaslAuthenticate request: a message of PLAIN or of SCRAM."""
    position = 10 + max(struct.unpack_from(">h", frame, 8)[0], 0)
    if version >= 2:
        # Header tags, then a compact length of one byte or two.
        position += 2 if frame[position + 1] < 128 else 3
        token = frame[position:-1]
    else:
        token = frame[position + 4:]
    for choice in (0, 2, 4):
        seeds.add("sasl", bytes([choice]) + token)


def record(delta, key, value):
    """A record of magic 2 with short contents."""
    def varint(number):
        return bytes([(number << 1) ^ (number >> 31)])
    body = b"\0" + varint(0) + varint(delta)
    for data in (key, value):
        body += varint(-1) if data is None else varint(len(data)) + data
    body += varint(0)
    return varint(len(body)) + body


def produce(topic, *records):
    """A Produce request with one batch, whose checksum the target corrects."""
    batch = struct.pack(">qiib", 0, 0, 0, 2) + bytes(4) + struct.pack(">hiqq", 0, len(records) - 1, 1, 1)
    batch += struct.pack(">qhii", -1, -1, -1, len(records)) + b"".join(records)
    body = struct.pack(">hhii", -1, -1, 1000, 1) + short_string(topic) + struct.pack(">iii", 1, 0, len(batch)) + batch
    return request_header(0, 7, 1) + body


def compaction(seeds):
    """A compacted topic: records with equal keys, deletions of keys, offsets that do not ascend."""
    configs = {"cleanup.policy": "compact", "delete.retention.ms": str(2**63 - 1)}
    for more in ({}, {"min.compaction.lag.ms": "1000"}, {"retention.ms": "1", "cleanup.policy": "compact,delete"}):
        entries = [short_string(name) + short_string(value) for name, value in (configs | more).items()]
        create = request_header(19, 2, 1) + struct.pack(">i", 1) + short_string("c") + struct.pack(">ihi", 1, 1, 0)
        create += struct.pack(">i", len(entries)) + b"".join(entries) + struct.pack(">ib", 1000, 0)
        for deltas in ((0, 1, 2), (0, 0, 2), (0, -1, 2)):
            first = produce("c", *(record(delta, key, b"1") for delta, key in zip(deltas, (b"a", b"b", b"c"))))
            frames = (create, first, produce("c", record(0, b"a", None), record(1, b"c", b"2")))
            seeds.add("broker", b"\1" + b"".join(struct.pack(">i", len(frame)) + frame for frame in frames))


def sasl(seeds):
    """The exchanges of RFC 5802 and RFC 7677, the messages of RFC 4616, and base64."""
    for choice, text in (
        (0, "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL"),
        (0, "p=tls-exporter,a=x=2Cy,n=a=3Db,r=%hvYD,tokenauth=true"),
        (0, "y,,n=user,r=rOprNGfwEbeRWgbNEkqO"),
        (1, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"),
        (1, "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"),
        (2, "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="),
        (2, "c=biws,r=rOpr,x=1,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="),
        (3, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="),
        (3, "e=invalid-proof,x=y"),
        (4, "\0tim\0tanstaaftanstaaf"),
        (4, "Ursel\0Kurt\0xipj3plmq"),
        (5, "Zm9vYmFy"),
        (5, "Zm9vYg=="),
    ):
        seeds.add("sasl", bytes([choice]) + text.encode())


def properties(seeds):
    names = (
        "client.id=me", "request.timeout.ms = 1500", "fetch.max.bytes:1000", "isolation.level read_committed", "check.crcs=false",
        "group.id=g", "auto.offset.reset=earliest", "acks=all", "linger.ms=5", "compression.type=lz4", "batch.size=16384",
        "enable.idempotence=false", "security.protocol=PLAINTEXT", "retries=3", "retry.backoff.ms=100", "no.such.name=1",
        "send.buffer.bytes=-1", "enable.auto.commit=false", "sasl.mechanism=PLAIN", "fetch.min.bytes=1", "maxRetries=4",
    )
    for choice in range(4):
        head = bytes([choice])
        for name in names:
            seeds.add("properties", head + b"bootstrap.servers=a:1,b:2\n" + name.encode())
        for text in (
            "# comment\n! other\n\n a = b \\\n   c\r\nd:e\rf g\n",
            "a\\ b\\=c\\:d=\\t\\n\\r\\f\\\\\\u00fc\\uD83D\\uDE00",
            "bootstrap.servers=[::1]:9092,PLAINTEXT://h:1\n",
            "a=\u00fc\U0001F600",
        ):
            seeds.add("properties", head + text.encode())


def embedded(seeds):
    """The consumer protocol in each of its versions."""
    topics = struct.pack(">i", 2) + short_string("a") + short_string("topic-b")
    data = struct.pack(">i", 3) + b"\1\2\3"
    owned = struct.pack(">i", 1) + short_string("a") + struct.pack(">iii", 2, 0, 1)
    for version in range(4):
        body = topics + data
        body += owned if version >= 1 else b""
        body += struct.pack(">i", 5) if version >= 2 else b""
        body += short_string("rack") if version >= 3 else b""
        seeds.add("embedded", b"\0" + struct.pack(">h", version) + body)
        seeds.add("embedded", b"\1" + struct.pack(">h", version) + owned + data)


def varints(seeds):
    for value in (0, 1, 127, 128, 300, 2**31 - 1, 2**31, 2**32 - 1, 2**35 - 1, 2**63, 2**64 - 1):
        data = bytearray()
        rest = value
        while rest >= 128:
            data.append(rest & 127 | 128)
            rest >>= 7
        data.append(rest)
        seeds.add("varint", bytes(data))
    seeds.add("varint", b"\x80" * 9 + b"\x01" + b"\xff" * 5 + b"\x0f\x10")


def main():
    folder = pathlib.Path(sys.argv[1])
    seeds = Seeds(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 4096)
    for part in (from_messages, from_record_sets, from_captures, compaction, embedded, sasl, properties, varints):
        part(seeds)


main()
