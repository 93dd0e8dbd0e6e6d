// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Keeps a TCP port from being given to others while nobody listens on it: connections to it are refused, binding to it fails, and
/// the system chooses it for nobody. `Listener.listen` may take it all the same, and should do so before the reservation goes
/// away.
package final class PortReservation: Sendable {
    package let port: UInt16
    private let descriptor: Int32

    /// Reserves `port` (0: any free one) of `host`, an IPv4 address.
    ///
    /// - Throws: `TransportError.system` for a port that is in use, `.invalidAddress`.
    package init(host: String = "127.0.0.1", port: UInt16 = 0) throws(TransportError) {
        (descriptor, self.port) = try BoundSocket.open(host: host, port: port)
    }

    deinit { System.close(descriptor) }
}
