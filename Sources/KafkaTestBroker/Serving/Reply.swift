// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The broker's reaction to a request.
enum Reply: Sendable {
    /// A response frame, header included, without the length prefix.
    case frame([ResponsePiece])
    /// A response frame, after which the connection is closed.
    case lastFrame([ResponsePiece])
    /// No response, as for a Produce with acks 0.
    case silence
    /// No response; the connection is closed.
    case close
    /// The reply comes later; the connection's next requests wait for it.
    case later(DeferredReply)
    /// A response frame with a scripted delivery.
    case special([ResponsePiece], Delivery)
}

extension Reply {
    /// Closes the connection after the frame if `isLast`.
    func last(if isLast: Bool) -> Reply {
        guard isLast, case .frame(let pieces) = self else { return self }
        return .lastFrame(pieces)
    }

    /// Encodes a response with its header. Closes the connection if the version cannot carry the response.
    static func response<R: KafkaResponse>(_ response: R, _ call: Call) -> Reply {
        var writer = WireWriter(capacity: 512)
        writer.writeResponseHeader(R.self, call)
        do throws(WireError) {
            try response.encode(into: &writer, version: call.version)
        } catch {
            return .close
        }
        return .frame([.fields(writer.finish())])
    }
}

extension WireWriter {
    /// Appends the response header for `call`: the correlation id, then an empty tag section where the API has one.
    mutating func writeResponseHeader<R: KafkaResponse>(_ type: R.Type, _ call: Call) {
        writeInteger(call.correlationID)
        if R.headerVersion(call.version) >= 1 { writeUnsignedVarint(0) }
    }
}
