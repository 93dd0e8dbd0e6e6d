// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Decides whether a program that ended is started again, and when. A pure value.
///
/// | the program | then |
/// |---|---|
/// | ended with status 0 | it is done: not started again |
/// | ended with status 64 | its arguments are wrong: not started again |
/// | ended in any way after a signal to stop | not started again |
/// | ended in any other way | it crashed: started again after a wait |
///
/// Waits are 1 s, 2 s, 4 s and so on, `maxDelay` at most; after a run of `healthyAfter` they begin at 1 s again.
/// Source: the driver runner of Spark's standalone mode, whose waits have no limit.
struct Supervision: Sendable {
    enum Verdict: Equatable, Sendable {
        case stop(status: Int32)
        case restart(after: Duration)
    }

    static let firstDelay = Duration.seconds(1)
    /// Status of programs whose arguments are wrong (EX_USAGE).
    static let misuse: Int32 = 64

    let maxDelay: Duration
    let healthyAfter: Duration
    private var delay = Supervision.firstDelay
    private(set) var isStopping = false

    init(maxDelay: Duration, healthyAfter: Duration) {
        self.maxDelay = maxDelay
        self.healthyAfter = healthyAfter
    }

    /// A signal asks for the end.
    mutating func stop() { isStopping = true }

    /// The program has ended after `runtime`.
    mutating func ended(_ end: ProgramEnd, after runtime: Duration) -> Verdict {
        if isStopping || end == .status(0) || end == .status(Self.misuse) { return .stop(status: end.shellStatus) }
        if runtime >= healthyAfter { delay = Self.firstDelay }
        let wait = min(delay, maxDelay)
        delay = min(delay * 2, maxDelay)
        return .restart(after: wait)
    }
}
