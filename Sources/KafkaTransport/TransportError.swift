// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Why bytes could not be exchanged with a peer. Own design.
package struct TransportError: Error, Sendable, Equatable {
    /// The kind of failure.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name that `description` prints.
        package let description: String

        /// The text is no address.
        package static let invalidAddress = Code(description: "invalidAddress")
        /// The host's name has no address.
        package static let unresolvable = Code(description: "unresolvable")
        /// Nobody could be connected to.
        package static let connectFailed = Code(description: "connectFailed")
        /// Something took longer than it was allowed to.
        package static let timedOut = Code(description: "timedOut")
        /// The waiting task was cancelled.
        package static let cancelled = Code(description: "cancelled")
        /// The peer ended the connection, or the network did.
        package static let connectionLost = Code(description: "connectionLost")
        /// The peer announced a frame that is negative or larger than the limit.
        package static let invalidFrame = Code(description: "invalidFrame")
        /// The peer is not trusted, or does not trust us, or does not speak TLS.
        package static let insecure = Code(description: "insecure")
        /// The event loop was shut down.
        package static let shutdown = Code(description: "shutdown")
        /// The operating system refused something that normally works.
        package static let system = Code(description: "system")
    }

    /// The kind of failure.
    package let code: Code
    /// The system call that failed, if one did.
    package let call: String?
    /// Its error number; 0 if no call failed.
    package let errno: Int32
    /// The peer, as `host:port`, if there is one.
    package let peer: String?
    /// What happened and what to do.
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
        var text = peer.map { "\($0): " } ?? ""
        text += message
        if let call { text += " (\(call): \(System.text(of: errno)))" }
        return text
    }
}
