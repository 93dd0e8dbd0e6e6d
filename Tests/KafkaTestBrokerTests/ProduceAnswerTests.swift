// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

struct ProduceAnswerTests {
    private func request(_ records: ByteSlice?, acks: Int16) -> ProduceRequest {
        ProduceRequest(
            acks: acks, timeoutMs: 1000,
            topicData: [.init(name: "t", partitionData: [.init(index: 0, records: records)])])
    }

    private func isNoResponse(_ answer: APIAnswer<ProduceResponse>) -> Bool {
        if case .noResponse = answer { true } else { false }
    }

    @Test func onlyStoredRecordsWithoutAcksHaveNoResponse() throws {
        var bench = StateBench()
        let call = Call(version: 9, correlationID: 0, broker: 1, now: 0)
        #expect(isNoResponse(Produce.handle(request(try batch(1), acks: 0), call, &bench.state)))
        #expect(!isNoResponse(Produce.handle(request(try batch(1), acks: 1), call, &bench.state)))
        #expect(!isNoResponse(Produce.handle(request(nil, acks: 0), call, &bench.state)))
        #expect(bench.log("t").endOffset == 2)
    }

    @Test func errorWithoutAcksClosesTheConnection() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t")
            let connection = try LoopbackSocket(cluster)
            try connection.start(request(nil, acks: 0), 9)
            #expect(connection.isClosedByPeer)
        }
    }
}
