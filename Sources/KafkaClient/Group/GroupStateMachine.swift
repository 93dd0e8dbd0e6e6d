// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The protocol of a membership as a value: it takes events and returns actions, and knows neither clocks nor sockets.
protocol GroupStateMachine: Sendable {
    /// Takes an event in. Returns what to do, in this order.
    mutating func handle(_ event: GroupEvent) -> [GroupAction]
    /// The state's name, for logs.
    var stateName: String { get }
    /// Whether the member waits for a generation that the coordinator may have begun already.
    var isJoining: Bool { get }
}
