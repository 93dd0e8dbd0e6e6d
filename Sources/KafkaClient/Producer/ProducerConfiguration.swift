// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
public import Tracing

/// Settings of a producer. Defaults are those of the Java producer, but for `batchBytes`.
public struct ProducerConfiguration: Sendable {
    /// The brokers that must have a record. Default `.all`. `acks`.
    public var acks: Acks
    /// Maximum time that a record waits for others to share its batch. Default 5 ms. `linger.ms`.
    public var linger: Duration
    /// The size of a full batch in bytes, before compression, which is sent without waiting; a larger record has a
    /// batch of its own. Default 131072, where Java has 16384: a request has one batch per partition, so that small
    /// ones make many requests; at most `maxRequestBytes`, and more than a topic's `max.message.bytes` costs a refused
    /// request per batch, which is then split. The memory of a batch grows with its records. `batch.size`.
    public var batchBytes: Int
    /// Maximum size of a request, and so of a record, in bytes. Default 1 MiB. `max.request.size`.
    public var maxRequestBytes: Int
    /// Maximum bytes of records without an acknowledgement; callers wait when they are reached. Default 32 MiB. Bytes
    /// of records count: the memory of batches that are not full can be several times as much. `buffer.memory`.
    public var bufferBytes: Int
    /// Maximum time from `send` or `enqueue` to the acknowledgement, with all retries. Default 120 s.
    /// `delivery.timeout.ms`.
    public var deliveryTimeout: Duration
    /// The codec of batches. Default none. `compression.type`.
    public var compression: Compression
    /// The codec's level, in `Compression.levels`; nil for its default. `compression.gzip.level`,
    /// `compression.lz4.level`, `compression.zstd.level`: the one of the codec in use counts.
    public var compressionLevel: Int?
    /// Whether each record is written exactly once and in order, whatever the number of retries. It needs `acks` all,
    /// at most 5 `maxInFlightRequests` and retries. nil, the default: if the other settings allow it, and the brokers
    /// are not older than Kafka 0.11. `enable.idempotence`.
    ///
    /// Without it a retry can write a batch twice, and one batch per partition is in flight at a time, so that retries
    /// keep the order.
    public var idempotence: Bool?
    /// Maximum number of requests per broker without an answer. Default 5, at least 1.
    /// `max.in.flight.requests.per.connection`.
    public var maxInFlightRequests: Int
    /// Maximum wait of `send` and `enqueue` for room in the buffer and for metadata. Default 60 s. `max.block.ms`.
    public var maxBlock: Duration
    /// The choice of a partition for records that name none. Default `.byKey`. `partitioner.ignore.keys` gives
    /// `.sticky`.
    public var partitioner: Partitioner
    /// Whether records without a key go rather to partitions with fewer waiting batches. Default true.
    /// `partitioner.adaptive.partitioning.enable`.
    public var isPartitioningAdaptive: Bool
    /// Records without a key avoid partitions whose batches have waited this long for their broker; zero, the default,
    /// avoids only those without a leader. `partitioner.availability.timeout.ms`.
    public var partitionerAvailabilityTimeout: Duration

    /// The name by which brokers know this producer across restarts; nil, the default, for a producer without
    /// transactions. One producer at a time has a name: another one that takes it fences this one. It needs what
    /// `idempotence` needs. `transactional.id`.
    public var transactionalID: String?
    /// Time after which the coordinator aborts a transaction that is still open. Default 60 s, at most the brokers'
    /// `transaction.max.timeout.ms` (15 min). `transaction.timeout.ms`.
    public var transactionTimeout: Duration
    /// Starts a span for each record, and gives the record its context; nil, the default, for none. See `TraceContext`.
    /// It costs a span and two headers for each record, and the ways by which many small records are cheap. Own setting
    /// without a Kafka name.
    public var tracer: (any Tracer)?

