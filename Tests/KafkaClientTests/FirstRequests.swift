// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport

/// The requests with which programs that follow each other under one name begin, such as a transactional id.
///
/// One that comes once more, late, from a connection that is gone takes the name from its own program or from the
/// successor of that, in Kafka too: nothing tells it from a request of another program.
final class FirstRequests: Sendable {
    private let name: String
    private let isFirst: @Sendable (any KafkaRequest) -> Bool
    private let recorder: RequestRecorder
    private let expected = Atomic(0)

    init(
        of name: String, to api: APIKey, on cluster: TestCluster,
        isFirst: @escaping @Sendable (any KafkaRequest) -> Bool
    ) {
        self.name = name
        self.isFirst = isFirst
        recorder = cluster.record(.api(api))
    }

    private var count: Int { recorder.requests.count { isFirst($0.request) } }

    /// The next program begins.
    func began() { expected.store(count + 1, ordering: .relaxed) }

    /// Fails unless more came since than the one of the program.
    func expectMore() throws {
        guard count > expected.load(ordering: .relaxed) else {
            throw TestFailure("\(name) was fenced although nobody else has begun")
        }
    }
}
