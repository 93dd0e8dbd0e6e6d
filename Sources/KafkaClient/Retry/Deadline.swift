// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport

/// The moment when a call must have ended, by the clock of its retry policy.
///
/// A deadline bounds everything below the call: `RetryPolicy.run` sets it for the task, and every wait for a `Promise`
/// ends with it, so that a request or a dial under way cannot overrun it.
struct Deadline: Sendable {
    /// The deadline of the current task; nil for none.
    @TaskLocal static var current: Deadline?

    /// The moment, as `clock.now()` gives it.
    let moment: Duration
    /// The time from the start of the call to the moment.
    let timeout: Duration
    private let clock: ClientClock

    /// A deadline `timeout` from now.
    init(after timeout: Duration, clock: ClientClock) {
        self.timeout = timeout
        self.clock = clock
        moment = clock.now() + timeout
    }

    /// The time that is left, zero or more.
    var remaining: Duration { max(moment - clock.now(), .zero) }

    /// Whether the moment has come.
    var hasPassed: Bool { clock.now() >= moment }

    /// Waits for the moment in the time of sockets, as the requests that it bounds do.
    func wait() async throws { try await clock.wait(remaining) }

    /// Runs `body` with a deadline `timeout` from now, or the current one if that is earlier; nil adds none.
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    static func limit<Value>(
        _ timeout: Duration?, clock: ClientClock, _ body: () async throws -> Value
    ) async throws -> Value {
        guard let timeout else { return try await body() }
        let own = Deadline(after: timeout, clock: clock)
        if let current, current.remaining <= timeout { return try await body() }
        return try await $current.withValue(own) { try await body() }
    }

    /// The error of a wait that the deadline ended.
    func passed() -> KafkaError {
        KafkaError(.timedOut, "the call's time limit of \(timeout.inMilliseconds) ms has passed")
    }
}
