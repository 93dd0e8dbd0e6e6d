// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reaction to a failed batch: its plan, its generation, an output operation or an input's `batchCompleted` threw.
///
/// Whatever the policy, a failed batch is never taken for done: its input stays uncommitted, and no later commit covers
/// it, so that a restart reads it again. Output operations that had succeeded are not repeated by a retry; those after
/// the failed one wait for it. Waits between retries: `StreamingConfiguration.retryBackoff`. Own design; Spark goes on
/// with the next batch and may take the failed one for done.
public struct FailurePolicy: Sendable, Hashable {
    /// Maximum number of retries of a batch.
    public let maxRetries: Int
    /// Whether the stream goes on with later batches when the retries are used up.
    public let goesOn: Bool

    /// No retry: the stream stops with the failed batch pending.
    public static let stop = FailurePolicy(maxRetries: 0, goesOn: false)

    /// Up to `times` retries with growing waits, while later batches queue; then the stream stops.
    public static func retry(_ times: Int) -> FailurePolicy { FailurePolicy(maxRetries: max(0, times), goesOn: false) }

    /// Up to `retries` retries; then later batches run, while the failed batch stays pending: from then on nothing is
    /// committed, so that a restart begins with the failed batch. A plan that cannot be made is tried again without
    /// end, as nothing was taken yet.
    public static func `continue`(retries: Int = 0) -> FailurePolicy {
        FailurePolicy(maxRetries: max(0, retries), goesOn: true)
    }

    /// `continue(retries: 0)`.
    public static let `continue` = FailurePolicy.continue()

    private init(maxRetries: Int, goesOn: Bool) {
        self.maxRetries = maxRetries
        self.goesOn = goesOn
    }
}
