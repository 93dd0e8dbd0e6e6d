// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Which brokers must have a record before it counts as written. Property `acks`.
public enum Acks: Int16, Sendable, CaseIterable {
    /// None: the broker does not answer, and losses go unnoticed.
    case none = 0
    /// The leader.
    case leader = 1
    /// All replicas that are in sync.
    case all = -1
}

/// How records are written. Defaults are those of the Java producer, except that there is no idempotence.
public struct ProducerConfiguration: Sendable {
    /// Which brokers must have a record. Default `.all`. `acks`.
    public var acks: Acks
    /// How long a record may wait for others to share its batch. Default 5 ms. `linger.ms`.
    public var linger: Duration
    /// A batch of this many bytes, before compression, is sent without waiting; a single larger record makes a batch of
    /// its own. Default 16384. `batch.size`.
    public var batchBytes: Int
    /// The largest request, and so the largest record, in bytes. Default 1 MiB. `max.request.size`.
    public var maxRequestBytes: Int
    /// Bytes of records that may wait for their acknowledgement; more make `send` wait. Default 32 MiB.
    /// `buffer.memory`.
    public var bufferBytes: Int
    /// How long a record may take from `send` to its acknowledgement. Default 120 s. `delivery.timeout.ms`.
    public var deliveryTimeout: Duration
    /// The codec of batches. Default none. `compression.type`.
    public var compression: Compression

    /// A configuration of the documented defaults and what is given.
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

    /// Reads Kafka's property names, the client's included, and returns both configurations.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` naming the property that is unknown, malformed, not supported, or
    ///   belongs to a consumer only.
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

    /// The producer's part of `read(properties:)`; the client's properties are checked too.
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
        try reader.requireValue("enable.idempotence", oneOf: ["false"], "the producer is not idempotent")
    }

    /// Checks what the types cannot.
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
                "linger (linger.ms) must not be negative, and deliveryTimeout (delivery.timeout.ms) must be above 0")
        }
    }
}
