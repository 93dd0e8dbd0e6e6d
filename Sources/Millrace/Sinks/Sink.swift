// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A place that a stream writes its batches to, each batch completely or not at all. Own design, after the two phases
/// of Flink's and Structured Streaming's sinks.
///
/// `DStream.write(to:)` drives it, one batch after the other, in order:
///
/// 1. `recover` once, before the inputs start. It takes the place over from an earlier owner, which is refused from
///    then on, and drops what that one has left uncommitted.
/// 2. For each batch `prepare`, which says whether an earlier attempt or run has committed it. If not: `write` for each
///    partition, in tasks; then `commit` with the results of the attempts that won, or `abort`.
/// 3. `close` once, after the last batch.
///
/// A program may die between any two of these calls, and inside of each. The next one calls `recover` and `prepare` for
/// the same batch, with the same input, unless the checkpoint has the batch as done. So a sink is exactly-once if
/// `commit` is atomic and `prepare` answers truly; without a checkpoint, or if the sink has no atomic commit, a batch
/// may be written again.
///
/// Calls of the driver come one at a time. `write` runs in several tasks at once, and is called again for a partition
/// whose attempt failed; only the last result of a partition reaches `commit`.
public protocol Sink<Element>: Sendable {
    /// The type of the elements.
    associatedtype Element: Sendable
    /// The result of a partition's write, for the commit.
    associatedtype Receipt: Sendable

    /// Name of the place, such as a path.
    var place: String { get }

    /// Whether two output operations of a stream cannot write to the same place. Default true.
    var isExclusive: Bool { get }

    /// Whether the sink tells the batches that it has by the last one, so that none may be left out: under
    /// `FailurePolicy.continue` a batch after one that failed is refused with `StreamingError.batchRefused`, until a
    /// restart runs the failed one. Default true.
    var commitsInOrder: Bool { get }

    /// Takes the place over.
    ///
    /// - Throws: `StreamingError.ownerReplaced` if a later owner has it already; errors of the place.
    func recover(as owner: SinkOwner) async throws

    /// Begins a batch. Called again after an attempt that failed, which may or may not have committed.
    ///
    /// - Returns: `.committed` if the place has the batch already: it is not written again.
    /// - Throws: `StreamingError.ownerReplaced`, `.batchRefused`; errors of the place.
    func prepare(_ batch: Batch) async throws -> SinkPreparation

    /// Writes a partition, in its task, so that no reader sees it before the commit.
    ///
    /// - Throws: Any error; the attempt has failed then.
    func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> Receipt

    /// Makes the batch visible, with its identity, in one step. Durable when it returns.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - receipts: The result of each partition, in order.
    /// - Throws: `SinkRewrite` to have all partitions written once more; `StreamingError.ownerReplaced`,
    ///   `.batchRefused`; errors of the place. The batch may be committed although it throws: `prepare` tells.
    func commit(_ batch: Batch, _ receipts: [Receipt]) async throws

    /// Drops what was written of a batch whose write or commit failed. Never undoes a commit. The calling task may be
    /// cancelled.
    ///
    /// - Throws: `StreamingError.ownerReplaced` if that is what the failure comes from; nothing else.
    func abort(_ batch: Batch) async throws

    /// Frees what the sink holds; also called if `recover` failed or was not called.
    func close() async
}

extension Sink {
    /// True.
    public var isExclusive: Bool { true }
    /// True.
    public var commitsInOrder: Bool { true }
}
