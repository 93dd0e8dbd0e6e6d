// Millrace
// SPDX-License-Identifier: Apache-2.0

import InMemoryTracing
import Instrumentation
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing
import Tracing

@testable import KafkaClient

/// Spans of produced and of processed records, and the links between them.
@Suite(.timeLimit(.minutes(10))) struct SpanTests {
    private struct Failure: Error {}

    private func producer(_ client: ClusterClient, _ tracer: InMemoryTracer) throws -> KafkaProducer {
        var configuration = ProducerConfiguration()
        configuration.tracer = tracer
        return try KafkaProducer(client: client, configuration: configuration)
    }

    private func span(_ name: String, _ tracer: InMemoryTracer) throws -> FinishedInMemorySpan {
        try #require(tracer.finishedSpans.first { $0.operationName == name })
    }

    private func record(_ topic: String, _ client: ClusterClient) async throws -> (
        record: Record, partition: TopicPartition
    ) {
        let partition = TopicPartition(topic: topic, partition: 0)
        let reader = PartitionReader(client: client, partition: partition, from: 0, until: nil)
        let chunk = try #require(try await reader.next())
        return (try #require(Array(try chunk.records()).first), partition)
    }

    @Test func whatIsProducedIsLinkedToWhatIsProcessed() async throws {
        let tracer = InMemoryTracer()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("in")
            try cluster.createTopic("out")
            let producer = try producer(client, tracer)
            try await tracer.withSpan("order") { _ in _ = try await producer.send("in", value: "v") }
            let created = try span("create in", tracer)
            #expect(created.parentSpanID == (try span("order", tracer)).spanID)
            #expect(created.kind == .producer && created.links.isEmpty)
            let (consumed, partition) = try await record("in", client)
            #expect(
                TraceContext.extract(from: consumed.headers, instrument: tracer).inMemorySpanContext?.spanID
                    == created.spanID)
            try await TraceContext.withSpan(processing: consumed, of: partition, group: "g", tracer: tracer) { _ in
                _ = try await producer.send("out", key: "k", value: "v")
                _ = try await producer.send(contentsOf: [ProducerRecord(topic: "out", value: "w")])
            }
            let processed = try span("process in", tracer)
            #expect(processed.kind == .consumer)
            #expect(processed.links.map { $0.context.inMemorySpanContext?.spanID } == [created.spanID])
            #expect(processed.attributes.get("messaging.kafka.offset")?.toSpanAttribute() == .int64(0))
            #expect(processed.attributes.get("messaging.consumer.group.name")?.toSpanAttribute() == .string("g"))
            let produced = tracer.finishedSpans.filter { $0.operationName == "create out" }
            #expect(produced.count == 2)
            for span in produced {
                #expect(span.parentSpanID == processed.spanID)
                #expect(span.links.map { $0.context.inMemorySpanContext?.spanID } == [created.spanID])
            }
            // The next reader goes on from there.
            let next = try await record("out", client).record
            #expect(
                TraceContext.extract(from: next.headers, instrument: tracer).inMemorySpanContext?.spanID
                    == produced.first?.spanID)
            try await producer.close()
        }
    }

    @Test func errorsEndSpans() async throws {
        let tracer = InMemoryTracer()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("in")
            try cluster.append(values: ["v"], to: "in", 0)
            let (consumed, partition) = try await record("in", client)
            await #expect(throws: Failure.self) {
                try await TraceContext.withSpan(processing: consumed, of: partition, tracer: tracer) { _ async throws in
                    throw Failure()
                }
            }
            #expect(try span("process in", tracer).errors.count == 1)
            #expect(try span("process in", tracer).status?.code == .error)
            let producer = try producer(client, tracer)
            try await producer.close()
            await #expect(throws: KafkaError.self) { try await producer.enqueue("in", value: "v") }
            #expect(try span("create in", tracer).errors.count == 1)
            #expect(tracer.activeSpans.isEmpty)
        }
    }

    @Test func workThatDoesNotWaitHasASpanToo() throws {
        let tracer = InMemoryTracer()
        var builder = try RecordBatchBuilder()
        try builder.append(key: nil, value: "v", timestamp: 1)
        var reader = RecordBatchReader(try builder.finish())
        let batch = try #require(try reader.next())
        let record = try #require(Array(try batch.records()).first)
        let partition = TopicPartition(topic: "t", partition: 3)
        let found = TraceContext.withSpan(processing: record, of: partition, tracer: tracer) { span in
            ServiceContext.current?.inMemorySpanContext?.spanID == span.context.inMemorySpanContext?.spanID
        }
        #expect(found)
        #expect(try span("process t", tracer).attributes.get("messaging.destination.partition.id") == .string("3"))
        // The record carries no context.
        #expect(try span("process t", tracer).links.isEmpty)
    }
}
