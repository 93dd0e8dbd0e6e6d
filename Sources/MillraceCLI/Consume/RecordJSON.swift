// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Records as JSON objects with the fields of kcat -J. Source: kcat 1.7.1.
///
/// `topic`, `partition`, `offset`, `tstype` (`create` or `logappend`) and `ts` in milliseconds unless the record is
/// older than timestamps, `broker` (the partition's leader, −1 if unknown), `headers` if there are any (names and
/// values in turn), `key`, `payload`. A key, value or header that is not UTF-8 is in base64, which `key_encoding`,
/// `payload_encoding` and `headers_encoding` (one entry per header) say; kcat writes its bytes as they are.
enum RecordJSON {
    /// Appends a record, without a delimiter.
    static func write(
        _ record: Record, _ timestampType: TimestampType, of source: RecordSource, broker: Int32,
        to output: inout OutputBuffer
    ) {
        output.append("{\"topic\":")
        JSONText.append(ByteSlice(copying: source.topic), to: &output)
        output.append(",\"partition\":")
        output.append(source.partition)
        output.append(",\"offset\":")
        output.append(decimal: record.offset)
        if timestampType != .none {
            output.append(timestampType == .createTime ? ",\"tstype\":\"create\"" : ",\"tstype\":\"logappend\"")
            output.append(",\"ts\":")
            output.append(decimal: record.timestamp)
        }
        output.append(",\"broker\":")
        output.append(decimal: Int64(broker))
        if !record.headers.isEmpty { write(record.headers, to: &output) }
        write("key", record.key, to: &output)
        write("payload", record.value, to: &output)
        output.append(UInt8(ascii: "}"))
    }

    private static func write(_ name: String, _ bytes: ByteSlice?, to output: inout OutputBuffer) {
        output.append(",\"")
        output.append(name)
        output.append("\":")
        if !write(bytes, to: &output) {
            output.append(",\"")
            output.append(name)
            output.append("_encoding\":\"base64\"")
        }
    }

    private static func write(_ headers: RecordHeaders, to output: inout OutputBuffer) {
        output.append(",\"headers\":[")
        var encodings: [JSONValue] = []
        var isText = true
        for header in headers {
            if !encodings.isEmpty { output.append(UInt8(ascii: ",")) }
            JSONText.append(header.key, to: &output)
            output.append(UInt8(ascii: ","))
            let valueIsText = write(header.value, to: &output)
            isText = isText && valueIsText
            encodings.append(valueIsText ? .null : "base64")
        }
        output.append(UInt8(ascii: "]"))
        if isText { return }
        output.append(",\"headers_encoding\":")
        JSONValue.array(encodings).write(to: &output)
    }

    /// Appends bytes as a string, or null. Returns false if the string is in base64.
    private static func write(_ bytes: ByteSlice?, to output: inout OutputBuffer) -> Bool {
        guard let bytes else {
            output.append("null")
            return true
        }
        let isText = JSONText.isText(bytes)
        if isText { JSONText.append(bytes, to: &output) } else { JSONText.append(Base64.encode(bytes), to: &output) }
        return isText
    }
}
