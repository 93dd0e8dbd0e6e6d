// Millrace
// SPDX-License-Identifier: Apache-2.0

private import KafkaProtocol
package import KafkaTransport

extension ClientConfiguration {
    /// Takes time, chance and the network from a simulation, all of them: a client with a part of the system's own
    /// would not repeat.
    ///
    /// - Parameters:
    ///   - dialer: The network.
    ///   - now: Time since an arbitrary fixed moment.
    ///   - sleep: Waits; throws `CancellationError` when the task is cancelled.
    ///   - bits: 64 random bits.
    package mutating func simulate(
        dialer: any Dialer, now: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void, bits: @escaping @Sendable () -> UInt64
    ) {
        self.dialer = dialer
        retry.clock = ClientClock(now: now, sleep: sleep)
        retry.clock.wait = sleep
        retry.random = { Double(bits() >> 11) * 0x1p-53 }
        retry.makeUUID = { KafkaUUID(high: bits(), low: bits()) }
    }
}
