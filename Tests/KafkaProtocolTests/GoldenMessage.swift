// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol

/// A message body that the reference implementation wrote, and what it holds.
struct GoldenMessage {
    var name: String
    var api: any KafkaRequest.Type
    var version: Int16
    var isRequest: Bool
    var headerVersion: Int16
    var body: ByteSlice
    /// The reference's JSON form.
    var fields: Any

    /// The type of the body.
    var type: any KafkaMessage.Type { isRequest ? api : MessageTypes.response(api) }

    /// All of them, in the files' order.
    static func all() throws -> [GoldenMessage] {
        try ConformanceData.messageFiles.flatMap { file in try ConformanceData.rows(file).map(GoldenMessage.init) }
    }

    private init(_ row: [String: Any]) throws {
        func field<T>(_ name: String) throws -> T {
            guard let value = row[name] as? T else { throw ConformanceFailure("a golden message has no \(name)") }
            return value
        }
        name = try field("name")
        api = try MessageTypes.api((try field("apiKey") as NSNumber).int16Value)
        version = (try field("version") as NSNumber).int16Value
        isRequest = try field("direction") == "request"
        headerVersion = (try field("headerVersion") as NSNumber).int16Value
        body = try ConformanceData.bytes(hex: try field("hex"))
        fields = try field("fields") as Any
    }

    /// The body behind a header of the version that the reference puts before it.
    func frame(correlationID: Int32) throws -> ByteSlice {
        var writer = WireWriter()
        if isRequest {
            let header = RequestHeader(
                requestApiKey: api.apiKey.rawValue, requestApiVersion: version, correlationID: correlationID, clientID: "golden")
            try header.encode(into: &writer, version: headerVersion)
        } else {
            try ResponseHeader(correlationID: correlationID).encode(into: &writer, version: headerVersion)
        }
        return ByteSlice(copying: writer.finish().bytes + body.bytes)
    }
}

/// Types by what stands in frames.
enum MessageTypes {
    static func api(_ key: Int16) throws -> any KafkaRequest.Type {
        guard let api = KafkaAPIs.request(APIKey(rawValue: key)) else {
            throw ConformanceFailure("no API with key \(key)")
        }
        return api
    }

    static func response<R: KafkaRequest>(_ request: R.Type) -> any KafkaMessage.Type { R.Response.self }

    /// The version of the header that goes before a body of `version`.
    static func headerVersion<R: KafkaRequest>(_ request: R.Type, isRequest: Bool, _ version: Int16) -> Int16 {
        isRequest ? R.headerVersion(version) : R.Response.headerVersion(version)
    }
}
