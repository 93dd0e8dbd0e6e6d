// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A request frame, header included, as a broker reads it. API and version are the frame's own.
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

/// API key and version, int16 each, and a response frame, header included, as a client reads it.
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

/// A choice (lowest bit: request or response; the others: another version), then API key, version and body without header:
/// decode, encode, decode is a fixed point, and encoding in another version ends well or in an error.
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
        // A tag that is unknown in one version may be known in the other and hold anything: reading may fail.
        guard let bytes, let again = try? M(decoding: bytes, version: other) else { return }
        Check.isFixedPoint(again, other)
    }
}

enum MessageFrame {
    /// The API and version that the first four bytes name, nil if there is none.
    static func api(of input: ByteSlice) -> (any KafkaRequest.Type, Int16)? {
        var reader = WireReader(input)
        guard let key = try? reader.readInt16(), let version = try? reader.readInt16(),
            let type = KafkaAPIs.request(APIKey(rawValue: key)), type.versions.contains(version)
        else { return nil }
        return (type, version)
    }

    /// Reads a body: it ends in a value that can be encoded, or in an error that says where.
    static func readBody<M: KafkaMessage>(
        _ type: M.Type, _ version: Int16, _ reader: inout WireReader, of input: ByteSlice
    ) {
        let start = reader.byteOffset
        do throws(WireError) {
            let message = try M(from: &reader, version: version)
            Check.that((start...input.count).contains(reader.byteOffset), "the reader left its input")
            _ = Check.encoded(message, version)
        } catch {
            Check.error(error, in: type, version, within: input.count)
        }
    }
}

/// A choice of schema, a version, and a body: the messages that travel inside others or inside records.
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
