// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Instrumentation
public import KafkaProtocol

/// Passes trace contexts through record headers, such as `traceparent` of W3C Trace Context.
///
/// The instrument decides which headers there are: that of `InstrumentationSystem`, if none is given. Source:
/// swift-distributed-tracing; OpenTelemetry's conventions for messaging.
///
/// ```swift
/// var record = ProducerRecord(topic: "orders", value: "…")
/// record.injectTraceContext()                     // the current task's context
/// …
/// try chunk.forEach { record in
///     ServiceContext.withValue(record.traceContext()) { handle(record) }
/// }
/// ```
public enum TraceContext {
    /// Writes header `key` of a context; a header of that key is replaced.
    struct HeaderInjector: Injector {
        func inject(_ value: String, forKey key: String, into headers: inout [RecordHeader]) {
            headers.removeAll { $0.key == key }
            headers.append(RecordHeader(key: key, value: ByteSlice(utf8: value)))
        }
    }

    /// Reads the last header of a key, as text.
    struct HeaderExtractor: Extractor {
        func extract(key: String, from headers: RecordHeaders) -> String? {
            guard case .some(.some(let value)) = headers.last(named: key) else { return nil }
            return value.string
        }
    }

    /// Adds the headers of `context` to `headers`; headers of the same keys are replaced.
    ///
    /// - Parameters:
    ///   - context: The context to pass on.
    ///   - headers: The headers of a record that is to be sent.
    ///   - instrument: Decides which headers carry the context.
    public static func inject(
        _ context: ServiceContext, into headers: inout [RecordHeader],
        instrument: any Instrument = InstrumentationSystem.instrument
    ) {
        instrument.inject(context, into: &headers, using: HeaderInjector())
    }

    /// The context that `headers` carry, added to `context`.
    ///
    /// - Parameters:
    ///   - headers: The headers of a record that was read.
    ///   - context: The context to add to; an empty one by default, since a record was sent by somebody else.
    ///   - instrument: Decides which headers carry the context.
    public static func extract(
        from headers: RecordHeaders, addingTo context: ServiceContext = .topLevel,
        instrument: any Instrument = InstrumentationSystem.instrument
    ) -> ServiceContext {
        var context = context
        instrument.extract(headers, into: &context, using: HeaderExtractor())
        return context
    }
}

extension ProducerRecord {
    /// Adds the headers of a trace context, so that readers continue its trace; headers of the same keys are replaced.
    ///
    /// - Parameter context: The context to pass on; by default that of the current task. nil adds nothing.
    public mutating func injectTraceContext(_ context: ServiceContext? = ServiceContext.current) {
        if let context { TraceContext.inject(context, into: &headers) }
    }
}

extension Record {
    /// The trace context that the record's headers carry; empty if there is none.
    public func traceContext() -> ServiceContext { TraceContext.extract(from: headers) }
}
