// Millrace
// SPDX-License-Identifier: Apache-2.0

/// State of a job between two batches: enough to go on in another process. Source: Spark's `Checkpoint`, without code.
public struct Checkpoint: Codable, Storable, Sendable {
    /// "Checkpoint", also if the type moves.
    public static let storableName = "Checkpoint"

    /// A plan that an input made, as stored bytes.
    public struct Plan: Codable, Hashable, Sendable {
        /// Id of the input's operator.
        public var operatorID: String
        /// The stored plan.
        public var bytes: [UInt8]

        /// A plan.
        public init(operatorID: String, bytes: [UInt8]) {
            self.operatorID = operatorID
            self.bytes = bytes
        }
    }

    /// A batch that streams may still need: one that has not ended, or one in a window.
    public struct Batch: Codable, Hashable, Sendable {
        /// Milliseconds since the epoch of the batch time.
        public var time: Int64
        /// Whether all of its outputs have succeeded.
        public var isDone: Bool
        /// Positions of output operations that have succeeded.
        public var doneOutputs: [Int]
        /// Its plans.
        public var plans: [Plan]

        /// A batch.
        public init(time: Int64, isDone: Bool, doneOutputs: [Int] = [], plans: [Plan]) {
            self.time = time
            self.isDone = isDone
            self.doneOutputs = doneOutputs
            self.plans = plans
        }
    }

    /// Something that an operator keeps beside plans and state: positions of an input, for example.
    public struct Note: Codable, Hashable, Sendable {
        /// Id of the operator.
        public var operatorID: String
        /// The stored note.
        public var bytes: [UInt8]

        /// A note.
        public init(operatorID: String, bytes: [UInt8]) {
            self.operatorID = operatorID
            self.bytes = bytes
        }
    }

    /// Counts up with each checkpoint of the job.
    public var generation: UInt64
    /// The owner that wrote it.
    public var epoch: UInt64
    /// The job's name.
    public var job: String
    /// The graph of streams.
    public var graph: GraphFingerprint
    /// Milliseconds of the time between batches.
    public var batchDuration: Int64
    /// Milliseconds since the epoch of the zero time, to which batches stay aligned.
    public var zeroTime: Int64
    /// Milliseconds since the epoch of the last batch that was planned: the next one is after it.
    public var lastTime: Int64
    /// Batches that are needed, oldest first.
    public var batches: [Batch]
    /// Notes of operators.
    public var notes: [Note]
    /// End of the state log as of the last batch that is done; `nil` without state.
    public var stateEnd: LogPosition?

    /// A checkpoint.
    public init(
        generation: UInt64 = 0, epoch: UInt64 = 0, job: String, graph: GraphFingerprint, batchDuration: Int64,
        zeroTime: Int64, lastTime: Int64, batches: [Batch] = [], notes: [Note] = [], stateEnd: LogPosition? = nil
    ) {
        self.generation = generation
        self.epoch = epoch
        self.job = job
        self.graph = graph
        self.batchDuration = batchDuration
        self.zeroTime = zeroTime
        self.lastTime = lastTime
        self.batches = batches
        self.notes = notes
        self.stateEnd = stateEnd
    }

    /// Without operators, and what they keep. The state log may still have their states, which no program gets back: an
    /// operator that is added with such an id begins without state.
    ///
    /// - Parameter ids: Ids of the operators.
    public func removing(_ ids: Set<String>) -> Checkpoint {
        var checkpoint = self
        checkpoint.graph = GraphFingerprint(graph.operators.filter { !ids.contains($0.id) })
        for index in batches.indices { checkpoint.batches[index].plans.removeAll { ids.contains($0.operatorID) } }
        checkpoint.notes.removeAll { ids.contains($0.operatorID) }
        return checkpoint
    }
}
