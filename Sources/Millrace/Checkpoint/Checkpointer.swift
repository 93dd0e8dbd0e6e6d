// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging
private import Synchronization

/// Writes the generations of a job's checkpoint, and reads the newest. Used by the driver, one call at a time.
public final class Checkpointer: Sendable {
    private struct State {
        var generation: UInt64 = 0
        var consecutiveFailures = 0
    }

    /// A checkpoint that was read, and those that were passed over because they are damaged.
    public struct Recovery: Sendable {
        /// The newest readable checkpoint; `nil` if there is none.
        public var checkpoint: Checkpoint?
        /// Names of damaged ones that are newer, with the reasons.
        public var damaged: [(name: String, reason: String)]
    }

    /// The storage.
    public let store: any CheckpointStore
    /// The right to write.
    public let lease: CheckpointLease
    /// Number of generations that are kept.
    let kept: Int
    private let maxFailures: Int
    private let state = Mutex(State())

    /// A checkpointer that keeps `kept` generations, at least 2, and gives up after `maxFailures` failures in a row.
    public init(store: any CheckpointStore, lease: CheckpointLease, kept: Int = 10, maxFailures: Int = 3) {
        self.store = store
        self.lease = lease
        self.kept = max(2, kept)
        self.maxFailures = max(1, maxFailures)
    }

    /// Failures since the last write that succeeded.
    public var consecutiveFailures: Int { state.withLock { $0.consecutiveFailures } }

    /// Reads the newest checkpoint that is whole.
    ///
    /// - Throws: `StreamingError.dataDamaged` if there are checkpoints, but none can be read; `.storageFailed`.
    public func recover() async throws -> Recovery {
        let recovery = try await Self.read(store)
        if let checkpoint = recovery.checkpoint { state.withLock { $0.generation = checkpoint.generation } }
        return recovery
    }

    /// Reads the newest checkpoint in `store` that is whole, without owning it.
    /// - Throws: As `recover`.
    public static func read(_ store: any CheckpointStore) async throws -> Recovery {
        var damaged: [(name: String, reason: String)] = []
        for name in try await store.names().filter(CheckpointFile.isCheckpoint).reversed() {
            guard let bytes = try await store.read(name) else { continue }
            do {
                return Recovery(checkpoint: try CheckpointFile.decode(bytes), damaged: damaged)
            } catch {
                damaged.append((name, "\(error)"))
            }
        }
        guard let newest = damaged.first else { return Recovery(checkpoint: nil, damaged: []) }
        throw StreamingError(
            code: .dataDamaged,
            message: "none of the \(damaged.count) checkpoints can be read; the newest is \(newest.name): "
                + "\(newest.reason)")
    }

    /// Writes `checkpoint` as the next generation, and removes old ones. Returns whether it was written.
    ///
    /// A failure is counted and logged, as the next write may succeed.
    /// - Throws: `StreamingError.ownerReplaced` if another driver owns the checkpoint; the failure itself if it is the
    ///   last of as many in a row as are allowed.
    public func write(_ checkpoint: Checkpoint, logger: Logger) async throws -> Bool {
        var checkpoint = checkpoint
        checkpoint.generation = state.withLock { state in
            state.generation += 1
            return state.generation
        }
        checkpoint.epoch = lease.epoch
        let name = CheckpointFile.name(epoch: lease.epoch, generation: checkpoint.generation)
        do {
            try await store.write(CheckpointFile.encode(checkpoint), as: name, lease)
        } catch let error as StreamingError where error.code == .ownerReplaced {
            throw error
        } catch {
            let failures = state.withLock { state in
                state.consecutiveFailures += 1
                return state.consecutiveFailures
            }
            logger.error(
                "a checkpoint could not be written", metadata: ["error": "\(error)", "in_a_row": "\(failures)"])
            if failures >= maxFailures { throw error }
            return false
        }
        state.withLock { $0.consecutiveFailures = 0 }
        await removeOld(logger)
        return true
    }

    /// Removes all but the newest generations. A failure is logged only: the next write tries again.
    private func removeOld(_ logger: Logger) async {
        do {
            let names = try await store.names().filter(CheckpointFile.isCheckpoint)
            for name in names.dropLast(kept) { try await store.remove(name, lease) }
        } catch {
            logger.warning("old checkpoints could not be removed", metadata: ["error": "\(error)"])
        }
    }
}
