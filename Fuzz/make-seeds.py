#!/usr/bin/env python3
# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Writes a seed corpus for each fuzz target, from the golden vectors, the captures, and a few texts that stand here.

    Fuzz/make-seeds.py FOLDER [LARGEST_INPUT_IN_BYTES]

One file a seed in FOLDER/<target>/, named by the contents, so that running it again changes nothing.
"""
import base64
import gzip
import hashlib
import json
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
VECTORS = ROOT / "Tests/KafkaProtocolTests/Fixtures/vectors"
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


def from_messages(seeds):
    """Requests and responses of every API and version, with a header before the body."""
    for row in rows(VECTORS / "messages.jsonl.gz"):
        key, version, body = row["apiKey"], row["version"], bytes.fromhex(row["hex"])
        api = struct.pack(">hh", key, version)
        if row["direction"] == "request":
            frame = request_header(key, version, row["headerVersion"]) + body
            seeds.add("request", frame)
            seeds.add("fixed-point", b"\0" + api + body)
        else:
            seeds.add("response", api + response_header(row["headerVersion"]) + body)
            seeds.add("fixed-point", b"\1" + api + body)


def from_record_sets(seeds):
    for row in rows(VECTORS / "record-batches.jsonl.gz"):
        data = bytes.fromhex(row["hex"])
        # Read with and without checksums; written again with each codec.
        for choice in (0, 1, 2, 6, 10, 14, 18):
            seeds.add("records", bytes([choice]) + data)


def from_captures(seeds):
    """What clients sent, frame by frame, and what they were answered."""
    for file in sorted(CAPTURES.glob("*.jsonl.gz")):
        apis = {}
        for row in rows(file):
            frame = base64.b64decode(row["frame"])
            if row["direction"] == "request":
                key, version, correlation = struct.unpack_from(">hhi", frame)
                apis[row["connection"], correlation] = frame[:4]
                seeds.add("request", frame)
            else:
                api = apis.get((row["connection"], struct.unpack_from(">i", frame)[0]))
                if api:
                    seeds.add("response", api + frame)


def embedded(seeds):
    """Consumer protocol: a subscription and an assignment in each version, and the small schemas of records."""
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
    seeds.add("embedded", b"\2" + struct.pack(">h", 0) + b"\5User\6alice\1\0")
    seeds.add("embedded", b"\3" + struct.pack(">hh", 0, 1))
    seeds.add("embedded", b"\4" + struct.pack(">hi", 0, 9))
    for version in range(2):
        voters = b"\2" + struct.pack(">i", 1) + (b"\0" * 16 if version else b"") + b"\0"
        seeds.add("embedded", b"\5" + struct.pack(">hhi", version, version, 1) + voters + voters + b"\0")


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
    for part in (from_messages, from_record_sets, from_captures, embedded, varints):
        part(seeds)


main()
