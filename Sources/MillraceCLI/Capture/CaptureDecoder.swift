// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Decodes the frames of a recording in order, and matches responses to requests.
///
/// A frame that cannot be decoded gets a note; it is never an error.
struct CaptureDecoder {
    private struct Connection {
        /// By correlation id.
        var asked: [Int32: (api: APIKey, version: Int16)] = [:]
        /// Whether SaslHandshake 0 was sent: frames may be bare SASL tokens (KIP-152).
        var takesTokens = false
        /// Number of tokens without a response so far.
        var tokens = 0
    }

    private var connections: [Int: Connection] = [:]

    /// Decodes the next frame.
    mutating func decode(_ frame: CaptureFrame) -> DecodedFrame {
        switch frame.direction {
        case .request: request(frame)
        case .response: response(frame)
        }
    }

    private mutating func request(_ frame: CaptureFrame) -> DecodedFrame {
        var connection = connections[frame.connection] ?? Connection()
        defer { connections[frame.connection] = connection }
        var decoded = DecodedFrame(frame: frame)
        do throws(WireError) {
            try Self.readRequest(frame.bytes, into: &decoded)
        } catch {
            decoded.isFault = true
            decoded.note = "cannot be read: \(error)"
        }
        if connection.takesTokens && decoded.message == nil {
            connection.tokens += 1
            return DecodedFrame(frame: frame, note: "SASL token")
        }
        if let api = decoded.api, let version = decoded.version, let id = decoded.correlationID {
            connection.asked[id] = (api, version)
            if api == .saslHandshake && version == 0 { connection.takesTokens = true }
        }
        return decoded
    }

    private static func readRequest(_ bytes: ByteSlice, into decoded: inout DecodedFrame) throws(WireError) {
        var reader = WireReader(bytes)
        let api = APIKey(rawValue: try reader.readInt16())
        let version = try reader.readInt16()
        let correlationID = try reader.readInt32()
        (decoded.api, decoded.version, decoded.correlationID) = (api, version, correlationID)
        guard let type = KafkaAPIs.request(api) else {
            decoded.note = "unknown API"
            return
        }
        reader = WireReader(bytes)
        let header = try RequestHeader(from: &reader, version: headerVersion(type, version))
        decoded.clientID = header.clientID
        guard type.versions.contains(version) else {
            decoded.note = "unknown version"
            return
        }
        decoded.message = try type.init(from: &reader, version: version)
        decoded.noteRest(reader)
    }

    private mutating func response(_ frame: CaptureFrame) -> DecodedFrame {
        var connection = connections[frame.connection] ?? Connection()
        defer { connections[frame.connection] = connection }
        var decoded = DecodedFrame(frame: frame)
        if connection.tokens > 0 {
            connection.tokens -= 1
            decoded.note = "SASL token"
            return decoded
        }
        do throws(WireError) {
            var reader = WireReader(frame.bytes)
            let correlationID = try reader.readInt32()
            decoded.correlationID = correlationID
            guard let request = connection.asked.removeValue(forKey: correlationID) else {
                decoded.note = "its request is not in the recording"
                return decoded
            }
            (decoded.api, decoded.version) = request
            guard let type = KafkaAPIs.request(request.api) else {
                decoded.note = "unknown API"
                return decoded
            }
            try Self.readResponse(frame.bytes, to: type, into: &decoded)
        } catch {
            decoded.isFault = true
            decoded.note = "cannot be read: \(error)"
        }
        return decoded
    }

    private static func readResponse<Request: KafkaRequest>(
        _ bytes: ByteSlice, to type: Request.Type, into decoded: inout DecodedFrame
    ) throws(WireError) {
        guard var version = decoded.version else { return }
        var reader = WireReader(bytes)
        _ = try ResponseHeader(from: &reader, version: Request.Response.headerVersion(version))
        // A broker that does not support an ApiVersions request's version responds in version 0 with the error
        // (KIP-511).
        if type.apiKey == .apiVersions {
            var peek = reader
            if try peek.readInt16() == BrokerErrorCode.unsupportedVersion.rawValue { version = 0 }
        }
        guard type.versions.contains(version) else {
            decoded.note = "unknown version"
            return
        }
        guard version != decoded.version else {
            decoded.message = try Request.Response(from: &reader, version: version)
            return decoded.noteRest(reader)
        }
        decoded.bodyVersion = version
        do throws(WireError) {
            decoded.message = try Request.Response(from: &reader, version: version)
            decoded.noteRest(reader)
        } catch {
            // librdkafka's mock cluster responds like this. The error code is enough.
            decoded.message = ApiVersionsResponse(errorCode: BrokerErrorCode.unsupportedVersion.rawValue)
            decoded.note = "the bytes after the error code fit no version"
        }
    }

    private static func headerVersion<Request: KafkaRequest>(_ type: Request.Type, _ version: Int16) -> Int16 {
        Request.headerVersion(version)
    }
}
