// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The result of a read or write on a non-blocking descriptor.
package enum IOResult: Sendable, Equatable {
    /// This many bytes were read or written, at least one.
    case bytes(Int)
    /// Nothing can be read or written now.
    case wouldBlock
    /// The peer has ended its side of the connection.
    case endOfStream
    /// The call failed with this error number.
    case failed(Int32)
    /// The connection's protection (TLS) does not trust or understand the peer: the reason, and what to do.
    case refused(String)
}
