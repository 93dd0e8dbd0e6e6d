// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A place in the life of a sink at which a program may die.
public enum SinkStep: Hashable, Sendable, CaseIterable {
    /// Around `Sink.recover`.
    case beforeRecover, afterRecover
    /// Around `Sink.prepare`.
    case beforePrepare, afterPrepare
    /// Around `Sink.write` of each partition.
    case beforeWrite, afterWrite
    /// Around `Sink.commit`; after it the checkpoint does not have the batch as done yet.
    case beforeCommit, afterCommit
}
