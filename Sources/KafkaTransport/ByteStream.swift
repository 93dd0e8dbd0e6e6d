// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
package import Glibc
#elseif canImport(Musl)
package import Musl
#elseif canImport(Darwin)
package import Darwin
#endif

/// The bytes of one connection, read and written without blocking. A `FramedChannel` uses it; TLS implements it.
///
/// All calls come from the loop's thread.
package protocol ByteStream: AnyObject, Sendable {
    /// The descriptor to poll.
    var descriptor: Int32 { get }
    /// Receives into `buffer`, which is not empty.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult
    /// Sends as many bytes of `vectors`, in order, as can be sent now.
    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult
    /// Sends bytes that the stream itself holds: those that `send` took, or its own. nil if there are none.
    func flush() -> IOResult?
    /// Whether `receive` can give bytes that poll does not report.
    var holdsReceivedBytes: Bool { get }
    /// Whether `flush` has something to send.
    var holdsUnsentBytes: Bool { get }
    /// Notes that `count` bytes are missing before the received ones are of use: poll may report the descriptor when
    /// that many are there, or fewer. 1 is the normal state. A hint that saves system calls; the default ignores it.
    func awaitBytes(_ count: Int)
    /// Closes the descriptor. Called once, as the last call.
    func close()
}

extension ByteStream {
    package func flush() -> IOResult? { nil }
    package var holdsReceivedBytes: Bool { false }
    package var holdsUnsentBytes: Bool { false }
    package func awaitBytes(_ count: Int) {}
}
