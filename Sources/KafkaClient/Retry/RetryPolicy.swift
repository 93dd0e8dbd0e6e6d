// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol
internal import KafkaTransport

/// Limits of retries of failed requests: exponential backoff with jitter, a maximum number, and a deadline.
///
/// Source: KIP-580 for the shape; properties `retry.backoff.ms`, `retry.backoff.max.ms`, `retries`,
/// `default.api.timeout.ms`.
public struct RetryPolicy: Sendable {
    /// The wait before the first retry; default 100 ms.
    public var initialBackoff: Duration
    /// Maximum wait before jitter; default 1 s.
    public var maxBackoff: Duration
    /// Factor by which each wait is longer than the one before; default 2.
    public var multiplier: Double
    /// Random change of a wait, as a fraction of it: 0.2 means ×0.8 to ×1.2. Default 0.2.
    public var jitter: Double
    /// Maximum number of retries; no limit by default, so that only the deadline ends them.
    public var maxRetries: Int
    /// Maximum time of the whole: of all attempts, the one under way included, and the waits between them. nil for no
    /// limit. Default 60 s.
    public var deadline: Duration?
    /// The clock.
    public var clock: ClientClock
    /// The random source of jitter, and of the order in which brokers are asked what any can answer: numbers from 0 up
    /// to, not including, 1.
    public var random: @Sendable () -> Double
    /// Makes ids of members, which no two may share: a simulation's seed fixes them. Not of `random`, which a program
    /// may set to a constant.
    package var makeUUID: @Sendable () -> KafkaUUID = {
        KafkaUUID(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }

    /// A policy with the given values and the documented defaults.
    public init(
        initialBackoff: Duration = .milliseconds(100), maxBackoff: Duration = .seconds(1), multiplier: Double = 2,
        jitter: Double = 0.2, maxRetries: Int = .max, deadline: Duration? = .seconds(60),
        clock: ClientClock = .continuous, random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        self.initialBackoff = initialBackoff
        self.maxBackoff = maxBackoff
        self.multiplier = multiplier
        self.jitter = jitter
        self.maxRetries = maxRetries
        self.deadline = deadline
        self.clock = clock
        self.random = random
    }

    /// The wait before retry `retry`, counted from 0.
    public func backoff(beforeRetry retry: Int) -> Duration {
        var wait = initialBackoff
        // Ends early, because a wait at its maximum does not grow.
        var step = 0
        while step < retry, wait < maxBackoff {
            wait = wait * multiplier
            step += 1
        }
        let moved = min(wait, maxBackoff) * (1 + jitter * (2 * random() - 1))
        return max(moved, .zero)
    }

    /// Runs `attempt` until it succeeds, fails for good, or reaches a limit of the policy. The deadline ends an attempt
    /// that is under way.
    ///
    /// - Parameters:
    ///   - operation: names the operation in errors and in the log.
    ///   - stall: reports once that the operation waits, and when it goes on.
    ///   - advise: decides about the failure of an attempt.
    ///   - prepare: called after the wait, before each retry, with the advice for the failure: it refreshes metadata or
    ///     forgets a coordinator. An error that it throws counts as the failure of that attempt.
    ///   - attempt: the operation; it gets the number of retries so far.
    /// - Returns: the result of `attempt`.
    /// - Throws: `KafkaError` of the last attempt, with the number of attempts in its message; `CancellationError`.
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    func run<Value>(
        _ operation: String, stall: StallReporter? = nil,
        advise: (KafkaError) -> RetryAdvice = { RetryAdvice(for: $0) },
        prepare: (RetryAdvice, KafkaError) async throws -> Void, attempt: (Int) async throws -> Value
    ) async throws -> Value {
        try await Deadline.limit(deadline, clock: clock) {
            try await runUntilDeadline(operation, stall, advise, prepare, attempt)
        }
    }

    @_semantics("optimize.sil.specialize.generic.never")
    private func runUntilDeadline<Value>(
        _ operation: String, _ stall: StallReporter?, _ advise: (KafkaError) -> RetryAdvice,
        _ prepare: (RetryAdvice, KafkaError) async throws -> Void, _ attempt: (Int) async throws -> Value
    ) async throws -> Value {
        let start = clock.now()
        var stall = stall
        var retry = 0
        var pending: (advice: RetryAdvice, error: KafkaError)?
        while true {
            do {
                if let pending { try await prepare(pending.advice, pending.error) }
                let value = try await attempt(retry)
                stall?.goesOn(at: clock.now())
                return value
            } catch let error as KafkaError {
                let advice = advise(error)
                if advice == .giveUp { throw error }
                if Deadline.current?.hasPassed ?? false {
                    throw exhausted(operation, attempts: retry + 1, since: start, last: error, before: pending?.error)
                }
                let wait = backoff(beforeRetry: retry)
                guard retry < maxRetries, Deadline.current.map({ wait < $0.remaining }) ?? true else {
                    throw retry == 0
                        ? error : exhausted(operation, attempts: retry + 1, since: start, last: error, before: nil)
                }
                pending = (advice, error)
                retry += 1
                stall?.waits(at: clock.now(), since: start, because: error)
                try await clock.sleep(wait)
            }
        }
    }

    /// The error of an operation that used up its retries or its time. `before` is the failure before `last`: it says
    /// why the attempt that the deadline ended was necessary.
    private func exhausted(
        _ operation: String, attempts: Int, since start: Duration, last: KafkaError, before: KafkaError?
    ) -> KafkaError {
        var error = last
        let time = (clock.now() - start).inMilliseconds
        let count = attempts == 1 ? "1 attempt" : "\(attempts) attempts"
        error.message = "\(operation): \(last.message) (after \(count) in \(time) ms)"
        if let before {
            error.message += "; the attempt before it failed: \(before.message)"
            error.brokerError = error.brokerError ?? before.brokerError
        }
        error.underlyingError = last.underlyingError ?? before ?? last
        return error
    }
}

extension Duration {
    /// Whole milliseconds for a wire field, at least 0 and at most `Int32.max`.
    var wireMilliseconds: Int32 { Int32(clamping: max(0, inMilliseconds)) }
}
