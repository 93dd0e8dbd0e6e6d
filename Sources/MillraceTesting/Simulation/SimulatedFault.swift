// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A kind of fault that a simulation draws. Own design.
public enum SimulatedFault: String, Hashable, Sendable, CaseIterable {
    /// The driver's process is killed: what it has written stays, synced or not.
    case kill
    /// The machine loses its power: of what was not synced, an arbitrary part is left.
    case powerCut
    /// The driver hangs, another one takes over, and later the first one goes on where it was.
    case hang
    /// Several writes in a row find the disk full; a part of the first one is written.
    case fullDisk
    /// A sync fails, and the kernel forgets what was to be synced (Linux).
    case failedSync
    /// One call fails, of the disk or of `SimulatedDriver.call`.
    case failedCall
    /// One `SimulatedDriver.call` takes effect and fails all the same.
    case lostAnswer
    /// The wall clock is set, back or forward, while the driver runs or while it is down.
    case clockJump
    /// A Kafka request's connection breaks, before or after the broker has served it. Needs a simulated cluster.
    case brokenConnection
    /// A Kafka request fails with an error that can be retried. Needs a simulated cluster.
    case brokerError
    /// A Kafka request is served late. Needs a simulated cluster.
    case slowBroker
    /// Leaders and coordinators move to another broker. Needs a simulated cluster.
    case leaderMove
    /// A broker goes down for some requests, and its coordinators move to another one. Needs a simulated cluster.
    case brokerOutage
}
