// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import TestSupport

/// One recorded frame.
struct CapturedFrame {
    var connection: Int
    var isRequest: Bool
    var bytes: ByteSlice

    /// The frames of a recording, in its order.
    static func all(in file: URL) throws -> [CapturedFrame] {
        try JSONLines.rows(file).enumerated().map { index, row in
            guard let connection = row["connection"] as? NSNumber, let direction = row["direction"] as? String,
                ["request", "response"].contains(direction), row["t_us"] is NSNumber,
                let data = (row["frame"] as? String).flatMap({ Data(base64Encoded: $0) })
            else { throw TestFailure("\(file.lastPathComponent) line \(index + 1) is no frame") }
            return CapturedFrame(
                connection: connection.intValue, isRequest: direction == "request", bytes: ByteSlice(copying: data))
        }
    }
}

/// Follows a recording and matches responses to requests.
struct CaptureReader {
    /// A message of the recording.
    struct Message {
        var api: any KafkaRequest.Type
        /// The version of the body, which may be newer than ours in an ApiVersions request.
        var version: Int16
        var isRequest: Bool
        var body: ByteSlice
    }

    private var asked: [String: (api: any KafkaRequest.Type, version: Int16)] = [:]

    /// Reads the header, and checks that writing it gives the same bytes.
    mutating func read(_ frame: CapturedFrame) throws -> Message {
        var reader = WireReader(frame.bytes)
        if frame.isRequest {
            let type = try MessageTypes.api(try reader.readInt16())
            let version = try reader.readInt16()
            reader = WireReader(frame.bytes)
            let headerVersion = MessageTypes.headerVersion(type, isRequest: true, version)
            let header = try RequestHeader(from: &reader, version: headerVersion)
            try Self.check(header, headerVersion, frame.bytes[0..<reader.byteOffset])
            asked["\(frame.connection)/\(header.correlationID)"] = (type, version)
            return Message(
                api: type, version: version, isRequest: true, body: frame.bytes[reader.byteOffset..<frame.bytes.count])
        }
        let correlationID = try reader.peekInt32()
        guard let request = asked.removeValue(forKey: "\(frame.connection)/\(correlationID)") else {
            throw TestFailure("connection \(frame.connection): nobody asked what \(correlationID) answers")
        }
        let headerVersion = MessageTypes.headerVersion(request.api, isRequest: false, request.version)
        let header = try ResponseHeader(from: &reader, version: headerVersion)
        try Self.check(header, headerVersion, frame.bytes[0..<reader.byteOffset])
        let body = frame.bytes[reader.byteOffset..<frame.bytes.count]
        var version = request.version
        // A broker that does not know the version of an ApiVersions request responds in version 0 (KIP-511).
        if request.api.apiKey == .apiVersions, try WireReader(body).peekInt16() == 35 { version = 0 }
        return Message(api: request.api, version: version, isRequest: false, body: body)
    }

    private static func check(_ header: some KafkaMessage, _ version: Int16, _ bytes: ByteSlice) throws {
        let again = try header.encoded(version: version)
        guard again == bytes else { throw TestFailure("header v\(version): \(bytes) became \(again)") }
    }
}

extension WireReader {
    func peekInt32() throws -> Int32 {
        var copy = self
        return try copy.readInt32()
    }

    func peekInt16() throws -> Int16 {
        var copy = self
        return try copy.readInt16()
    }
}
