// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaTransport

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A client program of a `SimulatedMachine`, which can be killed.
///
/// A dead program reaches nobody any more: its connections end without a goodbye, and it gets no new ones. Bytes that
/// it sent before may still arrive, later than those of its successor. Its tasks go on, so that a test can end them.
// `@unchecked Sendable`: all properties belong to the thread that runs the machine, on which everything here runs.
package final class SimulatedProcess: Dialer, @unchecked Sendable {
    private unowned let machine: SimulatedMachine
    /// Whether it was killed.
    package private(set) var isDead = false
    private var hasEnded = false

    init(_ machine: SimulatedMachine) { self.machine = machine }

    package func resolve(
        _ address: SocketAddress, on loop: EventLoop,
        completion: @escaping @Sendable (Result<[ResolvedAddress], TransportError>) -> Void
    ) {
        machine.network.resolve(address, on: loop, completion: completion)
    }

    package func connect(to address: ResolvedAddress) throws(TransportError) -> Int32 {
        guard !isDead else {
            throw TransportError(
                .connectFailed, peer: address.description, call: "connect", errno: ENETDOWN, "the program is dead")
        }
        return try machine.network.connect(to: address, of: self)
    }

    /// Kills it after some time, unless it has ended by then or the machine's faults have. `whenDead` runs right after
    /// its death.
    package func kill(after delay: Duration, whenDead: @escaping @Sendable () -> Void) {
        machine.at(machine.now + delay) { [self] in
            guard !isDead, !hasEnded, machine.hasFaults else { return }
            isDead = true
            machine.network.breakConnections(of: self)
            whenDead()
        }
    }

    /// Notes that it ends by itself.
    package func end() { hasEnded = true }
}
