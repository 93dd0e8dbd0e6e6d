// Millrace
// SPDX-License-Identifier: Apache-2.0

extension KafkaAPIs {
    private static let byKey: [APIKey: any KafkaRequest.Type] = Dictionary(
        uniqueKeysWithValues: requests.map { ($0.apiKey, $0) })

    /// The request type of `apiKey`, whose `Response` is the response type; nil for an API that this library does not
    /// know.
    public static func request(_ apiKey: APIKey) -> (any KafkaRequest.Type)? { byKey[apiKey] }

    /// Reads a request body of any API, leaving `reader` after its last byte.
    ///
    /// - Throws: `WireError.unsupportedVersion` for an unknown API or version, otherwise the errors of the message's
    ///   own decoder.
    public static func decodeRequest(
        apiKey: APIKey, version: Int16, from reader: inout WireReader
    ) throws(WireError) -> any KafkaRequest {
        guard let type = byKey[apiKey] else { throw unknown(apiKey, version, reader) }
        return try type.init(from: &reader, version: version)
    }

    /// Reads the response body for a request of `apiKey` and `version`. Throws like `decodeRequest`.
    ///
    /// A broker that rejects the version of an ApiVersions request answers in the layout of version 0; the caller then
    /// passes version 0 here.
    public static func decodeResponse(
        apiKey: APIKey, version: Int16, from reader: inout WireReader
    ) throws(WireError) -> any KafkaResponse {
        guard let type = byKey[apiKey] else { throw unknown(apiKey, version, reader) }
        return try response(of: type, version: version, from: &reader)
    }

    private static func unknown(_ apiKey: APIKey, _ version: Int16, _ reader: WireReader) -> WireError {
        WireError(
            .unsupportedVersion, byteOffset: reader.byteOffset, message: "API \(apiKey.rawValue)", version: version,
            field: "apiKey", detail: "unknown API: this library has no message for this key")
    }

    private static func response<Request: KafkaRequest>(
        of type: Request.Type, version: Int16, from reader: inout WireReader
    ) throws(WireError) -> any KafkaResponse {
        try Request.Response(from: &reader, version: version)
    }
}
