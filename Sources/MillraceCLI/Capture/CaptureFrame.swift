// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// One frame of a recording: a line of the file.
struct CaptureFrame: Equatable, Sendable {
    /// Which way a frame went.
    enum Direction: String, Sendable {
        /// From the client to the broker.
        case request
        /// From the broker to the client.
        case response
    }

    /// When it passed, in microseconds since the recording began.
    var microseconds: Int64
    /// The client's TCP connection, numbered from 1 in the order of accept.
    var connection: Int
    /// Which way it went.
    var direction: Direction
    /// The frame without its length prefix.
    var bytes: ByteSlice
}
