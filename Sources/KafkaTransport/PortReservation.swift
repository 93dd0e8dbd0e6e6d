// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Keeps a TCP port free while no listener uses it: connections to it are refused, others cannot bind to it, and the
/// system does not choose it for them. `Listener.listen` can use it, and should do so before the reservation is
/// released.
package final class PortReservation: Sendable {
    package let port: UInt16
    private let descriptor: Int32

    /// Reserves `port` (0: any free one) of `host`, an IPv4 address.
    ///
    /// - Throws: `TransportError.system` if the port is in use, `.invalidAddress`.
    package init(host: String = "127.0.0.1", port: UInt16 = 0) throws(TransportError) {
        (descriptor, self.port) = try BoundSocket.open(host: host, port: port)
    }

    deinit { System.close(descriptor) }
}
