// Millrace
// SPDX-License-Identifier: Apache-2.0

public import CoreMetrics
package import KafkaTransport

/// Settings of a client: addresses, timeouts, retries and buffers. Defaults are those of the Java client unless a
/// property says otherwise.
public struct ClientConfiguration: Sendable {
    /// Brokers to connect to first, each `host:port` (IPv6 as `[address]:port`). At least one. `bootstrap.servers`.
    public var bootstrapServers: [String]
    /// The name of this client in the logs of brokers. Default `millrace`. `client.id`.
    public var clientID: String
    /// Time limit of one request; a late response closes the connection. Default 30 s. `request.timeout.ms`.
    public var requestTimeout: Duration
    /// Time limit for making a connection, its handshake included. Default 10 s.
    /// `socket.connection.setup.timeout.ms`.
    public var connectionSetupTimeout: Duration
    /// Time limit of one call of the client with all its retries, the request under way included. While no broker can
    /// be reached, calls wait this long. Default 60 s. `default.api.timeout.ms`.
    public var apiTimeout: Duration
    /// The retry policy of failed requests; `apiTimeout` replaces its deadline. `retry.backoff.ms`,
    /// `retry.backoff.max.ms`, `retries`.
    public var retry: RetryPolicy
    /// Maximum age of the cluster metadata before it is read again. Default 5 min. `metadata.max.age.ms`.
    public var metadataMaxAge: Duration
    /// Maximum size of a response in bytes; a larger one is an error and is not allocated. Default 100,000,000.
    /// `receive.message.max.bytes` (librdkafka's name).
    public var maxFrameBytes: Int
    /// Size of the socket's send buffer in bytes; nil for the system's default. Default nil. `send.buffer.bytes`.
    public var sendBufferBytes: Int?
    /// Size of the socket's receive buffer in bytes; nil for the system's default. Default nil. `receive.buffer.bytes`.
    public var receiveBufferBytes: Int?
    /// The wait before an address that could not be reached is dialled again; it doubles with each failure. Default
    /// 50 ms. `reconnect.backoff.ms`.
    public var reconnectBackoff: Duration = .milliseconds(50)
    /// Maximum of that wait, before jitter. Default 1 s. `reconnect.backoff.max.ms`.
    public var maxReconnectBackoff: Duration = .seconds(1)
    /// Time after which a connection without requests is closed; zero for never. Default 9 min.
    /// `connections.max.idle.ms`.
    public var maxIdleTime: Duration = .seconds(540)
    /// Time after which a topic that no call asks about is no longer kept in the metadata. Default 5 min.
    /// `metadata.max.idle.ms`.
    public var metadataMaxIdle: Duration = .seconds(300)
    /// Time that a topic may be unknown to brokers before it counts as missing: a new topic reaches them one after
    /// another. Default 10 s. `topic.metadata.propagation.max.ms` (librdkafka's name, 30 s there).
    public var topicPropagationTimeout: Duration = .seconds(10)
    /// Number of threads that do socket work. All connections to a broker are on the same one. Default 1. Own setting
    /// without a Kafka name.
    public var eventLoops = 1
    /// Time after which a second broker is asked what any broker can answer.
    package var slowAnswer: Duration = .seconds(1)
    /// Receives the client's metrics; nil for the factory of `MetricsSystem`. Default nil. Own setting without a Kafka
    /// name; ARCHITECTURE.md lists the metrics.
    public var metricsFactory: (any MetricsFactory)?
    /// Maximum number of partitions whose lag is a metric, with their topic and number as labels. Default 0: none. Own
    /// setting without a Kafka name.
    public var lagMetricPartitions = 0
    /// The handles of the metrics; the client makes them.
    var metrics: ClientMetrics?
    /// TLS and authentication. Default: neither. `security.protocol`, `sasl.*`, `ssl.*`.
    public var security = ClientSecurity.plaintext
    /// The lookup of addresses and the opening of sockets: a seam for tests.
    package var dialer: any Dialer = SystemDialer()
    /// Given properties that are known but have no effect here; the client logs them once.
    public package(set) var ignoredProperties: [IgnoredProperty] = []

    /// A configuration with the given values and the documented defaults.
    public init(
        bootstrapServers: [String], clientID: String = "millrace", requestTimeout: Duration = .seconds(30),
        connectionSetupTimeout: Duration = .seconds(10), apiTimeout: Duration = .seconds(60),
        retry: RetryPolicy = RetryPolicy(), metadataMaxAge: Duration = .seconds(300), maxFrameBytes: Int = 100_000_000,
        sendBufferBytes: Int? = nil, receiveBufferBytes: Int? = nil
    ) {
        self.bootstrapServers = bootstrapServers
        self.clientID = clientID
        self.requestTimeout = requestTimeout
        self.connectionSetupTimeout = connectionSetupTimeout
        self.apiTimeout = apiTimeout
        self.retry = retry
        self.metadataMaxAge = metadataMaxAge
        self.maxFrameBytes = maxFrameBytes
        self.sendBufferBytes = sendBufferBytes
        self.receiveBufferBytes = receiveBufferBytes
    }

    /// Reads Kafka's property names, such as `bootstrap.servers`.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` naming the property that is unknown, malformed or not supported, or
    ///   that only a consumer or producer has.
    public init(properties: [String: String]) throws {
        var reader = PropertyReader(properties, role: .client)
        self.init(bootstrapServers: [])
        try read(&reader)
        try reader.finish()
        ignoredProperties = reader.ignored
        try validate()
    }

