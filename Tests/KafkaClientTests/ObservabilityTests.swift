// Millrace
// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import Instrumentation
import KafkaProtocol
import KafkaTestBroker
import MetricsTestKit
import TestSupport
import Testing

@testable import KafkaClient

/// Metrics of a client, and trace contexts in record headers.
@Suite(.timeLimit(.minutes(10))) struct ObservabilityTests {
    private func labels(_ api: String) -> [(String, String)] { [("client", "millrace"), ("api", api)] }

    @Test func requestsBytesAndConnectionsAreCounted() async throws {
        let metrics = TestMetrics()
        try await TestCluster.withClient(configure: { $0.metricsFactory = metrics }) { cluster, client in
            try cluster.createTopic("t")
            let partition = TopicPartition(topic: "t", partition: 0)
            for _ in 0..<3 { _ = try await client.offsets([partition: .latest]) }
            let requests = try metrics.expectCounter("kafka_client_requests", labels("\(APIKey.listOffsets)"))
            #expect(requests.totalValue == 3)
            let durations = try metrics.expectTimer("kafka_client_request_duration", labels("\(APIKey.listOffsets)"))
            #expect(durations.values.count == 3)
            #expect(durations.values.allSatisfy { $0 > 0 })
            let errors = try metrics.expectCounter("kafka_client_request_errors", labels("\(APIKey.listOffsets)"))
            #expect(errors.totalValue == 0)
            for name in ["kafka_client_sent_bytes", "kafka_client_received_bytes", "kafka_client_connections_opened"] {
                #expect(try metrics.expectCounter(name, [("client", "millrace")]).totalValue > 0, "\(name)")
            }
        }
    }

    @Test func lostRequestsAndRetriesAreCounted() async throws {
        let metrics = TestMetrics()
        let retry = RetryPolicy(initialBackoff: .milliseconds(1))
        try await TestCluster.withClient(retry: retry, configure: { $0.metricsFactory = metrics }) { cluster, client in
            cluster.add(Script(.offsetFetch, times: 2, .closeConnection))
            let partition = TopicPartition(topic: "t", partition: 0)
            _ = try await client.committedOffsets(group: "g", partitions: [partition])
            let errors = try metrics.expectCounter("kafka_client_request_errors", labels("\(APIKey.offsetFetch)"))
            #expect(errors.totalValue == 2)
            #expect(try metrics.expectCounter("kafka_client_retries", [("client", "millrace")]).totalValue >= 2)
        }
    }

    @Test func labelsAreBounded() throws {
        let metrics = TestMetrics()
        var configuration = ClientConfiguration(bootstrapServers: ["localhost:1"])
        configuration.metricsFactory = metrics
        configuration.lagMetricPartitions = 2
        let client = ClientMetrics(configuration)
        for api in Int16(-5)...200 { client.failed(client.sent(APIKey(rawValue: api), bytes: 1)) }
        for partition in 0..<10 as Range<Int32> { client.lag(7, of: TopicPartition(topic: "t", partition: partition)) }
        let apis = Set(metrics.counters.flatMap { $0.dimensions.filter { $0.0 == "api" }.map(\.1) })
        #expect(apis.count == ClientMetrics.apis.count + 1)
        #expect(metrics.meters.filter { $0.label == "kafka_consumer_lag_records" }.count == 2)
        #expect(try metrics.expectCounter("kafka_client_requests", labels("other")).totalValue > 100)
    }

    @Test func lagIsOffByDefault() {
        let metrics = TestMetrics()
        var configuration = ClientConfiguration(bootstrapServers: ["localhost:1"])
        configuration.metricsFactory = metrics
        ClientMetrics(configuration).lag(7, of: TopicPartition(topic: "t", partition: 0))
        #expect(!metrics.meters.contains { $0.label == "kafka_consumer_lag_records" })
    }

    // MARK: Traces

    private enum TraceID: ServiceContextKey {
        typealias Value = String
    }

    /// Carries a text in the header `trace`.
    private struct TextInstrument: Instrument {
        func inject<Carrier, Inject: Injector>(
            _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
        ) where Inject.Carrier == Carrier {
            if let id = context[TraceID.self] { injector.inject(id, forKey: "trace", into: &carrier) }
        }

        func extract<Carrier, Extract: Extractor>(
            _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
        ) where Extract.Carrier == Carrier {
            context[TraceID.self] = extractor.extract(key: "trace", from: carrier)
        }
    }

    @Test func traceContextsTravelInRecordHeaders() throws {
        var context = ServiceContext.topLevel
        context[TraceID.self] = "abc"
        var headers = [RecordHeader(key: "trace", value: "old"), RecordHeader(key: "own", value: "kept")]
        TraceContext.inject(context, into: &headers, instrument: TextInstrument())
        #expect(headers.map(\.key) == ["own", "trace"])
        var builder = try RecordBatchBuilder()
        try builder.append(key: nil, value: "v", headers: headers, timestamp: 1)
        try builder.append(key: nil, value: "v", timestamp: 1)
        var reader = RecordBatchReader(try builder.finish())
        let batch = try #require(try reader.next())
        var found: [String?] = []
        var cursor = try batch.recordCursor()
        while let record = try cursor.next() {
            found.append(TraceContext.extract(from: record.headers, instrument: TextInstrument())[TraceID.self])
        }
        #expect(found == ["abc", nil])
    }
}
