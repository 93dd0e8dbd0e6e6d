// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Numbers of a simulation that found no fault.
public struct SimulationReport: Sendable, CustomStringConvertible {
    /// Number of histories.
    public internal(set) var histories = 0
    /// Number of drivers in all of them.
    public internal(set) var drivers = 0
    /// Number of operations: changes of the disk, calls and requests.
    public internal(set) var operations = 0
    /// Number of faults that came about, by kind.
    public internal(set) var faults: [SimulatedFault: Int] = [:]

    mutating func add(_ other: SimulationReport) {
        histories += other.histories
        drivers += other.drivers
        operations += other.operations
        faults.merge(other.faults, uniquingKeysWith: +)
    }

    /// One line.
    public var description: String {
        let counts = faults.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
        return "\(histories) histories, \(drivers) drivers, \(operations) operations; faults: "
            + (counts.isEmpty ? "none" : counts.joined(separator: ", "))
    }
}
