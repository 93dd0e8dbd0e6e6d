// Millrace
// SPDX-License-Identifier: Apache-2.0

import Instrumentation
public import KafkaProtocol
public import Tracing

/// Spans of records, with links from what is produced to what was consumed.
///
/// ```swift
/// producerConfiguration.tracer = InstrumentationSystem.tracer
/// …
/// for try await record in consumer.records {
///     try await TraceContext.withSpan(processing: record.record, of: record.partition) { _ in
///         try await producer.enqueue("shouts", value: shout(record))   // a span "create shouts", linked to the record
///     }
/// }
/// ```
///
/// Names and attributes are those of OpenTelemetry's conventions for messaging with Kafka.
extension TraceContext {
    /// The context of the record that is being processed, in the context of its span.
    enum Processed: ServiceContextKey {
        typealias Value = ServiceContext
    }

    /// Runs `body` in a span "process TOPIC" with a link to the context that the record carries. Records that a
    /// producer with a `tracer` creates meanwhile are linked to that context, too.
    ///
    /// - Parameters:
    ///   - record: the record that is processed.
    ///   - partition: its partition.
    ///   - group: the consumer's group; nil for none.
    ///   - tracer: starts the span; also decides which headers carry contexts.
    ///   - body: gets the span, which is the current one, and ends when `body` does. An error that it throws is
    ///     recorded.
    /// - Returns: the value of `body`.
    /// - Throws: the error of `body`.
    public static func withSpan<Value>(
        processing record: Record, of partition: TopicPartition, group: String? = nil,
        tracer: any Tracer = InstrumentationSystem.tracer, _ body: (any Span) async throws -> Value
    ) async rethrows -> Value {
        let (span, context) = startSpan(processing: record, of: partition, group, tracer)
        defer { span.end() }
        do {
            return try await ServiceContext.withValue(context) { try await body(span) }
        } catch {
            span.fail(error)
            throw error
        }
    }

    /// As the other function of this name, for work that does not wait, such as in `ConsumerBatch.forEach`.
    ///
    /// - Parameters:
    ///   - record: the record that is processed.
    ///   - partition: its partition.
    ///   - group: the consumer's group; nil for none.
    ///   - tracer: starts the span; also decides which headers carry contexts.
    ///   - body: gets the span, which is the current one, and ends when `body` does. An error that it throws is
    ///     recorded.
    /// - Returns: the value of `body`.
    /// - Throws: the error of `body`.
    public static func withSpan<Value>(
        processing record: Record, of partition: TopicPartition, group: String? = nil,
        tracer: any Tracer = InstrumentationSystem.tracer, _ body: (any Span) throws -> Value
    ) rethrows -> Value {
        let (span, context) = startSpan(processing: record, of: partition, group, tracer)
        defer { span.end() }
        do {
            return try ServiceContext.withValue(context) { try body(span) }
        } catch {
            span.fail(error)
            throw error
        }
    }

    private static func startSpan(
        processing record: Record, of partition: TopicPartition, _ group: String?, _ tracer: any Tracer
    ) -> (span: any Span, context: ServiceContext) {
        let origin = extract(from: record.headers, instrument: tracer)
        let span = tracer.startSpan(
            "process \(partition.topic)", context: ServiceContext.current ?? .topLevel, ofKind: .consumer)
        if !origin.isEmpty { span.addLink(SpanLink(context: origin, attributes: [:])) }
        var attributes = attributes("process", partition.topic)
        attributes["messaging.destination.partition.id"] = "\(partition.partition)"
        attributes["messaging.kafka.offset"] = record.offset
        if let group { attributes["messaging.consumer.group.name"] = group }
        span.attributes = attributes
        var context = span.context
        // None of an outer record if this one carries no context.
        context[Processed.self] = origin.isEmpty ? nil : origin
        return (span, context)
    }

    /// Starts a span "create TOPIC" for a record that is to be sent, linked to the record that is being processed, and
    /// gives the record the span's context.
    static func startSpan(creating record: inout ProducerRecord, _ tracer: any Tracer) -> any Span {
        let current = ServiceContext.current ?? .topLevel
        let span = tracer.startSpan("create \(record.topic)", context: current, ofKind: .producer)
        if let origin = current[Processed.self] { span.addLink(SpanLink(context: origin, attributes: [:])) }
        span.attributes = attributes("create", record.topic)
        inject(span.context, into: &record.headers, instrument: tracer)
        return span
    }

    private static func attributes(_ operation: String, _ topic: String) -> SpanAttributes {
        [
            "messaging.system": "kafka", "messaging.operation.name": "\(operation)",
            "messaging.operation.type": "\(operation)", "messaging.destination.name": "\(topic)",
        ]
    }
}

extension Span {
    /// Notes an error that ends the span's work.
    func fail(_ error: any Error) {
        recordError(error)
        setStatus(SpanStatus(code: .error))
    }
}
