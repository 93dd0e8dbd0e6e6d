// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
package import Glibc
#elseif canImport(Musl)
package import Musl
#elseif canImport(Darwin)
package import Darwin
#endif

/// The bytes of one connection, without blocking: what a `FramedChannel` reads and writes, and where TLS can slip in.
///
/// All calls come from the loop's thread.
package protocol ByteStream: AnyObject, Sendable {
    /// What poll waits on.
    var descriptor: Int32 { get }
    /// Receives into `buffer`, which is not empty.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult
    /// Sends what `vectors` name, in order, as far as it goes now.
    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult
    /// Sends what the stream itself holds back: bytes that `send` took, or its own. nil once nothing is left.
    func flush() -> IOResult?
    /// Whether `receive` has bytes to give that poll knows nothing of.
    var holdsReceivedBytes: Bool { get }
    /// Whether `flush` has something to send.
    var holdsUnsentBytes: Bool { get }
    /// Closes the descriptor. Called once, last.
    func close()
}

extension ByteStream {
    package func flush() -> IOResult? { nil }
    package var holdsReceivedBytes: Bool { false }
    package var holdsUnsentBytes: Bool { false }
}
