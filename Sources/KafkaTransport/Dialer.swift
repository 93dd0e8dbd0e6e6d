// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The lookup of a host's addresses and the opening of sockets to them: a seam for tests. `SystemDialer` asks the
/// system.
package protocol Dialer: Sendable {
    /// Looks up the IP addresses of a host, most preferred first, and calls `completion` once, on any thread. Never
    /// blocks the caller, which may be the loop.
    ///
    /// Failures are `TransportError` `.unresolvable`, `.system` or `.shutdown`.
    func resolve(
        _ address: SocketAddress, on loop: EventLoop,
        completion: @escaping @Sendable (Result<[ResolvedAddress], TransportError>) -> Void)

    /// Opens a non-blocking socket and begins to connect it. Called on the loop.
    ///
    /// - Returns: the descriptor, which the caller owns; it becomes writable when the attempt succeeds or fails.
    /// - Throws: `TransportError.connectFailed` or `.system` if the attempt fails at once.
    func connect(to address: ResolvedAddress) throws(TransportError) -> Int32
}
