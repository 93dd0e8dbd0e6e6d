// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// One frame of a recording: a line of the file.
struct CaptureFrame: Equatable, Sendable {
    /// Direction of a frame.
    enum Direction: String, Sendable {
        /// From the client to the broker.
        case request
        /// From the broker to the client.
        case response
    }

    /// Time in microseconds since the start of the recording.
    var microseconds: Int64
    /// Number of the client's TCP connection, from 1 in the order of accept.
    var connection: Int
    /// Direction of the frame.
    var direction: Direction
    /// The frame without its length prefix.
    var bytes: ByteSlice
}
