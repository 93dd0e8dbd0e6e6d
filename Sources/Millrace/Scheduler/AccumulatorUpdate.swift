// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The amount that one attempt of a task added to one accumulator.
public struct AccumulatorUpdate: Sendable {
    /// The accumulator, counted from 0 per context in the order in which the program makes them.
    public let id: Int
    /// The amount.
    public let value: any Sendable

    /// An update.
    public init(id: Int, value: any Sendable) {
        self.id = id
        self.value = value
    }
}
