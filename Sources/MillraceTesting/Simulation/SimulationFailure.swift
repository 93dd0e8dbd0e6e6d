// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A history that failed, with all that is needed to repeat it.
public struct SimulationFailure: Error, CustomStringConvertible {
    /// Seed of the history; nil if it failed without any fault.
    public let seed: UInt64?
    /// Number of the history among those of the call, from 0.
    public let history: Int
    /// Faults and other events, in order.
    public let events: [String]
    /// The error that the history threw.
    public let underlyingError: any Error

    /// The error; one line per event; and how to repeat it.
    public var description: String {
        guard let seed else { return "the job fails without any fault: \(underlyingError)" }
        let lines = events.map { "\n  \($0)" }.joined()
        return "history \(history) failed: \(underlyingError)\(lines)\n  to repeat it: Simulation(seed: \(seed)).run"
    }
}
