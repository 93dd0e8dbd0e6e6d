// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Input: a request frame with its header, which names API and version. Checks decoding as a broker does it.
enum RequestTarget {
    static func run(_ input: ByteSlice) {
        guard let (type, version) = MessageFrame.api(of: input) else { return }
        read(type, version, input)
    }

    private static func read<Request: KafkaRequest>(_ type: Request.Type, _ version: Int16, _ input: ByteSlice) {
        var reader = WireReader(input)
        do throws(WireError) {
            _ = try RequestHeader(from: &reader, version: Request.headerVersion(version))
        } catch {
            return Check.error(error, in: RequestHeader.self, Request.headerVersion(version), within: input.count)
        }
        MessageFrame.readBody(Request.self, version, &reader, of: input)
    }
}

/// Input: API key and version (int16 each), then a response frame with its header. Checks decoding as a client does it.
enum ResponseTarget {
    static func run(_ input: ByteSlice) {
        guard let (type, version) = MessageFrame.api(of: input) else { return }
        read(type, version, input)
    }

    private static func read<Request: KafkaRequest>(_ type: Request.Type, _ version: Int16, _ input: ByteSlice) {
        var reader = WireReader(input)
        let headerVersion = Request.Response.headerVersion(version)
        do throws(WireError) {
            try reader.skip(count: 4)
            _ = try ResponseHeader(from: &reader, version: headerVersion)
        } catch {
            return Check.error(error, in: ResponseHeader.self, headerVersion, within: input.count)
        }
        MessageFrame.readBody(Request.Response.self, version, &reader, of: input)
    }
}

/// Input: one byte of options, API key, version, and a body without header. The lowest bit of the options selects
/// request or response, the others another version. Checks that decode, encode, decode is a fixed point, and that
/// encoding in the other version succeeds or throws.
enum FixedPointTarget {
    static func run(_ input: ByteSlice) {
        guard input.count > 5, let (type, version) = MessageFrame.api(of: input[1..<input.count]) else { return }
        let choice = input[0]
        if choice & 1 == 0 {
            request(type, version, Int16(choice >> 1), input[5..<input.count])
        } else {
            response(type, version, Int16(choice >> 1), input[5..<input.count])
        }
    }

    private static func request<Request: KafkaRequest>(
        _ type: Request.Type, _ version: Int16, _ other: Int16, _ body: ByteSlice
    ) { check(type, version, other, body) }

    private static func response<Request: KafkaRequest>(
        _ type: Request.Type, _ version: Int16, _ other: Int16, _ body: ByteSlice
    ) { check(Request.Response.self, version, other, body) }

    private static func check<M: KafkaMessage>(_ type: M.Type, _ version: Int16, _ other: Int16, _ body: ByteSlice) {
        var reader = WireReader(body)
        guard let message = try? M(from: &reader, version: version) else { return }
        Check.isFixedPoint(message, version)
        let other = M.versions.lowerBound + other % Int16(M.versions.count)
        var bytes: ByteSlice?
        do throws(WireError) {
            bytes = try message.encoded(version: other)
        } catch {
            let isExpected = error.code == .unsupportedVersion || error.code == .unexpectedNull
            Check.that(isExpected && error.field != nil, "encoding in another version: \(error)")
        }
        // May fail: a tag that is unknown in one version may be known in the other and have invalid bytes.
        guard let bytes, let again = try? M(decoding: bytes, version: other) else { return }
        Check.isFixedPoint(again, other)
    }
}

enum MessageFrame {
    /// The API and version in the first four bytes, nil if either is unknown.
    static func api(of input: ByteSlice) -> (any KafkaRequest.Type, Int16)? {
        var reader = WireReader(input)
        guard let key = try? reader.readInt16(), let version = try? reader.readInt16(),
            let type = KafkaAPIs.request(APIKey(rawValue: key)), type.versions.contains(version)
        else { return nil }
        return (type, version)
    }

    /// Reads a body. Checks that the result can be encoded, or that the error is complete.
    static func readBody<M: KafkaMessage>(
        _ type: M.Type, _ version: Int16, _ reader: inout WireReader, of input: ByteSlice
    ) {
        let start = reader.byteOffset
        do throws(WireError) {
            let message = try M(from: &reader, version: version)
            Check.that((start...input.count).contains(reader.byteOffset), "the reader's position is outside its input")
            _ = Check.encoded(message, version)
        } catch {
            Check.error(error, in: type, version, within: input.count)
        }
    }
}

/// Input: one byte that selects a schema, a version, and a body. Checks the messages inside other messages and records.
enum EmbeddedTarget {
    private static let types: [any KafkaMessage.Type] = [
        ConsumerProtocolSubscription.self, ConsumerProtocolAssignment.self, DefaultPrincipalData.self,
        ControlRecordTypeSchema.self, EndTxnMarker.self, LeaderChangeMessage.self,
    ]

    static func run(_ input: ByteSlice) {
        guard input.count > 3 else { return }
        var reader = WireReader(input[1..<input.count])
        guard let version = try? reader.readInt16() else { return }
        let type = types[Int(input[0]) % types.count]
        read(type, version, &reader, input.count)
    }

    private static func read<M: KafkaMessage>(
        _ type: M.Type, _ version: Int16, _ reader: inout WireReader, _ count: Int
    ) {
        do throws(WireError) {
            let message = try M(from: &reader, version: version)
            Check.isFixedPoint(message, version)
        } catch {
            Check.error(error, in: type, version, within: count)
        }
    }
}
