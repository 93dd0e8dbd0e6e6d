// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

extension RDD {
    /// Asks that the elements be written to files in `EngineConfiguration.checkpointDirectory`, once the next job on
    /// the RDD, or on one that is built on it, has ended; returns the RDD itself.
    ///
    /// From then on partitions are read from the files, and the lineage before them is forgotten: it bounds the cost of
    /// a retry, and of an RDD that a loop builds on itself again and again. Writing computes the elements a second
    /// time, so `persist()` the RDD first. An error of the disk fails the action that wrote them; the next one tries
    /// again. Nobody removes the files. Source: `RDD.checkpoint`.
    ///
    /// - Throws: `StreamingError.invalidConfiguration` without a folder; `.codecMissing` if values of this type cannot
    ///   be stored.
    @discardableResult
    public final func checkpoint() throws -> Self {
        guard context.configuration.checkpointDirectory != nil else {
            throw StreamingError(
                code: .invalidConfiguration,
                message: "checkpoint() needs a folder: set EngineConfiguration.checkpointDirectory")
        }
        let codec = try StorageCodec<Element>.require(for: "checkpoint()")
        let isNew = checkpointing.withLock { state in
            guard case .none = state else { return false }
            state = .wanted(codec)
            return true
        }
        if isNew { context.checkpointWanted() }
        return self
    }

    /// Whether the elements are in files, and the lineage is forgotten.
    public final var isCheckpointed: Bool { checkpointFolder != nil }

    /// The folder of the files: one for each partition. `nil` until they are complete.
    /// Source: `RDD.getCheckpointFile`.
    public final var checkpointFolder: String? {
        if case .done(_, let folder) = checkpointing.withLock({ $0 }) { folder } else { nil }
    }

    /// Hands on the elements of a partition if they are in a file. Returns whether they are.
    final func readCheckpoint(
        of partition: any Partition, _ task: TaskContext, _ yield: (Chunk<Element>) async throws -> Void
    ) async throws -> Bool {
        guard case .done(let codec, let folder) = checkpointing.withLock({ $0 }) else { return false }
        try await readObjects("\(folder)/\(partName(partition.index))", codec, task, yield)
        return true
    }

    /// Writes the files if they are wanted. Returns whether a checkpoint was asked for at all.
    final func writeWantedCheckpoint() async throws -> Bool {
        let (isWanted, codec) = checkpointing.withLock { state -> (Bool, StorageCodec<Element>?) in
            switch state {
            case .none: return (false, nil)
            case .running, .done: return (true, nil)
            case .wanted(let codec):
                state = .running
                return (true, codec)
            }
        }
        guard let codec, let directory = context.configuration.checkpointDirectory else { return isWanted }
        let folder = "\(directory)/\(context.runID)/\(context.blockOwner("rdd"))"
        do {
            try await save("checkpoint", folder, try .objects(), POSIXFileSystem())
        } catch {
            checkpointing.withLock { $0 = .wanted(codec) }
            throw error
        }
        checkpointing.withLock { $0 = .done(codec, folder: folder) }
        context.checkpointDone()
        forgetComputation()
        forgetDependencies()
        return true
    }
}

extension AnyRDD {
    /// Writes the checkpoints that the RDD and its ancestors want, but not those below one.
    final func writeCheckpoints() async throws {
        var known: Set<ObjectIdentifier> = []
        var stack = [self]
        while let rdd = stack.popLast() {
            guard known.insert(ObjectIdentifier(rdd)).inserted else { continue }
            if try await rdd.writeCheckpoint() { continue }
            stack += rdd.dependencies.map(\.parent)
        }
    }
}
