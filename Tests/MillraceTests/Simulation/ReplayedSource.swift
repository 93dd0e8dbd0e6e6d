// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import Synchronization

/// Numbers from 0 on in a system that outlives drivers, and sends all that was not acknowledged to each new receiver.
final class ReplayedSource: Sendable {
    static let configuration = {
        var configuration = StreamingConfiguration()
        configuration.receivers.writeAheadLog = true
        return configuration
    }()

    private let count: Int
    private let acknowledged = Mutex(0)

    init(count: Int) { self.count = count }

    /// The numbers, in blocks of two, acknowledged after they are stored.
    func stream(_ job: StreamingContext, _ driver: SimulatedDriver) -> DStream<Int> {
        job.receiverStream { [self] (context: ReceiverContext<Int>) in
            var next = acknowledged.withLock { $0 }
            while next < count {
                try await context.store(block: [next, next + 1])
                next += 2
                try await driver.call("acknowledge") { [next] in acknowledged.withLock { $0 = max($0, next) } }
            }
        }.id("numbers")
    }
}
