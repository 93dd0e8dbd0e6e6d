// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaProtocol
import Testing

@testable import MillraceCLI

/// Formats of `millrace consume -f`, and JSON.
@Suite struct RecordFormatTests {
    private static let source = RecordSource(TopicPartition(topic: "orders", partition: 12))

    /// Records with offsets from 7 on and the timestamps 1000, 1001, ….
    private static func records(
        _ contents: [(key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader])]
    ) throws -> [Record] {
        var builder = try RecordBatchBuilder(baseOffset: 7)
        for (index, record) in contents.enumerated() {
            try builder.append(
                key: record.key, value: record.value, headers: record.headers, timestamp: 1000 + Int64(index))
        }
        var reader = RecordBatchReader(try builder.finish())
        return try reader.next().map { Array(try $0.records()) } ?? []
    }

    private static func text(_ format: RecordFormat, _ record: Record) -> [UInt8] {
        var output = OutputBuffer(descriptor: nil)
        format.write(record, of: source, to: &output)
        return output.bytes
    }

    private static func json(_ record: Record, _ type: TimestampType = .createTime, broker: Int32 = 1) -> String {
        var output = OutputBuffer(descriptor: nil)
        RecordJSON.write(record, type, of: source, broker: broker, to: &output)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    private let headers = [
        RecordHeader(key: "a", value: "1"), RecordHeader(key: "n", value: nil), RecordHeader(key: "e", value: ""),
    ]

    @Test func placeholdersAreReplaced() throws {
        let record = try Self.records([("key", "value", headers)])[0]
        let cases: [(String, String)] = [
            ("%s", "value"), ("%S", "5"), ("%k", "key"), ("%K", "3"), ("%t", "orders"), ("%p", "12"), ("%o", "7"),
            ("%T", "1000"), ("%h", "a=1,n=NULL,e="), ("%%", "%"), ("%R", "\0\0\0\u{5}"), ("", ""), ("plain", "plain"),
            (#"%t-%p@%o: %k=%s\n"#, "orders-12@7: key=value\n"), ("%%s%%%s", "%s%value"), (#"\x41%s\65"#, "AvalueA"),
        ]
        for (format, expected) in cases {
            let bytes = Self.text(try RecordFormat(parsing: format), record)
            #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(format)")
        }
    }

    @Test func nullAndEmptyAreNothingOrNULL() throws {
        let records = try Self.records([(nil, nil, []), ("", "", [])])
        let lengths = try RecordFormat(parsing: "%k|%s|%K|%S|%R|%h")
        #expect(Self.text(lengths, records[0]) == Array("||-1|-1|".utf8) + [0xff, 0xff, 0xff, 0xff, 0x7c])
        #expect(Self.text(lengths, records[1]) == Array("||0|0|".utf8) + [0, 0, 0, 0, 0x7c])
        // kcat does not tell them apart either.
        let shown = try RecordFormat(parsing: "%k|%s", showsNull: true)
        for record in records { #expect(Self.text(shown, record) == Array("NULL|NULL".utf8)) }
    }

    @Test func bytesStayAsTheyAre() throws {
        let all = ByteSlice(copying: (0...255).map { UInt8($0) })
        let record = try Self.records([(all, all, [])])[0]
        let format = RecordFormat(keyDelimiter: [0], delimiter: [0xff, 0x0a])
        #expect(Self.text(format, record) == all.bytes + [0] + all.bytes + [0xff, 0x0a])
    }

    @Test func delimitersAreNotFormats() throws {
        let record = try Self.records([("key", "value", [])])[0]
        let format = RecordFormat(keyDelimiter: Array("%s".utf8), delimiter: Array("%".utf8))
        #expect(Self.text(format, record) == Array("key%svalue%".utf8))
    }

    @Test(arguments: ["%q", "%", "a%", #"\x%s"#, "%é"])
    func wrongFormatsAreNamed(format: String) {
        #expect(throws: ValidationError.self) { try RecordFormat(parsing: format) }
    }

    @Test(arguments: [0, 1, 9, 10, 99, 100, -1, -10, Int64.max, Int64.min])
    func numbersAreDecimal(number: Int64) {
        var output = OutputBuffer(descriptor: nil)
        output.append("x")
        output.append(decimal: number)
        #expect(String(decoding: output.bytes, as: UTF8.self) == "x\(number)")
    }

    // MARK: JSON

    @Test func jsonHasTheFieldsOfKcat() throws {
        let records = try Self.records([("k", "v", headers), (nil, nil, [])])
        #expect(
            Self.json(records[0]) == #"{"topic":"orders","partition":12,"offset":7,"tstype":"create","ts":1000,"#
                + #""broker":1,"headers":["a","1","n",null,"e",""],"key":"k","payload":"v"}"#)
        #expect(
            Self.json(records[1], .logAppendTime, broker: -1)
                == #"{"topic":"orders","partition":12,"offset":8,"tstype":"logappend","ts":1001,"#
                + #""broker":-1,"key":null,"payload":null}"#)
        #expect(!Self.json(records[0], .none).contains("ts"))
    }

    @Test func binaryIsMarked() throws {
        let binary: ByteSlice = [0xff, 0x00]
        let headers = [RecordHeader(key: "a", value: "1"), RecordHeader(key: "b", value: binary)]
        let records = try Self.records([(binary, "v", []), ("k", binary, headers)])
        #expect(Self.json(records[0]).hasSuffix(#""key":"/wA=","key_encoding":"base64","payload":"v"}"#))
        #expect(
            Self.json(records[1]).hasSuffix(
                #""headers":["a","1","b","/wA="],"headers_encoding":[null,"base64"],"key":"k","#
                    + #""payload":"/wA=","payload_encoding":"base64"}"#))
    }

    @Test func stringsAreEscaped() {
        var output = OutputBuffer(descriptor: nil)
        JSONText.append("a\"b\\c/\n\r\t\u{8}\u{c}\u{1}\u{1f}\u{7f}é", to: &output)
        #expect(
            String(decoding: output.bytes, as: UTF8.self)
                == #""a\"b\\c/\n\r\t\b\f\u0001\u001F"# + "\u{7f}é\"")
    }

    @Test(
        arguments: [
            ([], true), ([0x61], true), ([0xc3, 0xa9], true), ([0xc3], false), ([0x80], false), ([0xc0, 0x80], false),
            ([0xed, 0xa0, 0x80], false), ([0xf4, 0x90, 0x80, 0x80], false), ([0xf0, 0x9f, 0x98, 0x80], true),
        ] as [([UInt8], Bool)])
    func textIsUTF8(bytes: [UInt8], isText: Bool) {
        #expect(JSONText.isText(ByteSlice(copying: bytes)) == isText)
    }
}
