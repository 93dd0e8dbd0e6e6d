// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What an engine is told once, when it is made.
public struct EngineConfiguration: Sendable {
    /// A name for logs.
    public var appName: String
    /// Where tasks run.
    public var master: Master
    /// Partitions of `parallelize` and of shuffles where nothing else decides. Default `nil`: the number of threads for
    /// `parallelize`, the largest number of upstream partitions for shuffles (`spark.default.parallelism`).
    public var defaultParallelism: Int?

    /// A configuration; `master` defaults to one thread per processor.
    public init(
        appName: String, master: Master = .local(threads: Platform.processorCount), defaultParallelism: Int? = nil
    ) {
        self.appName = appName
        self.master = master
        self.defaultParallelism = defaultParallelism.map { max(1, $0) }
    }
}
