// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import TestSupport

@testable import ProtocolGenerator

/// A message body that the reference implementation wrote, and its values.
struct GoldenMessage {
    enum Kind: String {
        case request, response
        /// A header, or data that travels inside other messages.
        case data
    }

    var name: String
    var kind: Kind
    var type: any KafkaMessage.Type
    /// The API's request type; nil for data.
    var api: (any KafkaRequest.Type)?
    var version: Int16
    /// The version of the header before the body; −1 for data.
    var headerVersion: Int16
    var body: ByteSlice
    /// The reference's JSON form.
    var fields: Any

    /// All golden messages, in the order of the files.
    static func all() throws -> [GoldenMessage] {
        try ConformanceData.messageFiles.flatMap { file in try JSONLines.rows(file).map(GoldenMessage.init) }
    }

    private init(_ row: [String: Any]) throws {
        func field<T>(_ name: String) throws -> T {
            guard let value = row[name] as? T else { throw TestFailure("a golden message has no \(name)") }
            return value
        }
        name = try field("name")
        guard let kind = Kind(rawValue: try field("direction")) else {
            throw TestFailure("\(name): no direction")
        }
        self.kind = kind
        switch kind {
        case .data: type = try MessageTypes.data(name)
        case .request, .response:
            let api = try MessageTypes.api((try field("apiKey") as NSNumber).int16Value)
            type = kind == .request ? api : MessageTypes.response(api)
            self.api = api
        }
        version = (try field("version") as NSNumber).int16Value
        headerVersion = (try field("headerVersion") as NSNumber).int16Value
        body = ByteSlice(copying: try [UInt8](hex: try field("hex") as String))
        fields = try field("fields") as Any
    }

    /// The header before the body; nil for data.
    func header(correlationID: Int32) -> (any KafkaMessage)? {
        guard let api else { return nil }
        if kind == .response { return ResponseHeader(correlationID: correlationID) }
        return RequestHeader(
            requestApiKey: api.apiKey.rawValue, requestApiVersion: version, correlationID: correlationID,
            clientID: "golden")
    }

    /// The header and the body.
    func frame(correlationID: Int32) throws -> ByteSlice {
        guard let header = header(correlationID: correlationID) else { return body }
        return ByteSlice(copying: try header.encoded(version: headerVersion).bytes + body.bytes)
    }
}

/// Message types by the names and keys in frames, vectors and specs.
enum MessageTypes {
    private static let data: [any KafkaMessage.Type] = [
        RequestHeader.self, ResponseHeader.self, ConsumerProtocolSubscription.self, ConsumerProtocolAssignment.self,
        ControlRecordTypeSchema.self, DefaultPrincipalData.self, EndTxnMarker.self, LeaderChangeMessage.self,
    ]

    /// The type of a message that belongs to no API.
    static func data(_ name: String) throws -> any KafkaMessage.Type {
        for type in data where "\(type.messageName)" == name { return type }
        throw TestFailure("no message \(name)")
    }

    static func api(_ key: Int16) throws -> any KafkaRequest.Type {
        guard let api = KafkaAPIs.request(APIKey(rawValue: key)) else {
            throw TestFailure("no API with key \(key)")
        }
        return api
    }

    static func response<R: KafkaRequest>(_ request: R.Type) -> any KafkaMessage.Type { R.Response.self }

    /// The version of the header before a body of `version`.
    static func headerVersion<R: KafkaRequest>(_ request: R.Type, isRequest: Bool, _ version: Int16) -> Int16 {
        isRequest ? R.headerVersion(version) : R.Response.headerVersion(version)
    }

    /// The type generated from `spec`.
    static func type(_ spec: MessageSpec, apiKey: Int?) throws -> any KafkaMessage.Type {
        guard let apiKey else { return try data(spec.name) }
        let api = try api(Int16(apiKey))
        return spec.kind == .request ? api : response(api)
    }
}
