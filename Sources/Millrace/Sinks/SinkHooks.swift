// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The parts of a sink that the streaming context calls.
struct SinkHooks: Sendable {
    /// `Sink.place`.
    let place: String
    /// `Sink.isExclusive`.
    let isExclusive: Bool
    /// Before the inputs start.
    let start: @Sendable (SinkOwner) async throws -> Void
    /// After the last batch.
    let stop: @Sendable () async -> Void
}