    /// A configuration with the given values and the documented defaults.
    public init(
        acks: Acks = .all, linger: Duration = .milliseconds(5), batchBytes: Int = 128 << 10,
        maxRequestBytes: Int = 1 << 20, bufferBytes: Int = 32 << 20, deliveryTimeout: Duration = .seconds(120),
        compression: Compression = .none, compressionLevel: Int? = nil, idempotence: Bool? = nil,
        maxInFlightRequests: Int = 5,
        maxBlock: Duration = .seconds(60), partitioner: Partitioner = .byKey, isPartitioningAdaptive: Bool = true,
        partitionerAvailabilityTimeout: Duration = .zero, transactionalID: String? = nil,
        transactionTimeout: Duration = .seconds(60)
    ) {
        self.acks = acks
        self.linger = linger
        self.batchBytes = batchBytes
        self.maxRequestBytes = maxRequestBytes
        self.bufferBytes = bufferBytes
        self.deliveryTimeout = deliveryTimeout
        self.compression = compression
        self.compressionLevel = compressionLevel
        self.idempotence = idempotence
        self.maxInFlightRequests = maxInFlightRequests
        self.maxBlock = maxBlock
        self.partitioner = partitioner
        self.isPartitioningAdaptive = isPartitioningAdaptive
        self.partitionerAvailabilityTimeout = partitionerAvailabilityTimeout
        self.transactionalID = transactionalID
        self.transactionTimeout = transactionTimeout
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
        try producer.validate(maxRetries: client.retry.maxRetries)
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
        for codec in Compression.allCases {
            guard let levels = codec.levels else { continue }
            let level = try reader.integer("compression.\(codec.name).level", in: Self.written(levels, codec))
            // Java's names for the default: -1 for gzip; 0 and below are levels of zstd.
            if codec == compression { compressionLevel = codec == .gzip && level == -1 ? nil : level }
        }
        idempotence = try reader.boolean("enable.idempotence") ?? idempotence
        maxInFlightRequests =
            try reader.integer("max.in.flight.requests.per.connection", in: 1...Int(Int32.max)) ?? maxInFlightRequests
        maxBlock = try reader.milliseconds("max.block.ms") ?? maxBlock
        if try reader.boolean("partitioner.ignore.keys") == true { partitioner = .sticky }
        isPartitioningAdaptive =
            try reader.boolean("partitioner.adaptive.partitioning.enable") ?? isPartitioningAdaptive
        partitionerAvailabilityTimeout =
            try reader.milliseconds("partitioner.availability.timeout.ms") ?? partitionerAvailabilityTimeout
        transactionalID = reader.string("transactional.id") ?? transactionalID
        transactionTimeout =
            try reader.milliseconds("transaction.timeout.ms", in: 1...Int(Int32.max)) ?? transactionTimeout
    }

    /// The levels that a property file may give.
    private static func written(_ levels: ClosedRange<Int>, _ codec: Compression) -> ClosedRange<Int> {
        codec == .gzip ? -1...levels.upperBound : levels
    }

    /// Whether the producer is idempotent, with `maxRetries` retries.
    func usesIdempotence(maxRetries: Int) -> Bool {
        if transactionalID != nil { return true }
        if let idempotence { return idempotence }
        return acks == .all && maxInFlightRequests <= 5 && maxRetries > 0
    }

    /// Checks the values, with the number of retries of the client that the producer is for.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the setting and its property.
    func validate(maxRetries: Int) throws {
        try validate()
        if idempotence == true || transactionalID != nil, maxRetries == 0 {
            throw KafkaError(
                .invalidConfiguration,
                "\(transactionalID == nil ? "idempotence (enable.idempotence)" : "transactionalID (transactional.id)") is "
                    + "set, which needs retries, but maxRetries (retries) is 0: raise it")
        }
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
        if let compressionLevel {
            guard let levels = compression.levels else {
                throw KafkaError(
                    .invalidConfiguration,
                    "compressionLevel is \(compressionLevel), but compression (compression.type) \(compression.name) has no "
                        + "levels: leave it out")
            }
            guard levels.contains(compressionLevel) else {
                throw KafkaError(
                    .invalidConfiguration,
                    "compressionLevel (compression.\(compression.name).level) is \(compressionLevel): give a level in "
                        + "\(levels.lowerBound)...\(levels.upperBound)")
            }
        }
        guard maxInFlightRequests >= 1 else {
            throw KafkaError(
                .invalidConfiguration,
                "maxInFlightRequests (max.in.flight.requests.per.connection) is \(maxInFlightRequests): give 1 or more")
        }
        if idempotence == true {
            guard acks == .all, maxInFlightRequests <= 5 else {
                throw KafkaError(
                    .invalidConfiguration,
                    "idempotence (enable.idempotence) is set, which needs acks all and at most 5 maxInFlightRequests "
                        + "(max.in.flight.requests.per.connection): these are \(acks) and \(maxInFlightRequests)")
            }
        }
        try validateTransactions()
        guard maxBlock >= .zero, partitionerAvailabilityTimeout >= .zero else {
            throw KafkaError(
                .invalidConfiguration,
                "maxBlock (max.block.ms) is \(maxBlock) and partitionerAvailabilityTimeout "
                    + "(partitioner.availability.timeout.ms) \(partitionerAvailabilityTimeout): give 0 or more")
        }
        guard linger >= .zero, deliveryTimeout > .zero else {
            throw KafkaError(
                .invalidConfiguration,
                "linger is \(linger) and deliveryTimeout \(deliveryTimeout): give 0 or more for linger (linger.ms) and more "
                    + "than 0 for deliveryTimeout (delivery.timeout.ms)")
        }
    }

    private func validateTransactions() throws {
        guard let transactionalID else { return }
        guard !transactionalID.isEmpty, acks == .all, maxInFlightRequests <= 5, idempotence != false else {
            throw KafkaError(
                .invalidConfiguration,
                "transactionalID (transactional.id) is \"\(transactionalID)\", which must not be empty and needs acks all, at "
                    + "most 5 maxInFlightRequests (max.in.flight.requests.per.connection) and idempotence "
                    + "(enable.idempotence): these are \(acks), \(maxInFlightRequests) and \(idempotence ?? true)")
        }
        guard transactionTimeout >= .milliseconds(1), transactionTimeout <= .milliseconds(Int32.max) else {
            throw KafkaError(
                .invalidConfiguration,
                "transactionTimeout (transaction.timeout.ms) is \(transactionTimeout): give 1 ms to \(Int32.max) ms")
        }
    }
}
