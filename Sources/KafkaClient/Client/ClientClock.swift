// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The time that retries and timeouts use; tests inject one that needs no waiting.
public struct ClientClock: Sendable {
    /// Time since an arbitrary fixed moment; never decreases.
    public var now: @Sendable () -> Duration
    /// Waits; throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Waits as `sleep` does, but in the time of sockets: a test's `sleep` may pass at once.
    package var wait: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// A clock made of two functions.
    public init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    private static let start = ContinuousClock.now

    /// The machine's continuous clock.
    public static let continuous = ClientClock(
        now: { start.duration(to: .now) }, sleep: { try await Task.sleep(for: $0) })
}