    mutating func read(_ reader: inout PropertyReader) throws {
        bootstrapServers = try reader.list("bootstrap.servers") ?? bootstrapServers
        clientID = reader.string("client.id") ?? clientID
        requestTimeout = try reader.milliseconds("request.timeout.ms", in: 1...Int(Int32.max)) ?? requestTimeout
        connectionSetupTimeout =
            try reader.milliseconds("socket.connection.setup.timeout.ms", in: 1...Int(Int32.max))
            ?? connectionSetupTimeout
        apiTimeout = try reader.milliseconds("default.api.timeout.ms", in: 1...Int(Int32.max)) ?? apiTimeout
        retry.initialBackoff = try reader.milliseconds("retry.backoff.ms") ?? retry.initialBackoff
        retry.maxBackoff = try reader.milliseconds("retry.backoff.max.ms") ?? retry.maxBackoff
        retry.maxRetries = try reader.integer("retries", in: 0...Int(Int32.max)) ?? retry.maxRetries
        metadataMaxAge = try reader.milliseconds("metadata.max.age.ms") ?? metadataMaxAge
        reconnectBackoff = try reader.milliseconds("reconnect.backoff.ms") ?? reconnectBackoff
        maxReconnectBackoff = try reader.milliseconds("reconnect.backoff.max.ms") ?? maxReconnectBackoff
        // Kafka's −1 means never.
        if let idle = try reader.integer("connections.max.idle.ms", in: -1...Int.max, unit: " of milliseconds") {
            maxIdleTime = .milliseconds(max(idle, 0))
        }
        metadataMaxIdle = try reader.milliseconds("metadata.max.idle.ms", in: 5000...Int(Int32.max)) ?? metadataMaxIdle
        topicPropagationTimeout =
            try reader.milliseconds("topic.metadata.propagation.max.ms") ?? topicPropagationTimeout
        maxFrameBytes = try reader.integer("receive.message.max.bytes", in: 1000...Int(Int32.max)) ?? maxFrameBytes
        sendBufferBytes = try reader.bufferSize("send.buffer.bytes") ?? sendBufferBytes
        receiveBufferBytes = try reader.bufferSize("receive.buffer.bytes") ?? receiveBufferBytes
        security = try ClientSecurity(reading: &reader)
    }

    /// Checks the values.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the setting and its property.
    public func validate() throws {
        guard !bootstrapServers.isEmpty else {
            throw KafkaError(
                .invalidConfiguration,
                "bootstrapServers (bootstrap.servers) is empty: name at least one broker as host:port")
        }
        _ = try bootstrapAddresses()
        try security.validate()
        func positive(_ name: String, _ duration: Duration) throws {
            if duration <= .zero {
                throw KafkaError(.invalidConfiguration, "\(name) is \(duration): give a duration above zero")
            }
        }
        try positive("requestTimeout (request.timeout.ms)", requestTimeout)
        try positive("connectionSetupTimeout (socket.connection.setup.timeout.ms)", connectionSetupTimeout)
        try positive("apiTimeout (default.api.timeout.ms)", apiTimeout)
        func notNegative(_ name: String, _ duration: Duration) throws {
            if duration < .zero {
                throw KafkaError(.invalidConfiguration, "\(name) is \(duration): give a duration of zero or more")
            }
        }
        try notNegative("reconnectBackoff (reconnect.backoff.ms)", reconnectBackoff)
        try notNegative("maxReconnectBackoff (reconnect.backoff.max.ms)", maxReconnectBackoff)
        try notNegative("maxIdleTime (connections.max.idle.ms)", maxIdleTime)
        try notNegative("metadataMaxIdle (metadata.max.idle.ms)", metadataMaxIdle)
        try notNegative("topicPropagationTimeout (topic.metadata.propagation.max.ms)", topicPropagationTimeout)
        guard lagMetricPartitions >= 0 else {
            throw KafkaError(
                .invalidConfiguration, "lagMetricPartitions is \(lagMetricPartitions): give a number of zero or more")
        }
        guard (1...1024).contains(eventLoops) else {
            throw KafkaError(.invalidConfiguration, "eventLoops is \(eventLoops): give 1...1024 threads")
        }
        guard retry.maxRetries >= 0, retry.initialBackoff >= .zero, retry.multiplier >= 1,
            (0...1).contains(retry.jitter)
        else {
            throw KafkaError(
                .invalidConfiguration,
                "retry is out of range: give maxRetries and initialBackoff of 0 or more, a multiplier of 1 or more, and a "
                    + "jitter in 0...1")
        }
        guard (1000...Int(Int32.max)).contains(maxFrameBytes) else {
            throw KafkaError(
                .invalidConfiguration,
                "maxFrameBytes (receive.message.max.bytes) is \(maxFrameBytes): give 1000...\(Int32.max) bytes")
        }
    }

    /// `bootstrapServers`, parsed. The security protocol may precede an address, as in `PLAINTEXT://localhost:9092`.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that quotes the server.
    func bootstrapAddresses() throws -> [SocketAddress] {
        try bootstrapServers.map { server in
            var address = server
            if let scheme = server.firstRange(of: "://") {
                let securityProtocol = server[..<scheme.lowerBound]
                guard securityProtocol.uppercased() == security.protocolName else {
                    throw KafkaError(
                        .invalidConfiguration,
                        "bootstrapServers (bootstrap.servers): \"\(server)\" asks for \(securityProtocol), but "
                            + "security (security.protocol) is \(security.protocolName)")
                }
                address = String(server[scheme.upperBound...])
            }
            do throws(TransportError) {
                return try SocketAddress(parsing: address)
            } catch {
                throw KafkaError(
                    .invalidConfiguration, "bootstrapServers (bootstrap.servers): \(error.message)",
                    underlyingError: error)
            }
        }
    }

    /// The retry policy of one call: `retry`, limited by `apiTimeout`.
    var callRetry: RetryPolicy {
        var policy = retry
        policy.deadline = apiTimeout
        return policy
    }
}
