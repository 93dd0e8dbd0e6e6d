// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Outcome of a task's attempt that succeeded. Only the first one of each task is taken.
public struct TaskResult: Sendable {
    /// The value: of the action for a result stage, the map output for a shuffle.
    public var value: any Sendable
    /// Amounts that the attempt added to accumulators.
    public var accumulators: [AccumulatorUpdate]
    /// Changes of streams' states, if the attempt ran in another process (`TaskWork.runHere(returningState:)`).
    public var states: [StateUpdate]
    /// Figures of the attempt.
    public var metrics: TaskMetrics

    /// A result.
    public init(
        value: any Sendable, accumulators: [AccumulatorUpdate] = [], states: [StateUpdate] = [],
        metrics: TaskMetrics = TaskMetrics()
    ) {
        self.value = value
        self.accumulators = accumulators
        self.states = states
        self.metrics = metrics
    }
}
