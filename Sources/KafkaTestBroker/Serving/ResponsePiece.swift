// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// A contiguous part of a response.
enum ResponsePiece: Sendable {
    /// Encoded fields.
    case fields(ByteSlice)
    /// Batches in a log.
    case records(LogRead.Piece)

    /// The bytes for sending, without a copy.
    var outgoing: OutgoingBytes {
        switch self {
        case .fields(let slice): slice.outgoing
        case .records(let piece): piece.segment.outgoing(piece.range)
        }
    }

    /// The bytes; bytes of a log are copied.
    var bytes: ByteSlice {
        switch self {
        case .fields(let slice): slice
        case .records(let piece): piece.segment.copy(piece.range)
        }
    }
}

extension [ResponsePiece] {
    /// A copy of all pieces as one slice.
    func joined() -> ByteSlice {
        var writer = WireWriter(capacity: 1024)
        for piece in self { writer.writeRaw(piece.bytes) }
        return writer.finish()
    }
}
