// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A fault of a history that the simulation itself finds.
public struct SimulationError: Error, CustomStringConvertible {
    /// One line.
    public let description: String
}
