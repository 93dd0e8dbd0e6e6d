// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A stream of the numbers 0, 1, 2 … at a fixed rate, for load tests and demos: every batch holds the rate times the
/// batch duration, within the rate limit. Source: the rate source of Spark's Structured Streaming.
///
/// `@unchecked Sendable`: a `Mutex` guards the position, the rest are immutable values, as `DStream` asks.
final class RateInputDStream: InputDStream<Int, RatePlan>, @unchecked Sendable {
    private let perSecond: Double
    private let partitionCount: Int?
    private let next = Mutex((number: 0, limit: 0.0))

    init(context: StreamingContext, perSecond: Double, partitions: Int?) {
        self.perSecond = perSecond
        partitionCount = partitions
        super.init(context: context, kind: "rate")
        if !(perSecond > 0 && perSecond.isFinite && perSecond < 1e12) {
            context.graph.reject("a rate of \(perSecond) numbers per second: give a number above 0 and below 1e12")
        }
    }

    override func plan(at time: BatchTime) async throws -> RatePlan {
        let seconds = context.batchDuration / .seconds(1)
        let limit = recordLimit ?? .max
        let plan = next.withLock { next in
            next.limit += perSecond * seconds
            let due = Int(min(next.limit, 1e18)) - next.number
            let plan = RatePlan(first: next.number, end: next.number + max(0, min(due, limit)))
            next.number = plan.end
            return plan
        }
        reportInput(time: time, recordCount: plan.end - plan.first, description: "\(plan.first) ..< \(plan.end)")
        return plan
    }

    override func recovered(_ plan: RatePlan, at time: BatchTime) {
        next.withLock { $0 = (plan.end, Double(plan.end)) }
    }

    override func rdd(_ plan: RatePlan, at time: BatchTime) throws -> RDD<Int> {
        context.engine.range(plan.first..<plan.end, partitions: partitionCount)
    }
}

extension StreamingContext {
    /// A stream of the numbers 0, 1, 2 … at `perSecond` numbers per second. What the rate limit of backpressure holds
    /// back comes later.
    public func rateStream(perSecond: Double, partitions: Int? = nil) -> DStream<Int> {
        RateInputDStream(context: self, perSecond: perSecond, partitions: partitions)
    }
}
