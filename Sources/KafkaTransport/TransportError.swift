// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A failure to exchange bytes with a peer. Own design.
package struct TransportError: Error, Sendable, Equatable {
    /// The kind of failure.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name that `description` prints.
        package let description: String

        /// The text is not an address.
        package static let invalidAddress = Code(description: "invalidAddress")
        /// The host's name cannot be resolved to an IP address.
        package static let unresolvable = Code(description: "unresolvable")
        /// No address of the host accepted the connection.
        package static let connectFailed = Code(description: "connectFailed")
        /// The time limit passed.
        package static let timedOut = Code(description: "timedOut")
        /// The waiting task was cancelled.
        package static let cancelled = Code(description: "cancelled")
        /// The peer or the network ended the connection.
        package static let connectionLost = Code(description: "connectionLost")
        /// The peer announced a frame that is negative or larger than the limit.
        package static let invalidFrame = Code(description: "invalidFrame")
        /// One side does not trust the other, or the peer does not speak TLS.
        package static let insecure = Code(description: "insecure")
        /// The event loop was shut down.
        package static let shutdown = Code(description: "shutdown")
        /// A system call failed that normally succeeds.
        package static let system = Code(description: "system")
    }

    /// The kind of failure.
    package let code: Code
    /// The system call that failed; nil if none did.
    package let call: String?
    /// Its error number; 0 if no call failed.
    package let errno: Int32
    /// The peer as `host:port`; nil if there is none.
    package let peer: String?
    /// The failure, its place and the remedy.
    package let message: String

    package init(_ code: Code, peer: String? = nil, call: String? = nil, errno: Int32 = 0, _ message: String) {
        self.code = code
        self.call = call
        self.errno = errno
        self.peer = peer
        self.message = message
    }
}

extension TransportError: CustomStringConvertible {
    /// One line: peer, what happened, the system call with its error.
    package var description: String {
        (peer.map { "\($0): " } ?? "") + reason
    }

    /// The description without the peer.
    package var reason: String {
        guard let call else { return message }
        return message + " (\(call): \(System.text(of: errno)))"
    }
}
