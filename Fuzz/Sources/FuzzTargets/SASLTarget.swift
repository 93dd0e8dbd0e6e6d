// Millrace
// SPDX-License-Identifier: Apache-2.0

@testable import KafkaProtocol

/// A message of a SASL exchange. Checks that a parsed message prints as the same bytes.
///
/// Input: one byte that selects the message, then the message. 0 to 3 are SCRAM's messages in order, 4 is PLAIN, 5 is
/// base64, 6 to 9 are the bodies of SaslHandshake and SaslAuthenticate, request and response, after one byte for the
/// version.
enum SASLTarget {
    static func run(_ input: ByteSlice) {
        guard let choice = input.isEmpty ? nil : input[0] else { return }
        let bytes = input[1..<input.count]
        switch choice {
        case 0: check(bytes, input.count) { bytes throws(WireError) in try clientFirst(bytes) }
        case 1: check(bytes, input.count) { bytes throws(WireError) in try serverFirst(bytes) }
        case 2: check(bytes, input.count) { bytes throws(WireError) in try clientFinal(bytes) }
        case 3: check(bytes, input.count) { bytes throws(WireError) in try serverFinal(bytes) }
        case 4: check(bytes, input.count) { bytes throws(WireError) in try plain(bytes) }
        case 5: base64(bytes)
        case 6: body(SaslHandshakeRequest.self, bytes)
        case 7: body(SaslHandshakeResponse.self, bytes)
        case 8: body(SaslAuthenticateRequest.self, bytes)
        case 9: body(SaslAuthenticateResponse.self, bytes)
        default: break
        }
    }

    /// Checks that `parse`, which parses a message and prints it again, returns the same bytes.
    private static func check(
        _ bytes: ByteSlice, _ count: Int, _ parse: (ByteSlice) throws(WireError) -> ByteSlice
    ) {
        do throws(WireError) {
            Check.that(try parse(bytes) == bytes, "a message prints as different bytes")
        } catch {
            Check.error(error, within: count)
            Check.that(error.message != nil, "an error names no message: \(error)")
        }
    }

    private static func clientFirst(_ bytes: ByteSlice) throws(WireError) -> ByteSlice {
        let message = try SCRAMMessage.ClientFirst(parsing: bytes)
        let made = try SCRAMMessage.ClientFirst(
            channelBinding: message.channelBinding, authorizationID: message.authorizationID,
            username: message.username, nonce: message.nonce, extensions: message.extensions)
        Check.that(made == message && made.encoded == message.encoded, "a message made from its parts differs")
        return message.encoded
    }

    private static func serverFirst(_ bytes: ByteSlice) throws(WireError) -> ByteSlice {
        let message = try SCRAMMessage.ServerFirst(parsing: bytes)
        Check.that(message.iterations > 0 && !message.nonce.isEmpty, "a challenge has no nonce or no iterations")
        return message.encoded
    }

    private static func clientFinal(_ bytes: ByteSlice) throws(WireError) -> ByteSlice {
        let message = try SCRAMMessage.ClientFinal(parsing: bytes)
        let signed = message.withoutProof.utf8.count
        Check.that(
            ByteSlice(utf8: message.withoutProof) == bytes[0..<signed],
            "the signed text differs from the bytes received")
        return message.encoded
    }

    private static func serverFinal(_ bytes: ByteSlice) throws(WireError) -> ByteSlice {
        try SCRAMMessage.ServerFinal(parsing: bytes).encoded
    }

    private static func plain(_ bytes: ByteSlice) throws(WireError) -> ByteSlice {
        let message = try SASLPlainMessage(parsing: bytes)
        Check.that(!message.username.isEmpty && !message.password.isEmpty, "an empty name or password")
        return message.encoded
    }

    private static func base64(_ bytes: ByteSlice) {
        Check.that(Base64.decode(ByteSlice(utf8: Base64.encode(bytes))) == bytes, "base64 decodes to different bytes")
        guard let decoded = Base64.decode(bytes) else { return }
        Check.that(ByteSlice(utf8: Base64.encode(decoded)) == bytes, "two texts for the same bytes")
    }

    private static func body<M: KafkaMessage>(_ type: M.Type, _ bytes: ByteSlice) {
        guard bytes.count > 0 else { return }
        let version = Int16(bytes[0])
        var reader = WireReader(bytes[1..<bytes.count])
        do throws(WireError) {
            Check.isFixedPoint(try M(from: &reader, version: version), version)
        } catch {
            Check.error(error, in: type, version, within: bytes.count + 1)
        }
    }
}
