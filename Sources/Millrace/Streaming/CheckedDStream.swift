// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The results of an operator that goes on past records on which its function throws. Own design.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `DStream` asks.
public final class CheckedDStream<Record: Sendable, Element: Sendable>: DStream<Element>, @unchecked Sendable {
    private let outcomes: DStream<RecordOutcome<Record, Element>>
    private let failed: Accumulator<Int>

    init(_ outcomes: DStream<RecordOutcome<Record, Element>>, failed: Accumulator<Int>) {
        self.outcomes = outcomes
        self.failed = failed
        super.init(
            context: outcomes.context, slideDuration: outcomes.slideDuration, parents: [outcomes], kind: "checked")
    }

    /// Number of records that were left out since the start, those of repeated computations included; tasks that
    /// failed do not count.
    public var failedRecordCount: Int { failed.value }

    /// The records that were left out, with their errors: empty unless the policy is `.deadLetter`. Write them
    /// somewhere with an output operation of their own. The function is called once for both streams.
    public var deadLetters: DStream<DeadLetter<Record>> {
        outcomes.derive("deadLetters") { rdd, _ in
            rdd.flatMap { outcome, emit in if case .failure(let letter) = outcome { try emit(letter) } }
        }
    }

    /// The successes of the batch.
    public override func compute(time: BatchTime) async throws -> RDD<Element>? {
        guard let rdd = try await outcomes.rdd(at: time) else { return nil }
        return rdd.flatMap { outcome, emit in if case .success(let output) = outcome { try emit(output) } }
    }
}
