// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// Two elements per batch of 0, 1, 2, …, with their range as the input's metadata.
///
/// `@unchecked Sendable`: a `Mutex` guards the position.
package final class NumberedInput: InputDStream<Int, Int>, @unchecked Sendable {
    package struct Numbers: SourceRange, Hashable {
        package var source: String { "numbers" }
        package var firstPosition: Int64
        package var endPosition: Int64
    }

    private let next: Mutex<Int>

    package init(_ context: StreamingContext, from start: Int = 0) {
        next = Mutex(start)
        super.init(context: context)
    }

    package override func plan(at time: BatchTime) async throws -> Int {
        let plan = next.withLock { next in
            defer { next += 2 }
            return next
        }
        reportRecovered(plan, at: time)
        return plan
    }

    package override func reportRecovered(_ plan: Int, at time: BatchTime) {
        let range = Numbers(firstPosition: Int64(plan), endPosition: Int64(plan) + 2)
        reportInput(time: time, recordCount: 2, description: "\(plan)", metadata: [range])
    }

    package override func rdd(_ plan: Int, at time: BatchTime) throws -> RDD<Int> {
        context.engine.parallelize([plan, plan + 1], partitions: 2)
    }

    package override func recovered(_ plan: Int, at time: BatchTime) { next.withLock { $0 = plan + 2 } }
}
