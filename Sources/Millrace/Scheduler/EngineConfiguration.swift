// Millrace
// SPDX-License-Identifier: Apache-2.0

public import CoreMetrics

/// Settings of a `MillraceContext`, fixed when it is created.
public struct EngineConfiguration: Sendable {
    /// Name of the application, for logs and errors.
    public var appName: String
    /// Number of task threads and of attempts per task.
    public var master: Master
    /// Number of partitions of `parallelize` and of shuffles that do not set their own. `nil` (the default) means the
    /// number of threads for `parallelize`, and the largest number of upstream partitions for shuffles. Values below 1
    /// count as 1. Source: `spark.default.parallelism`.
    public var defaultParallelism: Int?
    /// Number of tasks of a job that may wait for I/O (`TaskContext.waitingForIO`) beside those that compute; default
    /// 64, at least 0.
    public var ioSlots = 64
    /// Waits between the attempts of a task.
    public var retryBackoff = RetryBackoff()
    /// Clock of those waits; default: the machine's monotonic clock.
    public var retryClock: any Clock<Duration> = ContinuousClock()
    /// Bytes of memory for persisted partitions and running tables; more goes to disk, or is computed again. `nil`, the
    /// default: no limit. Source: `spark.memory`.
    public var memoryLimit: Int?
    /// Folder for what lacks room in memory; a folder of this process is made there when it is first needed, and
    /// removed at the end. Default `/tmp`. Source: `spark.local.dir`.
    public var localDirectory = "/tmp"
    /// Folder for the elements of RDDs that `RDD.checkpoint` keeps; `nil`, the default: none. The files stay there.
    /// Source: `SparkContext.setCheckpointDir`.
    public var checkpointDirectory: String?
    /// Receives the metrics of the engine and its stream; `nil`, the default, for the factory of `MetricsSystem`.
    /// ARCHITECTURE.md lists the metrics. Source: Spark's `spark.metrics.conf`.
    public var metricsFactory: (any MetricsFactory)?
    /// Place where tasks run; default: the threads of this process.
    public var backend: any TaskBackend = LocalBackend()

    /// Creates a configuration; `master` defaults to one thread per processor.
    public init(
        appName: String, master: Master = .local(threads: Platform.processorCount), defaultParallelism: Int? = nil
    ) {
        self.appName = appName
        self.master = master
        self.defaultParallelism = defaultParallelism.map { max(1, $0) }
    }
}
