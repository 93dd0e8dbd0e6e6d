// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The property names of Kafka's clients, and the treatment of each here. Source: Kafka 4.3 client configuration, and a
/// few names of librdkafka.
enum KafkaProperty {
    /// A kind of client that reads properties.
    enum Role: Hashable, Sendable, CustomStringConvertible {
        case client, consumer, producer, shareConsumer

        var description: String {
            switch self {
            case .client: "client"
            case .consumer: "consumer"
            case .producer: "producer"
            case .shareConsumer: "share consumer"
            }
        }
    }

    enum Treatment: Sendable {
        /// Read by these roles.
        case read(Set<Role>)
        /// Read by these roles; without effect for others, for this reason.
        case readOrIgnored(Set<Role>, String)
        /// Has no effect, for this reason; the client logs it.
        case ignored(String)
        /// Is an error, for this reason: ignoring it would change behaviour that the user relies on.
        case rejected(String)
    }

    struct Entry: Sendable {
        var treatment: Treatment
    }

    static func isRead(_ name: String, by role: Role) -> Bool {
        switch known[name]?.treatment {
        case .read(let roles)?, .readOrIgnored(let roles, _)?: roles.contains(role)
        case .ignored?, .rejected?, nil: false
        }
    }

    static let known: [String: Entry] = {
        var table: [String: Entry] = [:]
        func add(_ names: [String], _ treatment: Treatment) {
            for name in names { table[name] = Entry(treatment: treatment) }
        }
        add(clientNames, .read([.client, .consumer, .producer, .shareConsumer]))
        add(consumerNames, .read([.consumer]))
        add(fetchNames, .read([.consumer, .shareConsumer]))
        add(producerNames, .read([.producer]))
        add(serializers, .ignored("keys and values are bytes in this client"))
        add(groupMembership, .ignored("this consumer hands out whole batches, and closes by leaving its group"))
        add(["max.poll.records"], .readOrIgnored([.shareConsumer], "this consumer hands out whole batches"))
        add(
            ["share.acknowledgement.mode", "share.acquire.mode"],
            .readOrIgnored([.shareConsumer], "it is for share consumers"))
        add(metricsAndPlugins, .ignored("metrics go to swift-metrics, and there are no plug-ins"))
        add(tuning, .ignored("this client has a fixed behaviour here"))
        add(saslNames + tlsNames, .read([.client, .consumer, .producer, .shareConsumer]))
        add(storePasswords, .rejected("a PEM file has no password of its own: use ssl.key.password for the key"))
        add(oauth, .rejected("OAUTHBEARER needs a token callback, which is set in code (ClientConfiguration.security)"))
        add(kerberos, .rejected("Kerberos (GSSAPI) is not supported"))
        add(securityClasses, .rejected("Java classes cannot be loaded: remove it"))
        add(tlsEngine, .rejected("TLS 1.2 and 1.3 are used with the ciphers of the TLS library: remove it"))
        add(
            ["enable.ssl.certificate.verification"],
            .rejected("certificates are always verified: give the authority's certificate in ssl.ca.location"))
        add(
            ["transaction.two.phase.commit.enable"],
            .rejected("transactions of an outer coordinator (KIP-939) are not supported: remove it"))
        add(interceptors, .rejected("Java classes cannot be loaded: remove it"))
        return table
    }()

