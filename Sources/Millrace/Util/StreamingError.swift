// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An error of the engine: a job, a batch, a stream or a configuration failed.
///
/// `description` is one line; `detailedDescription` follows the chain of underlying errors, one per line.
/// Cancellation is not wrapped: it stays `CancellationError`. Own design.
public struct StreamingError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure. More may be added; compare with `==`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {  // Descriptions print the raw value.
            case invalidConfiguration, taskFailed, nestedJob, contextStopped, emptyCollection, shuffleOutputMissing
            case invalidState, invalidGraph, generationFailed, outputFailed, batchCompletionFailed
            case threadsUnavailable, codecMissing, storageFailed, dataDamaged, ownerReplaced, jobCancelled
            case invalidOperation, checkpointInUse, graphChanged, batchRefused, blockMissing
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }

        /// A setting is malformed or out of its range.
        public static let invalidConfiguration = Code(.invalidConfiguration)
        /// A task failed on every allowed attempt; stage, partition and last attempt are set.
        public static let taskFailed = Code(.taskFailed)
        /// An action was called inside a task of another job.
        public static let nestedJob = Code(.nestedJob)
        /// The `MillraceContext` has been stopped.
        public static let contextStopped = Code(.contextStopped)
        /// The system refuses the task threads; the next job tries again.
        public static let threadsUnavailable = Code(.threadsUnavailable)
        /// The job's group was cancelled.
        public static let jobCancelled = Code(.jobCancelled)
        /// An operation cannot run on these RDDs or with these arguments: different numbers of partitions or elements,
        /// an element without the order that it needs, no partitions.
        public static let invalidOperation = Code(.invalidOperation)
        /// `reduce` was called on an RDD without elements.
        public static let emptyCollection = Code(.emptyCollection)
        /// A reduce task found no output of a map task: a bug in the engine.
        public static let shuffleOutputMissing = Code(.shuffleOutputMissing)
        /// A streaming context was used in a state that does not allow it.
        public static let invalidState = Code(.invalidState)
        /// The graph of streams cannot run: no output operation, a stream of another context, or a change after the
        /// start.
        public static let invalidGraph = Code(.invalidGraph)
        /// The RDDs of a batch could not be generated; `batchTime` is set, and `streamID` if known.
        public static let generationFailed = Code(.generationFailed)
        /// An output operation of a batch failed.
        public static let outputFailed = Code(.outputFailed)
        /// All output was written, but an input stream's `batchCompleted` failed.
        public static let batchCompletionFailed = Code(.batchCompletionFailed)

        /// Values of a type must be stored, but it has no codec: declare it `Codable`, or conform it to `Storable`.
        public static let codecMissing = Code(.codecMissing)
        /// Files could not be written or read; the underlying error has the call, its path and its error number.
        public static let storageFailed = Code(.storageFailed)
        /// Stored data is damaged, or of another type or format.
        public static let dataDamaged = Code(.dataDamaged)
        /// Another driver has taken over the checkpoint of this one, which must not go on writing.
        public static let ownerReplaced = Code(.ownerReplaced)
        /// Another driver has the lock of the checkpoint.
        public static let checkpointInUse = Code(.checkpointInUse)
        /// A sink refuses a batch because its input does not follow the input of those that the sink has: it would be
        /// repeated or skipped.
        public static let batchRefused = Code(.batchRefused)
        /// The program's graph lacks operators that the checkpoint has state of, or has others under their ids.
        public static let graphChanged = Code(.graphChanged)
        /// A block of received data is not kept any more.
        public static let blockMissing = Code(.blockMissing)

        /// The code's name.
        public var description: String { value.rawValue }
    }

    /// The kind of failure.
    public var code: Code
    /// Description of the failure, with the remedy if one is known.
    public var message: String
    /// The stage of the failed task.
    public var stage: StageID?
    /// The partition of the failed task.
    public var partition: Int?
    /// The last attempt of the failed task, counted from 0.
    public var attempt: Int?
    /// The batch that failed.
    public var batchTime: BatchTime?
    /// The stream that failed.
    public var streamID: Int?
    /// The cause.
    public var underlyingError: (any Error)?

    /// Creates an error.
    public init(
        code: Code, message: String, stage: StageID? = nil, partition: Int? = nil, attempt: Int? = nil,
        batchTime: BatchTime? = nil, streamID: Int? = nil, underlyingError: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.stage = stage
        self.partition = partition
        self.attempt = attempt
        self.batchTime = batchTime
        self.streamID = streamID
        self.underlyingError = underlyingError
    }

    private var headline: String {
        var places: [String] = []
        if let batchTime { places.append("batch \(batchTime)") }
        if let streamID { places.append("stream \(streamID)") }
        if let stage { places.append("stage \(stage)") }
        if let partition { places.append("partition \(partition)") }
        if let attempt { places.append("attempt \(attempt)") }
        let place = places.isEmpty ? "" : " (" + places.joined(separator: ", ") + ")"
        return "\(code)\(place): \(message)"
    }

    /// One line: code, place, message and cause.
    public var description: String {
        guard let underlyingError else { return headline }
        return "\(headline): \(underlyingError)"
    }

    /// One line per error of the chain, each indented below the one it caused.
    public var detailedDescription: String {
        var lines = [headline]
        var next = underlyingError
        var indent = "  "
        while let error = next {
            let own = error as? StreamingError
            lines.append(indent + "caused by " + (own?.headline ?? "\(error)"))
            next = own?.underlyingError
            indent += "  "
        }
        return lines.joined(separator: "\n")
    }
}

extension Error {
    /// Whether another driver has replaced this one, which must not try again.
    var isOwnerReplaced: Bool { (self as? StreamingError)?.code == .ownerReplaced }
}
