// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Testing

@testable import KafkaClient

@Suite struct ConfigurationTests {
    private let servers = ["bootstrap.servers": "a:1, b:2"]

    private func failure(_ extra: [String: String]) -> String {
        do {
            _ = try ConsumerConfiguration(properties: servers.merging(extra) { $1 })
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func limitsHavePropertiesAndDefaults() throws {
        let base = ["bootstrap.servers": "localhost:9092"]
        let limits = try ConsumerConfiguration(properties: base).fetch.limits
        #expect(limits == RecordLimits(maxDecompressedBytes: 128 << 20, maxRecordCount: 10_000_000, maxNesting: 1))
        let given = [
            "max.decompressed.batch.bytes": "1000", "max.batch.records": "20", "max.nested.message.sets": "0",
            "receive.message.max.bytes": "5000",
        ]
        let configuration = try ConsumerConfiguration(properties: base.merging(given) { $1 })
        #expect(
            configuration.fetch.limits == RecordLimits(maxDecompressedBytes: 1000, maxRecordCount: 20, maxNesting: 0))
        #expect(configuration.client.maxFrameBytes == 5000)
        for (name, value) in [("max.batch.records", "0"), ("max.nested.message.sets", "2")] {
            #expect(throws: KafkaError.self) {
                try ConsumerConfiguration(properties: base.merging([name: value]) { $1 })
            }
        }
    }

    @Test func standardNamesAreRead() throws {
        let read = try ConsumerConfiguration(
            properties: servers.merging([
                "client.id": "me", "request.timeout.ms": "1500", "fetch.max.bytes": "1000", "fetch.min.bytes": "2",
                "max.partition.fetch.bytes": "300", "fetch.max.wait.ms": "7", "isolation.level": "read_committed",
                "check.crcs": "false", "group.id": "g", "auto.offset.reset": "earliest",
                "refresh.leader.backoff.ms": "9", "security.protocol": "plaintext", "enable.auto.commit": "false",
            ]) { $1 })
        #expect(read.client.bootstrapServers == ["a:1", "b:2"])
        #expect(read.client.clientID == "me")
        #expect(read.client.requestTimeout == .milliseconds(1500))
        #expect(read.fetch.maxBytes == 1000)
        #expect(read.fetch.minBytes == 2)
        #expect(read.fetch.partitionMaxBytes == 300)
        #expect(read.fetch.maxWait == .milliseconds(7))
        #expect(read.fetch.isolation == .readCommitted)
        #expect(!read.fetch.checkCRC)
        #expect(read.fetch.leaderRefreshBackoff == .milliseconds(9))
        #expect(read.groupID == "g")
        #expect(read.offsetReset == .earliest)
        #expect(!read.commitsOffsets)
        #expect(try ConsumerConfiguration(properties: servers).commitsOffsets)
    }

    @Test func producerNamesAreRead() throws {
        let (client, producer) = try ProducerConfiguration.read(
            properties: servers.merging([
                "acks": "1", "linger.ms": "3", "batch.size": "99", "compression.type": "gzip", "buffer.memory": "1000",
                "delivery.timeout.ms": "8", "enable.idempotence": "false",
            ]) { $1 })
        #expect(client.bootstrapServers == ["a:1", "b:2"])
        #expect(producer.acks == .leader)
        #expect(producer.linger == .milliseconds(3))
        #expect(producer.batchBytes == 99)
        #expect(producer.compression == .gzip)
        #expect(producer.bufferBytes == 1000)
        #expect(producer.deliveryTimeout == .milliseconds(8))
    }

    @Test func namesOfTheProducersBehaviourAreRead() throws {
        let producer = try ProducerConfiguration(
            properties: servers.merging([
                "max.block.ms": "7", "max.in.flight.requests.per.connection": "3", "enable.idempotence": "true",
                "compression.type": "gzip", "compression.gzip.level": "9", "compression.lz4.level": "2",
                "partitioner.ignore.keys": "true", "partitioner.adaptive.partitioning.enable": "false",
                "partitioner.availability.timeout.ms": "11",
            ]) { $1 })
        #expect(producer.maxBlock == .milliseconds(7))
        #expect(producer.maxInFlightRequests == 3)
        #expect(producer.idempotence == true)
        #expect(producer.compressionLevel == 9)
        #expect(!producer.isPartitioningAdaptive)
        #expect(producer.partitionerAvailabilityTimeout == .milliseconds(11))
        guard case .sticky = producer.partitioner.kind else {
            Issue.record("keys are not ignored")
            return
        }
    }

    @Test(arguments: [
        (["enable.idempotence": "true", "acks": "1"], "acks all"),
        (["enable.idempotence": "true", "max.in.flight.requests.per.connection": "6"], "at most 5"),
        (["enable.idempotence": "true", "retries": "0"], "retries"),
        (["compression.gzip.level": "10", "compression.type": "gzip"], "compression.gzip.level"),
    ])
    func settingsThatContradictEachOtherAreErrors(properties: [String: String], expected: String) async {
        let error = await kafkaError {
            _ = try ProducerConfiguration.read(properties: servers.merging(properties) { $1 })
        }
        #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
    }