    private static let clientNames = [
        "bootstrap.servers", "client.id", "request.timeout.ms", "socket.connection.setup.timeout.ms",
        "default.api.timeout.ms", "retry.backoff.ms", "retry.backoff.max.ms", "retries", "metadata.max.age.ms",
        "receive.message.max.bytes", "send.buffer.bytes", "receive.buffer.bytes", "security.protocol",
        "connections.max.idle.ms", "reconnect.backoff.ms", "reconnect.backoff.max.ms", "metadata.max.idle.ms",
        "topic.metadata.propagation.max.ms",
    ]
    /// Properties of reading that members of share groups have, too.
    private static let fetchNames = [
        "fetch.max.bytes", "fetch.min.bytes", "fetch.max.wait.ms", "check.crcs", "group.id", "client.rack",
        "max.decompressed.batch.bytes", "max.batch.records", "max.nested.message.sets",
    ]
    private static let consumerNames = [
        "max.partition.fetch.bytes", "isolation.level", "auto.offset.reset", "enable.auto.commit", "maxRetries",
        "refresh.leader.backoff.ms",
        "queued.max.messages.kbytes", "progress.timeout.ms", "session.timeout.ms", "heartbeat.interval.ms",
        "max.poll.interval.ms", "partition.assignment.strategy", "group.instance.id", "group.protocol",
        "group.remote.assignor", "auto.commit.interval.ms",
    ]
    private static let producerNames = [
        "acks", "linger.ms", "batch.size", "max.request.size", "buffer.memory", "delivery.timeout.ms",
        "compression.type", "enable.idempotence", "compression.gzip.level", "compression.lz4.level",
        "compression.zstd.level", "max.block.ms", "max.in.flight.requests.per.connection",
        "partitioner.adaptive.partitioning.enable", "partitioner.availability.timeout.ms", "partitioner.ignore.keys",
        "transactional.id", "transaction.timeout.ms",
    ]
    private static let serializers = [
        "key.deserializer", "value.deserializer", "key.serializer", "value.serializer",
    ]
    private static let groupMembership = ["exclude.internal.topics", "internal.leave.group.on.close"]
    private static let metricsAndPlugins = [
        "metric.reporters", "metrics.num.samples", "metrics.recording.level", "metrics.sample.window.ms",
        "enable.metrics.push", "auto.include.jmx.reporter", "config.providers", "statistics.interval.ms",
    ]
    private static let tuning = [
        "socket.connection.setup.timeout.max.ms", "client.dns.lookup",
        "metadata.recovery.strategy", "metadata.recovery.rebootstrap.trigger.ms", "metadata.cluster.check.enable",
        "bootstrap.resolve.timeout.ms", "allow.auto.create.topics", "partitioner.rack.aware",
    ]
    /// Properties of SASL that are read; without effect unless `security.protocol` asks for SASL.
    static let saslNames = [
        "sasl.mechanism", "sasl.mechanisms", "sasl.jaas.config", "sasl.username", "sasl.password",
    ]
    /// Properties of TLS that are read; without effect unless `security.protocol` asks for TLS.
    static let tlsNames = [
        "ssl.key.password", "ssl.keystore.location", "ssl.keystore.type", "ssl.keystore.key",
        "ssl.keystore.certificate.chain", "ssl.truststore.location", "ssl.truststore.type",
        "ssl.truststore.certificates", "ssl.endpoint.identification.algorithm", "ssl.ca.location", "ssl.ca.pem",
        "ssl.certificate.location", "ssl.certificate.pem", "ssl.key.location", "ssl.key.pem",
    ]
    /// Properties whose values no error may print.
    static let secrets: Set<String> = [
        "sasl.jaas.config", "sasl.password", "ssl.key.password", "ssl.keystore.key", "ssl.keystore.password",
        "ssl.truststore.password", "ssl.key.pem", "ssl.keystore.certificate.chain", "ssl.certificate.pem",
        "ssl.truststore.certificates", "ssl.ca.pem",
    ]
    private static let storePasswords = ["ssl.keystore.password", "ssl.truststore.password"]
    private static let oauth = [
        "sasl.login.refresh.buffer.seconds", "sasl.login.refresh.min.period.seconds",
        "sasl.login.refresh.window.factor", "sasl.login.refresh.window.jitter", "sasl.login.connect.timeout.ms",
        "sasl.login.read.timeout.ms", "sasl.login.retry.backoff.ms", "sasl.login.retry.backoff.max.ms",
        "sasl.oauthbearer.clock.skew.seconds", "sasl.oauthbearer.expected.audience",
        "sasl.oauthbearer.expected.issuer", "sasl.oauthbearer.jwks.endpoint.url",
        "sasl.oauthbearer.scope.claim.name", "sasl.oauthbearer.sub.claim.name",
        "sasl.oauthbearer.token.endpoint.url",
    ]
    private static let kerberos = [
        "sasl.kerberos.service.name", "sasl.kerberos.kinit.cmd", "sasl.kerberos.min.time.before.relogin",
        "sasl.kerberos.ticket.renew.jitter", "sasl.kerberos.ticket.renew.window.factor",
    ]
    private static let securityClasses = [
        "sasl.client.callback.handler.class", "sasl.login.callback.handler.class", "sasl.login.class",
        "ssl.engine.factory.class", "security.providers",
    ]
    private static let tlsEngine = [
        "ssl.enabled.protocols", "ssl.protocol", "ssl.provider", "ssl.cipher.suites", "ssl.keymanager.algorithm",
        "ssl.trustmanager.algorithm", "ssl.secure.random.implementation",
    ]
    private static let interceptors = ["interceptor.classes", "partitioner.class"]

    /// The name that `role` reads and that takes the fewest edits to reach; nil if all take many.
    static func nearest(to name: String, role: Role) -> String? {
        let candidates = known.keys.filter { isRead($0, by: role) }.sorted()
        let best = candidates.map { ($0, distance(Array(name.lowercased().utf8), Array($0.lowercased().utf8))) }
            .min { $0.1 < $1.1 }
        guard let best, best.1 <= max(3, name.utf8.count / 3) else { return nil }
        return best.0
    }

    /// Edit distance: insertions, deletions and replacements.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        // Bounds the time for long input, which is far from all names.
        guard a.count <= 100 else { return .max }
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let replaced = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
