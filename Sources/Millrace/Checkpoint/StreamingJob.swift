// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging

/// A streaming job that goes on after a crash, a restart, or a change of its program. Own design, for Spark's
/// `StreamingContext.getOrCreate`.
///
///     try await StreamingJob("sessions", checkpoint: .directory("/var/lib/sessions")) { job in
///         job.kafkaDirectStream(…).mapWithState(…).id("sessions").foreachRDD { … }
///     }.run()
///
/// The program is run again at every start. Plans, positions, state and times of the last checkpoint are attached to
/// its operators by their ids: name those with state by `id(_:)`, and they keep it however the program changes.
public struct StreamingJob: Sendable {
    /// Name of the job.
    public let name: String
    /// Place of the checkpoints.
    public let checkpoint: CheckpointLocation
    private let engine: EngineConfiguration
    private let batchDuration: Duration
    private let configuration: StreamingConfiguration
    private let clock: any StreamingClock
    private let logger: Logger
    private let build: @Sendable (StreamingContext) async throws -> Void

    /// A job; nothing runs before `run()`.
    ///
    /// - Parameters:
    ///   - name: Name of the job, in its checkpoint and in logs.
    ///   - checkpoint: Place of the checkpoints.
    ///   - batchDuration: Time between batches; default 1 s.
    ///   - engine: Settings of the engine; default: one thread per processor.
    ///   - configuration: Settings of the stream.
    ///   - clock: Time source.
    ///   - logger: Log of the engine.
    ///   - build: Makes the streams and output operations.
    public init(
        _ name: String, checkpoint: CheckpointLocation, batchDuration: Duration = .seconds(1),
        engine: EngineConfiguration? = nil, configuration: StreamingConfiguration = StreamingConfiguration(),
        clock: any StreamingClock = SystemClock(), logger: Logger = Logger(label: "millrace"),
        _ build: @escaping @Sendable (StreamingContext) async throws -> Void
    ) {
        self.name = name
        self.checkpoint = checkpoint
        self.batchDuration = batchDuration
        self.engine = engine ?? EngineConfiguration(appName: name)
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        self.build = build
    }

    /// Runs the job until it is stopped or fails. Cancelling the calling task stops it without grace.
    ///
    /// - Throws: As `StreamingContext.run()`; errors of `build`.
    public func run() async throws {
        try await makeContext().run()
    }

    /// The job's streaming context, which has not started.
    /// - Throws: `StreamingError.invalidConfiguration`; errors of `build`.
    public func makeContext() async throws -> StreamingContext {
        var engine = engine
        engine.appName = name
        let context = try StreamingContext(
            MillraceContext(engine, logger: logger), batchDuration: batchDuration, clock: clock,
            configuration: configuration)
        try await build(context)
        try context.checkpoint(checkpoint)
        return context
    }
}
