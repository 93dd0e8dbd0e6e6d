// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The rate limit of one input stream: its estimator and the rate that the estimator gave last.
/// Source: Spark's `RateController`.
final class RateController: Sendable {
    private struct State {
        var estimator: any RateEstimator
        var rate: Double?
    }

    private let state: Mutex<State>

    init(estimator: any RateEstimator, initialRate: Double?) {
        state = Mutex(State(estimator: estimator, rate: initialRate))
    }

    /// Records per second that the next batch may take; nil for no limit.
    var rate: Double? { state.withLock { $0.rate } }

    /// Takes note of a batch that succeeded.
    func batchCompleted(time: Double, elements: Int, processingDelay: Double, schedulingDelay: Double) {
        state.withLock { state in
            let rate = state.estimator.update(
                time: time, elements: elements, processingDelay: processingDelay, schedulingDelay: schedulingDelay)
            if let rate { state.rate = rate }
        }
    }
}
