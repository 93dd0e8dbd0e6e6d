// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An input stream without its element type, as the graph sees it.
protocol AnyInputDStream: AnyDStream {
    func start() async throws
    func stop() async
    /// Ends taking in data before the last batch of a graceful stop. Returns whether data wait for that batch.
    func drain() async -> Bool
    /// Makes and stores the plan of the batch `time`, unless there is one.
    func makePlan(at time: BatchTime) async throws
    /// The stored bytes of the plan of the batch `time`; nil if there is none.
    func storedPlan(for time: BatchTime) throws -> StoredBytes?
    /// Keeps plans that an earlier run stored, oldest first, and goes on after the last one. `done` has the batches
    /// that do not run again.
    func recover(_ plans: [(BatchTime, [UInt8])], done: [BatchTime]) throws
    /// The stored bytes of what the input keeps beside its plans, as of the last one; nil for nothing.
    func storedNote() throws -> StoredBytes?
    /// Goes on with what an earlier run kept beside its plans.
    func recover(note bytes: [UInt8]) throws
    /// Records that the tasks of the batch `time` read; nil unless they counted them.
    func recordsRead(at time: BatchTime) -> Int?
    func complete(_ batch: BatchInfo) async throws
    /// Name for people.
    var name: String { get }
    /// Records per second that the next plan may take; nil for no limit.
    var rateLimit: Double? { get }
    /// Feeds the rate limit with a batch that succeeded. Times are in milliseconds.
    func updateRate(time: Double, elements: Int, processingDelay: Double, schedulingDelay: Double)
}
