// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A stream that reads data from outside; every graph starts with one. Subclasses override `plan`, `rdd`, and the hooks
/// that they need.
///
/// At every tick the generator asks each input once for a plan: a small storable value that says which data the batch
/// takes, such as offset ranges. The RDD is a pure function of the plan, so a batch can be computed again, later, or in
/// another process, and takes no new input by that. A plan that could not be made is asked for again, with the same
/// batch time. Source: Spark's `InputDStream`; plans are our own design.
///
/// `@unchecked Sendable`: a `Mutex` guards the stored plans. Subclasses must keep to the rule of `DStream`.
open class InputDStream<Element: Sendable, Plan: Codable & Sendable>: DStream<Element>, AnyInputDStream,
    @unchecked Sendable
{
    private struct State {
        var plans: [BatchTime: Plan] = [:]
        /// Records read, by batch and RDD partition.
        var read: [BatchTime: [Int: Int]] = [:]
        /// Batches of an earlier run that no listener of this one has heard of.
        var unreported: Set<BatchTime> = []
        /// Batches that were done before the program had this input.
        var earlier: Set<BatchTime> = []
    }

    private let inputState = Mutex(State())
    private let rateController: RateController?

    /// The stream's name, for people.
    open var name: String { "\(type(of: self)) \(id)" }

    /// An input stream of `context`. `kind` enters the operator's id; default: the type's name.
    public init(context: StreamingContext, kind: String? = nil) {
        rateController = context.makeRateController()
        super.init(
            context: context, slideDuration: context.batchDuration, parents: [], kind: kind ?? "\(Self.self)")
        context.graph.addInput(self)
    }

    // MARK: For subclasses

    /// Decides which data the batch `time` takes. Called once per batch, in order, at its tick; again for the same
    /// batch if it threw, so it must take nothing before it returns.
    open func plan(at time: BatchTime) async throws -> Plan {
        preconditionFailure("\(type(of: self)) does not override plan(at:)")
    }

    /// The RDD of a plan: a pure function of both. May be called again for the same batch.
    open func rdd(_ plan: Plan, at time: BatchTime) throws -> RDD<Element> {
        preconditionFailure("\(type(of: self)) does not override rdd(_:at:)")
    }

    /// Called before `start()` if an earlier run of the program left plans: `plan` is the last one, and the next plan
    /// must take what comes after it. See `StreamingContext.checkpoint`.
    open func recovered(_ plan: Plan, at time: BatchTime) {}

    /// Reports the input of a plan that an earlier run made, as `plan(at:)` did: called before the batch runs again.
    open func reportRecovered(_ plan: Plan, at time: BatchTime) {}

    /// Called once, before the first batch. `StreamingContext.start()` throws its errors.
    open func start() async throws {}

    /// Called once, after the last batch; also if another stream's `start()` failed after this one's succeeded.
    open func stop() async {}

    /// Called once all output operations of a batch have succeeded, in batch order; the place to commit offsets.
    ///
    /// Not called for a failed batch, nor for those after it. An error fails the batch with
    /// `StreamingError.batchCompletionFailed`.
    open func batchCompleted(_ batch: BatchInfo, plan: Plan) async throws {}

    /// The batch is done and forgotten: data that only its plan refers to can be dropped.
    open func planForgotten(_ plan: Plan, at time: BatchTime) {}

    /// Records per second that the next plan may take, by the speed of earlier batches; nil for no limit.
    ///
    /// See `StreamingConfiguration.backpressure`.
    public final var rateLimit: Double? { rateController?.rate }

    /// Records that the next plan may take: the rate limit times the batch duration, at least 1; nil for no limit.
    public final var recordLimit: Int? {
        rateLimit.map { Int(clamping: Int64(min($0 * (context.batchDuration / .seconds(1)), 1e15).rounded(.down))) }
            .map { max($0, 1) }
    }

    /// Reports the stream's input of batch `time` to listeners. The last report for a batch counts.
    ///
    /// - Parameters:
    ///   - time: The batch.
    ///   - recordCount: Number of records, known or estimated.
    ///   - skippedRecordCount: Number of records that were gone and were skipped since the last report.
    ///   - description: Origin of the records for people.
    ///   - metadata: Origin of the records for programs.
    public final func reportInput(
        time: BatchTime, recordCount: Int, skippedRecordCount: Int = 0, description: String,
        metadata: (any Sendable)? = nil
    ) {
        let info = InputInfo(
            streamID: id, streamName: name, recordCount: recordCount, plannedRecordCount: recordCount,
            skippedRecordCount: skippedRecordCount, description: description, metadata: metadata)
        context.graph.report(info, for: time)
    }

    /// Notes that a task has read a partition of the batch `time` to its end, with `count` records.
    ///
    /// For inputs whose plans only estimate the number: once all is read, `InputInfo.recordCount` is the sum.
    public final func noteRead(time: BatchTime, partition: Int, count: Int) {
        inputState.withLock { state in
            guard state.plans[time] != nil else { return }
            state.read[time, default: [:]][partition] = count
        }
    }

    // MARK: Plans

    /// The stored plan of the batch `time`; nil if there is none yet, or none any more.
    public final func plan(for time: BatchTime) -> Plan? { inputState.withLock { $0.plans[time] } }

    final func storedPlan(for time: BatchTime) throws -> StoredBytes? {
        guard let plan = plan(for: time) else { return nil }
        var writer = StoreWriter()
        try StorageCodec<Plan>.require(for: "a checkpoint of the plans of '\(operatorID)'").store(plan, into: &writer)
        return writer.finish()
    }

    final func recover(_ plans: [(BatchTime, [UInt8])], done: [BatchTime]) throws {
        inputState.withLock { $0.earlier = Set(done).subtracting(plans.map(\.0)) }
        let codec = try StorageCodec<Plan>.require(for: "a checkpoint of the plans of '\(operatorID)'")
        for (time, bytes) in plans {
            var reader = StoreReader(StoredBytes(bytes))
            let plan = try codec.restore(from: &reader)
            inputState.withLock { state in
                state.plans[time] = plan
                state.unreported.insert(time)
            }
            if time == plans.last?.0 { recovered(plan, at: time) }
        }
    }

    func storedNote() throws -> StoredBytes? { nil }

    func recover(note bytes: [UInt8]) throws {}

    func drain() async -> Bool { false }

    final func makePlan(at time: BatchTime) async throws {
        if let plan = plan(for: time) {
            if inputState.withLock({ $0.unreported.remove(time) }) != nil { reportRecovered(plan, at: time) }
            return
        }
        let plan = try await plan(at: time)
        inputState.withLock { $0.plans[time] = plan }
    }

    /// The RDD of the batch's plan; `nil` for a batch that was done before the program had this input, which a window
    /// may reach back to.
    /// - Throws: `StreamingError.generationFailed` if the batch has no plan.
    public final override func compute(time: BatchTime) async throws -> RDD<Element>? {
        guard let plan = plan(for: time) else {
            if inputState.withLock({ $0.earlier.contains(time) }) { return nil }
            throw StreamingError(
                code: .generationFailed,
                message: "the batch has no plan: it was not generated yet, or is forgotten (see remember)",
                batchTime: time, streamID: id)
        }
        return try rdd(plan, at: time)
    }

    final func recordsRead(at time: BatchTime) -> Int? {
        inputState.withLock { state in
            state.read[time].map { $0.values.reduce(0) { $0 &+ $1 } }
        }
    }

    final func complete(_ batch: BatchInfo) async throws {
        guard let plan = plan(for: batch.batchTime) else { return }
        try await batchCompleted(batch, plan: plan)
    }

    override func forget(after time: BatchTime) {
        super.forget(after: time)
        let limit = time - rememberDuration
        let forgotten = inputState.withLock { state in
            state.earlier = state.earlier.filter { $0 > limit }
            let forgotten = state.plans.filter { $0.key <= limit }
            for key in forgotten.keys {
                state.plans[key] = nil
                state.read[key] = nil
                state.unreported.remove(key)
            }
            return forgotten
        }
        for (time, plan) in forgotten { planForgotten(plan, at: time) }
    }

    final func updateRate(time: Double, elements: Int, processingDelay: Double, schedulingDelay: Double) {
        rateController?.batchCompleted(
            time: time, elements: elements, processingDelay: processingDelay, schedulingDelay: schedulingDelay)
    }
}
