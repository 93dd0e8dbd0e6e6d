// Millrace
// SPDX-License-Identifier: Apache-2.0

private import CoreMetrics
private import Synchronization

/// The metrics of one streaming context, out of the events that listeners get.
///
/// Labels are bounded: the job's name, the input streams' names, and whether a batch succeeded. ARCHITECTURE.md lists
/// the metrics. Source: Spark's `StreamingSource`.
final class StreamMetrics: StreamingListener {
    private let factory: any MetricsFactory
    private let job: (String, String)
    private let schedulingDelay: CoreMetrics.Timer
    private let processingTime: CoreMetrics.Timer
    private let totalDelay: CoreMetrics.Timer
    private let completed: Counter
    private let failed: Counter
    private let waiting: Meter
    private let retries: Counter
    private let planFailures: Counter
    private let inputs = Mutex<[String: Input]>([:])

    /// Handles of one input stream.
    private struct Input: Sendable {
        let records: Counter
        let skipped: Counter
        let rateLimit: Meter
        let received: Counter
        let receiverErrors: Counter
    }

    init(_ configuration: EngineConfiguration) {
        let factory = configuration.metricsFactory ?? MetricsSystem.factory
        let job = ("job", configuration.appName)
        self.factory = factory
        self.job = job
        func timer(_ name: String) -> CoreMetrics.Timer {
            CoreMetrics.Timer(label: name, dimensions: [job], factory: factory)
        }
        func counter(_ name: String, _ more: [(String, String)] = []) -> Counter {
            Counter(label: name, dimensions: [job] + more, factory: factory)
        }
        schedulingDelay = timer("millrace_batch_scheduling_delay")
        processingTime = timer("millrace_batch_processing_time")
        totalDelay = timer("millrace_batch_total_delay")
        completed = counter("millrace_batches", [("outcome", "completed")])
        failed = counter("millrace_batches", [("outcome", "failed")])
        waiting = Meter(label: "millrace_waiting_batches", dimensions: [job], factory: factory)
        retries = counter("millrace_batch_retries")
        planFailures = counter("millrace_plan_failures")
    }

    /// Handles of the input stream with this name, made when it is first met.
    private func input(_ name: String) -> Input {
        inputs.withLock { inputs in
            if let input = inputs[name] { return input }
            let labels = [job, ("stream", name)]
            func counter(_ label: String) -> Counter { Counter(label: label, dimensions: labels, factory: factory) }
            let input = Input(
                records: counter("millrace_input_records"), skipped: counter("millrace_input_skipped_records"),
                rateLimit: Meter(label: "millrace_input_rate_limit", dimensions: labels, factory: factory),
                received: counter("millrace_receiver_records"), receiverErrors: counter("millrace_receiver_errors"))
            inputs[name] = input
            return input
        }
    }

    // MARK: Events

    func batchSubmitted(_ batch: BatchInfo) { waiting.increment() }

    func batchStarted(_ batch: BatchInfo) {
        waiting.decrement()
        if let delay = batch.schedulingDelay { schedulingDelay.recordNanoseconds(delay.wholeNanoseconds) }
    }

    func batchRetried(_ batch: BatchInfo, error: any Error, after wait: Duration) { retries.increment() }

    func batchCompleted(_ batch: BatchInfo) {
        if let time = batch.processingDelay { processingTime.recordNanoseconds(time.wholeNanoseconds) }
        if let delay = batch.totalDelay { totalDelay.recordNanoseconds(delay.wholeNanoseconds) }
        guard batch.failureReason == nil else { return failed.increment() }
        completed.increment()
        for part in batch.inputs {
            let input = input(part.streamName)
            input.records.increment(by: part.recordCount)
            if part.skippedRecordCount > 0 { input.skipped.increment(by: part.skippedRecordCount) }
        }
    }

    func batchGenerationFailed(_ batch: BatchTime, error: StreamingError) { planFailures.increment() }

    func receiverError(_ receiver: ReceiverInfo, error: any Error) {
        input(receiver.streamName).receiverErrors.increment()
    }

    // Batches that a stop has dropped.
    func streamingStopped() { waiting.set(0) }

    /// A receiver has stored `count` records. Their rate is that of the counter.
    func received(_ count: Int, by stream: String) { input(stream).received.increment(by: count) }

    /// The records per second that the next batch of an input may take.
    func limited(_ stream: String, to rate: Double) { input(stream).rateLimit.set(rate) }
}
