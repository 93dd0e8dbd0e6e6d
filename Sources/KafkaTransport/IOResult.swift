// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What a read or write on a non-blocking descriptor came to.
package enum IOResult: Sendable, Equatable {
    /// So many bytes were moved, at least one.
    case bytes(Int)
    /// Nothing can be moved now.
    case wouldBlock
    /// The peer sends no more.
    case endOfStream
    /// The call failed with this error number.
    case failed(Int32)
    /// What protects the connection does not trust the peer, or does not understand it: why, and what to do.
    case refused(String)
}
