// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import Testing

/// Every golden message and every captured frame, against the reference implementation's values and bytes.
@Suite struct MessageConformanceTests {
    private func api(_ key: Int16) throws -> any KafkaRequest.Type {
        guard let api = KafkaAPIs.requests.first(where: { $0.apiKey.rawValue == key }) else {
            throw ConformanceFailure("no API with key \(key)")
        }
        return api
    }

    private func response<R: KafkaRequest>(_ request: R.Type) -> any KafkaMessage.Type { R.Response.self }

    /// Reads all of `bytes` as `type`, and checks that writing gives the same bytes.
    private func roundTrip(
        _ type: any KafkaMessage.Type, _ bytes: ByteSlice, version: Int16
    ) throws -> any KafkaMessage {
        let message = try type.init(decoding: bytes, version: version)
        let again = try message.encoded(version: version)
        guard again == bytes else { throw ConformanceFailure("\(type) v\(version): \(bytes) became \(again)") }
        return message
    }

    @Test func goldenMessagesDecodeToTheReferencesValuesAndEncodeToTheSameBytes() throws {
        let rows = try ConformanceData.rows(ConformanceData.vectors.appending(path: "messages.jsonl.gz"))
        #expect(!rows.isEmpty)
        var equal = 0
        for row in rows {
            let name = try #require(row["name"] as? String)
            let version = try #require(row["version"] as? NSNumber).int16Value
            do {
                let request = try api(try #require(row["apiKey"] as? NSNumber).int16Value)
                let isRequest = row["direction"] as? String == "request"
                let type: any KafkaMessage.Type = isRequest ? request : response(request)
                let bytes = try ConformanceData.bytes(hex: try #require(row["hex"] as? String))
                let message = try roundTrip(type, bytes, version: version)
                let differences = ReferenceValue.differences(message, try #require(row["fields"]))
                #expect(differences.isEmpty, "\(name) v\(version): \(differences.prefix(3))")
                let headerVersion = try #require(row["headerVersion"] as? NSNumber).int16Value
                #expect(headerVersion == headerVersionOf(request, isRequest: isRequest, version), "\(name) v\(version)")
                equal += differences.isEmpty ? 1 : 0
            } catch {
                Issue.record("\(name) v\(version): \(error)")
            }
        }
        print("golden messages: \(equal) of \(rows.count) agree")
    }

    private func headerVersionOf<R: KafkaRequest>(_ request: R.Type, isRequest: Bool, _ version: Int16) -> Int16 {
        isRequest ? R.headerVersion(version) : R.Response.headerVersion(version)
    }

    @Test func capturedFramesDecodeWholeAndEncodeToTheSameBytes() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: ConformanceData.captures.path)
            .filter { $0.hasSuffix(".jsonl.gz") }.sorted()
        #expect(!files.isEmpty)
        for file in files {
            var asked: [String: (api: any KafkaRequest.Type, version: Int16)] = [:]
            let rows = try ConformanceData.rows(ConformanceData.captures.appending(path: file))
            #expect(!rows.isEmpty, "\(file)")
            var equal = 0
            for (index, row) in rows.enumerated() {
                do {
                    let connection = try #require(row["connection"] as? NSNumber).intValue
                    let text = try #require(row["frame"] as? String)
                    let data = try #require(Data(base64Encoded: text))
                    let frame = ByteSlice(copying: [UInt8](data))
                    if row["direction"] as? String == "request" {
                        let (header, request) = try self.request(frame)
                        asked["\(connection)/\(header.correlationID)"] = request
                    } else {
                        let correlationID = try WireReader(frame).peekInt32()
                        let answered = asked.removeValue(forKey: "\(connection)/\(correlationID)")
                        let request = try #require(answered)
                        try self.response(frame, to: request)
                    }
                    equal += 1
                } catch {
                    Issue.record("\(file) frame \(index): \(error)")
                }
            }
            print("\(file): \(equal) of \(rows.count) frames agree")
        }
    }

    private func request(
        _ frame: ByteSlice
    ) throws -> (RequestHeader, (api: any KafkaRequest.Type, version: Int16)) {
        var reader = WireReader(frame)
        let type = try api(try reader.readInt16())
        let version = try reader.readInt16()
        reader = WireReader(frame)
        let header = try RequestHeader(from: &reader, version: headerVersionOf(type, isRequest: true, version))
        let headerBytes = frame[0..<reader.byteOffset]
        #expect(try header.encoded(version: headerVersionOf(type, isRequest: true, version)) == headerBytes)
        // A client may ask ApiVersions in a version that does not exist yet: the body is then not ours to read.
        if type.versions.contains(version) {
            _ = try roundTrip(type, frame[reader.byteOffset..<frame.count], version: version)
        }
        return (header, (type, version))
    }

    private func response(_ frame: ByteSlice, to request: (api: any KafkaRequest.Type, version: Int16)) throws {
        var reader = WireReader(frame)
        let headerVersion = headerVersionOf(request.api, isRequest: false, request.version)
        _ = try ResponseHeader(from: &reader, version: headerVersion)
        let body = frame[reader.byteOffset..<frame.count]
        var version = request.version
        // A broker that does not know the version of an ApiVersions request answers in version 0 with the error (KIP-511).
        if request.api.apiKey == .apiVersions, let code = try? WireReader(body).peekInt16(), code == 35 { version = 0 }
        _ = try roundTrip(response(request.api), body, version: version)
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
