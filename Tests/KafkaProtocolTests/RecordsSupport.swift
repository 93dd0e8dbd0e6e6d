// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import TestSupport
import Testing

/// A record set that kafka-clients 3.9.1 wrote, and its contents.
///
/// From `vectors/record-batches.jsonl.gz` in the folder that the environment variable CONFORMANCE_DATA names, or in
/// `Fixtures`.
struct RecordVector: Sendable, CustomTestStringConvertible {
    struct Header: Equatable { var key: String; var value: [UInt8]? }
    struct ExpectedRecord: Equatable {
        var offset: Int64
        var timestamp: Int64
        var key: [UInt8]?
        var value: [UInt8]?
        var headers: [Header]
    }
    struct Batch: Sendable {
        var baseOffset: Int64
        var lastOffset: Int64
        var maxTimestamp: Int64
        var timestampType: String
        var producerID: Int64?
        var producerEpoch: Int64?
        var baseSequence: Int64?
        var leaderEpoch: Int64?
        var transactional: Bool?
        var control: Bool?
        var count: Int64?
        var records: [ExpectedRecord]
    }

    var line: Int
    var magic: Int8
    var codec: String
    var bytes: [UInt8]
    var batches: [Batch]

    var slice: ByteSlice { ByteSlice(copying: bytes) }
    var testDescription: String { "line \(line): magic \(magic) \(codec)" }
    /// Whether this build has the codec.
    var isReadable: Bool { Compression(name: codec)?.isBuiltIn == true }

    static let all: [RecordVector] = {
        do {
            return try JSONLines.rows(file).enumerated().map { try RecordVector(line: $0, $1) }
        } catch {
            // Tests check the number of vectors, so an unreadable file fails them.
            print("no vectors: \(error)")
            return []
        }
    }()

    static let readable = all.filter(\.isReadable)

    private static var file: URL {
        let folder =
            ProcessInfo.processInfo.environment["CONFORMANCE_DATA"].map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        return folder.appendingPathComponent("vectors/record-batches.jsonl.gz")
    }

    private init(line: Int, _ object: [String: Any]) throws {
        func integer(_ value: Any?) -> Int64? { (value as? NSNumber)?.int64Value }
        func bytes(_ value: Any?) -> [UInt8]? {
            (value as? String).flatMap { Data(base64Encoded: $0) }.map { Array($0) }
        }
        self.line = line
        magic = Int8(integer(object["magic"]) ?? -1)
        codec = object["codec"] as? String ?? ""
        self.bytes = try [UInt8](hex: object["hex"] as? String ?? "")
        batches = (object["batches"] as? [[String: Any]] ?? []).map { batch in
            Batch(
                baseOffset: integer(batch["baseOffset"]) ?? -1, lastOffset: integer(batch["lastOffset"]) ?? -1,
                maxTimestamp: integer(batch["maxTimestamp"]) ?? -2,
                timestampType: batch["timestampType"] as? String ?? "",
                producerID: integer(batch["producerId"]), producerEpoch: integer(batch["producerEpoch"]),
                baseSequence: integer(batch["baseSequence"]), leaderEpoch: integer(batch["leaderEpoch"]),
                transactional: batch["transactional"] as? Bool, control: batch["control"] as? Bool,
                count: integer(batch["count"]),
                records: (batch["records"] as? [[String: Any]] ?? []).map { record in
                    ExpectedRecord(
                        offset: integer(record["offset"]) ?? -1, timestamp: integer(record["timestamp"]) ?? -2,
                        key: bytes(record["key"]), value: bytes(record["value"]),
                        headers: (record["headers"] as? [[Any]] ?? []).map {
                            Header(key: $0[0] as? String ?? "", value: bytes($0[1]))
                        })
                })
        }
    }
}

extension RecordVector.ExpectedRecord {
    /// Converts a decoded record.
    init(_ record: Record) {
        self.init(
            offset: record.offset, timestamp: record.timestamp, key: record.key?.bytes, value: record.value?.bytes,
            headers: record.headers.map { RecordVector.Header(key: $0.key, value: $0.value?.bytes) })
    }
}

/// All records of a record set up to the first error, and that error.
func decodeAll(
    _ bytes: ByteSlice, limits: RecordLimits = .default, checkCRC: Bool = true
) -> (records: [RecordVector.ExpectedRecord], error: WireError?) {
    var records: [RecordVector.ExpectedRecord] = []
    var reader = RecordBatchReader(bytes, limits: limits, checkCRC: checkCRC)
    do throws(WireError) {
        while let batch = try reader.next() {
            var cursor = try batch.recordCursor()
            while let record = try cursor.next() { records.append(.init(record)) }
        }
        return (records, nil)
    } catch {
        return (records, error)
    }
}