    @Test func otherSettingsTurnIdempotenceOff() {
        #expect(ProducerConfiguration().usesIdempotence(maxRetries: 1))
        #expect(!ProducerConfiguration().usesIdempotence(maxRetries: 0))
        #expect(!ProducerConfiguration(acks: .leader).usesIdempotence(maxRetries: 1))
        #expect(!ProducerConfiguration(maxInFlightRequests: 6).usesIdempotence(maxRetries: 1))
        #expect(!ProducerConfiguration(idempotence: false).usesIdempotence(maxRetries: 1))
    }

    @Test func unknownPropertyNamesTheNearest() {
        let text = failure(["fetch.max.byte": "1"])
        #expect(text.contains("fetch.max.byte:") && text.contains("fetch.max.bytes?"))
        #expect(failure(["zzzzzzzzzzzzzzzzzzz": "1"]).contains("zzzzzzzzzzzzzzzzzzz"))
        #expect(!failure(["zzzzzzzzzzzzzzzzzzz": "1"]).contains("did you mean"))
    }

    @Test(arguments: [
        ("fetch.max.wait.ms", "soon", "milliseconds"), ("fetch.min.bytes", "-1", "0..."),
        ("check.crcs", "maybe", "true or false"), ("auto.offset.reset", "newest", "earliest, latest, none"),
        ("isolation.level", "x", "read_uncommitted"), ("bootstrap.servers", "localhost", "host:port"),
        ("bootstrap.servers", "a:0", "1 to 65535"), ("bootstrap.servers", " , ", "at least one"),
        ("bootstrap.servers", "SSL://a:1", "SSL"), ("request.timeout.ms", "0", "1..."),
        ("security.protocol", "SASL_TLS", "sasl_ssl"), ("enable.auto.commit", "yes", "true or false"),
        ("sasl.login.class", "x", "not supported"), ("acks", "all", "producer"), ("group.id", "", "not empty"),
    ])
    func malformedPropertyIsNamedWithWhatIsExpected(name: String, value: String, expected: String) {
        let text = failure([name: value])
        #expect(text.contains(name) && text.contains(expected), "\(text)")
    }

    @Test func missingBootstrapServersIsAnError() {
        #expect(throws: KafkaError.self) { try ClientConfiguration(properties: [:]) }
        #expect(throws: KafkaError.self) { try ClientConfiguration(bootstrapServers: []).validate() }
    }

    @Test func knownNamesWithoutEffectAreNotedWithTheirReason() throws {
        let read = try ConsumerConfiguration(
            properties: servers.merging(["key.deserializer": "x", "max.poll.records": "1"]) { $1 })
        #expect(read.client.ignoredProperties.map(\.name) == ["key.deserializer", "max.poll.records"])
        #expect(read.client.ignoredProperties.allSatisfy { !$0.reason.isEmpty })
    }

    @Test func consumerNamesAreRefusedByTheProducerAndTheClient() async {
        for role in ["producer", "client"] {
            let error = await kafkaError {
                let properties = self.servers.merging(["fetch.max.bytes": "1"]) { $1 }
                if role == "client" {
                    _ = try ClientConfiguration(properties: properties)
                } else {
                    _ = try ProducerConfiguration(properties: properties)
                }
            }
            #expect(error?.message.contains("belongs to a consumer") == true)
        }
    }

    @Test func outOfRangeValuesOfTypedConfigurationsAreErrors() {
        #expect(throws: KafkaError.self) { try FetchConfiguration(partitionMaxBytes: 0).validate() }
        #expect(throws: KafkaError.self) { try FetchConfiguration(fetchesInFlight: 3).validate() }
        #expect(throws: KafkaError.self) { try ProducerConfiguration(linger: .seconds(-1)).validate() }
        #expect(throws: KafkaError.self) {
            try ClientConfiguration(bootstrapServers: ["a:1"], requestTimeout: .zero).validate()
        }
    }

    @Test func bootstrapServersAreParsed() throws {
        let configuration = ClientConfiguration(bootstrapServers: ["[::1]:9092", "plaintext://h:1"])
        let addresses = try configuration.bootstrapAddresses().map(\.description)
        #expect(addresses == ["[::1]:9092", "h:1"])
    }

    @Test(arguments: ["::1:9092", "PLAINTEXT://h", "SASL_SSL://h:1", "a b:1"])
    func bootstrapServerThatCannotBeReadIsNamedWithItsSetting(server: String) async {
        let error = await kafkaError { try ClientConfiguration(bootstrapServers: ["a:1", server]).validate() }
        #expect(error?.code == .invalidConfiguration)
        let host = server.replacing("PLAINTEXT://", with: "")
        #expect(error?.message.contains("bootstrapServers (bootstrap.servers): \"\(host)\"") == true)
    }
}
