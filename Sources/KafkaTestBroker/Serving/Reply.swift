// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// What becomes of a request.
enum Reply: Sendable {
    /// A response frame, header included, without the length prefix.
    case frame([ResponsePiece])
    /// A response frame, behind which the connection is closed.
    case lastFrame([ResponsePiece])
    /// No response, as Kafka gives none to a produce with acks 0.
    case silence
    /// The connection is closed instead.
    case close
    /// The reply comes later; the connection's next requests wait for it.
    case later(DeferredReply)
    /// A response frame that is sent in another way than others.
    case special([ResponsePiece], Delivery)
}

extension Reply {
    /// The connection closes behind the frame if `isLast`.
    func last(if isLast: Bool) -> Reply {
        guard isLast, case .frame(let pieces) = self else { return self }
        return .lastFrame(pieces)
    }

    /// A response with its header; a response that its version cannot carry closes the connection.
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
