// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Settings of a producer. Defaults are those of the Java producer, except that there is no idempotence.
public struct ProducerConfiguration: Sendable {
    /// The brokers that must have a record. Default `.all`. `acks`.
    public var acks: Acks
    /// Maximum time that a record waits for others to share its batch. Default 5 ms. `linger.ms`.
    public var linger: Duration
    /// The size of a full batch in bytes, before compression, which is sent without waiting; a larger record has a
    /// batch of its own. Default 16384. `batch.size`.
    public var batchBytes: Int
    /// Maximum size of a request, and so of a record, in bytes. Default 1 MiB. `max.request.size`.
    public var maxRequestBytes: Int
    /// Maximum bytes of records without an acknowledgement; `send` waits when they are reached. Default 32 MiB.
    /// `buffer.memory`.
    public var bufferBytes: Int
    /// Maximum time from `send` to the acknowledgement. Default 120 s. `delivery.timeout.ms`.
    public var deliveryTimeout: Duration
    /// The codec of batches. Default none. `compression.type`.
    public var compression: Compression

    /// A configuration with the given values and the documented defaults.
    public init(
        acks: Acks = .all, linger: Duration = .milliseconds(5), batchBytes: Int = 16384, maxRequestBytes: Int = 1 << 20,
        bufferBytes: Int = 32 << 20, deliveryTimeout: Duration = .seconds(120), compression: Compression = .none
    ) {
        self.acks = acks
        self.linger = linger
        self.batchBytes = batchBytes
        self.maxRequestBytes = maxRequestBytes
        self.bufferBytes = bufferBytes
        self.deliveryTimeout = deliveryTimeout
        self.compression = compression
    }

    /// Reads Kafka's property names, those of the client and of the producer, and returns both configurations.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` naming the property that is unknown, malformed or not supported, or
    ///   that only a consumer has.
    public static func read(
        properties: [String: String]
    ) throws -> (client: ClientConfiguration, producer: ProducerConfiguration) {
        var reader = PropertyReader(properties, role: .producer)
        var client = ClientConfiguration(bootstrapServers: [])
        try client.read(&reader)
        var producer = ProducerConfiguration()
        try producer.read(&reader)
        try reader.finish()
        client.ignoredProperties = reader.ignored
        try client.validate()
        try producer.validate()
        return (client, producer)
    }

    /// Reads the producer's properties; the client's are checked too.
    ///
    /// - Throws: as `read(properties:)`.
    public init(properties: [String: String]) throws { self = try Self.read(properties: properties).producer }

    private mutating func read(_ reader: inout PropertyReader) throws {
        switch try reader.oneOf("acks", ["all", "-1", "0", "1"]) {
        case "0": acks = .none
        case "1": acks = .leader
        case "all", "-1": acks = .all
        default: break
        }
        linger = try reader.milliseconds("linger.ms") ?? linger
        batchBytes = try reader.integer("batch.size", in: 0...Int(Int32.max)) ?? batchBytes
        maxRequestBytes = try reader.integer("max.request.size", in: 0...Int(Int32.max)) ?? maxRequestBytes
        bufferBytes = try reader.integer("buffer.memory", in: 0...Int.max) ?? bufferBytes
        deliveryTimeout = try reader.milliseconds("delivery.timeout.ms", in: 1...Int(Int32.max)) ?? deliveryTimeout
        if let name = try reader.oneOf("compression.type", Compression.allCases.map(\.name)) {
            compression = Compression(name: name) ?? compression
        }
        try reader.requireValue("enable.idempotence", oneOf: ["false"], "the producer is not idempotent yet")
    }

    /// Checks the values.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the setting and its property.
    public func validate() throws {
        do {
            try compression.requireBuiltIn()
        } catch {
            throw KafkaError(
                .invalidConfiguration, "compression (compression.type): \(error.detail)", underlyingError: error)
        }
        func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws {
            if !range.contains(value) {
                throw KafkaError(.invalidConfiguration, "\(name) is \(value): give \(range) bytes")
            }
        }
        try check("batchBytes (batch.size)", batchBytes, 0...Int(Int32.max))
        try check("maxRequestBytes (max.request.size)", maxRequestBytes, 1...Int(Int32.max))
        try check("bufferBytes (buffer.memory)", bufferBytes, 1...Int.max)
        guard linger >= .zero, deliveryTimeout > .zero else {
            throw KafkaError(
                .invalidConfiguration,
                "linger is \(linger) and deliveryTimeout \(deliveryTimeout): give 0 or more for linger (linger.ms) and more "
                    + "than 0 for deliveryTimeout (delivery.timeout.ms)")
        }
    }
}
