# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Reads and writes messages with kio, on commands from standard input.

layout KEY VERSION DIRECTION        -> = layout of the message, or "= unknown"
decode KEY VERSION DIRECTION HEX    -> = VALUE HEX: the value, and the bytes that it encodes to
random KEY VERSION DIRECTION SEED   -> = VALUE HEX of a random message made here

A failure is "= error TEXT". RandomValue in RandomMessage.swift describes the form of VALUE.
"""

import datetime
import io
import random
import struct
import sys
import uuid
from dataclasses import fields
from typing import get_args

from kio.index import load_request_schema, load_response_schema
from kio.schema.errors import ErrorCode
from kio.serial import entity_reader, entity_writer
from kio.serial._introspect import (
    EntityField,
    EntityTupleField,
    PrimitiveTupleField,
    classify_field,
    get_field_tag,
    get_schema_field_type,
    is_optional,
)
from kio.serial._implicit_defaults import get_tagged_field_default

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)
CODES = sorted(code.value for code in ErrorCode)
BITS = {"int8": 8, "int16": 16, "int32": 32, "int64": 64}
# Milliseconds that kio converts exactly; it uses seconds in doubles.
DATES = (0, 4_102_444_800_000)
DELTAS = (-4_102_444_800_000, 4_102_444_800_000)


def schema(key, version, direction):
    load = load_request_schema if direction == "request" else load_response_schema
    return load(int(key), int(version))


def array_is_nullable(field):
    return type(None) in get_args(field.type)


def layout(entity):
    parts = []
    for field in fields(entity):
        kind = classify_field(field)
        # A question mark marks a nullable field.
        null = "?" if (array_is_nullable(field) if kind.is_array else is_optional(field)) else ""
        if isinstance(kind, (EntityField, EntityTupleField)):
            parts.append(layout(kind.type_) + null)
            continue
        match get_schema_field_type(field):
            case "error_code":
                parts.append("e")
            case "timedelta_i64":
                parts.append("d")
            case "datetime_i64":
                parts.append("t")
            case "float64":
                parts.append("f")
            case "uuid":
                parts.append("a")
            case _:
                parts.append("a" + null)
    return "(" + ",".join(parts) + ")"


def text(value, kafka_type):
    match kafka_type:
        case "bool":
            return "T" if value else "F"
        case "error_code":
            return str(value.value)
        case "timedelta_i32" | "timedelta_i64":
            return str(value // MILLISECOND)
        case "datetime_i64":
            # kio has None for -1.
            return "-1" if value is None else str((value - EPOCH) // MILLISECOND)
        case "float64":
            return "f" + struct.pack(">d", value).hex()
        case "uuid":
            # kio has None for the UUID of zeros.
            return "u" + (uuid.UUID(int=0) if value is None else value).hex
    if value is None:
        return "n"
    match kafka_type:
        case "string":
            return "s" + value.encode().hex()
        case "bytes" | "records":
            return "b" + bytes(value).hex()
        case _:
            return str(int(value))


def show(entity):
    parts = []
    for field in fields(entity):
        value = getattr(entity, field.name)
        match classify_field(field):
            case EntityField():
                parts.append("n" if value is None else show(value))
            case EntityTupleField():
                parts.append("n" if value is None else "[" + ",".join(show(item) for item in value) + "]")
            case PrimitiveTupleField():
                inner = get_schema_field_type(field)
                parts.append("n" if value is None else "[" + ",".join(text(item, inner) for item in value) + "]")
            case _:
                parts.append(text(value, get_schema_field_type(field)))
    return "(" + ",".join(parts) + ")"


def make_primitive(kind, type_, r):
    match kind:
        case "bool":
            return r.random() < 0.5
        case "error_code":
            return ErrorCode(r.choice(CODES))
        case "timedelta_i32":
            return r.randint(-(2**31), 2**31 - 1) * MILLISECOND
        case "timedelta_i64":
            return r.randint(*DELTAS) * MILLISECOND
        case "datetime_i64":
            return EPOCH + r.randint(*DATES) * MILLISECOND
        case "float64":
            return r.choice([0.0, 1.5, -3.25e300, r.random()])
        case "uuid":
            return uuid.UUID(int=r.getrandbits(128) | 1)
        case "string":
            return type_("".join(r.choice("abcXYZ019._- äß漢字🌾\0\n") for _ in range(r.choice([0, 1, 3, 127, 128, 300]))))
        case "bytes" | "records":
            return type_(r.randbytes(r.choice([0, 1, 16, 127, 128, 500])))
        case "uint16":
            return type_(r.getrandbits(16))
        case _:
            most = 2 ** (BITS[kind] - 1)
            return type_(r.choice([-most, most - 1, 0, -1, r.randint(-most, most - 1)]))


def scalar(type_):
    """The class inside an optional or tuple type."""
    while not isinstance(type_, type):
        type_ = next(inner for inner in get_args(type_) if inner not in (type(None), ...))
    return type_


def make(entity, r, depth=0):
    values = {}
    for field in fields(entity):
        kind = classify_field(field)
        if get_field_tag(field) is not None and r.random() < 0.5:
            values[field.name] = get_tagged_field_default(field)
            continue
        optional = array_is_nullable(field) if kind.is_array else is_optional(field)
        if optional and r.random() < 0.25:
            values[field.name] = None
            continue
        match kind:
            case EntityField(type_):
                values[field.name] = make(type_, r, depth + 1)
            case EntityTupleField(type_):
                values[field.name] = tuple(make(type_, r, depth + 1) for _ in range(r.randint(0, 3 if depth < 2 else 2)))
            case PrimitiveTupleField(type_):
                inner = get_schema_field_type(field)
                values[field.name] = tuple(make_primitive(inner, scalar(type_), r) for _ in range(r.randint(0, 3)))
            case _:
                values[field.name] = make_primitive(get_schema_field_type(field), scalar(field.type), r)
    return entity(**values)


def written(value):
    buffer = io.BytesIO()
    entity_writer(type(value))(buffer, value)
    return buffer.getvalue()


def answer(command, key, version, direction, argument=None):
    entity = schema(key, version, direction)
    if command == "layout":
        return layout(entity)
    if command == "random":
        value = make(entity, random.Random(int(argument)))
    else:
        data = bytes.fromhex("" if argument == "-" else argument)
        value, size = entity_reader(entity)(data, 0)
        if size != len(data):
            raise ValueError(f"read {size} of {len(data)} bytes")
    return f"{show(value)} {written(value).hex() or '-'}"


for line in sys.stdin:
    words = line.split()
    try:
        result = answer(*words)
    except Exception as error:  # Every failure is printed.
        unknown = type(error).__name__ in ("UnknownAPIKey", "UnknownEntity")
        result = "unknown" if unknown else f"error {type(error).__name__}: {error}".replace("\n", " ")
    print("=", result, flush=True)
