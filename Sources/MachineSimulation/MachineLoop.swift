// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// An event loop of a machine.
// `@unchecked Sendable`: belongs to the thread that runs the machine.
final class MachineLoop: @unchecked Sendable {
    let loop: EventLoop
    var isReady = false
    /// Whether connections come to it.
    var isServer = false
    /// The moment of its next timer.
    var next: ContinuousClock.Instant?
    /// It pauses until then, as a process without a processor does.
    var stalledUntil: ContinuousClock.Instant?

    init(_ loop: EventLoop) { self.loop = loop }
}
