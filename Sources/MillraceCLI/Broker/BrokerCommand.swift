// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTLS
import KafkaTestBroker
import KafkaTransport
import UnixSignals

/// `millrace broker`: a small Kafka cluster in one process.
struct BrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker",
        abstract: "Run a small Kafka cluster for tests and development.",
        discussion: """
            Any Kafka client can connect: topics, groups, transactions and administration work as in Kafka. Everything is in \
            memory and gone at the end, unless --data names a directory. It listens on the loopback interface only. Ctrl-C ends it.

            With --user, clients have to authenticate by SASL; with --tls-certificate and --tls-key, connections are encrypted.
            """)

    @Option(help: "The port of the first broker; the others listen on the ports behind it. 0 for any.")
    var port: UInt16 = 9092

    @Option(help: "How many brokers, with ids from 1, or from that of --override node.id=ID.")
    var brokers = 1

    @Option(help: "A directory that keeps topics, groups and transactions, made if it is not there.")
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Topics to create, unless they are there, with their partitions.", valueName: "name[:partitions],…"))
    var topics = TopicsArgument()

    @Flag(inversion: .prefixedNo, help: "Whether topics are created when a client asks for them.")
    var autoCreate = true

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "A line of a broker's server.properties, such as num.partitions=3; repeat it for more.",
            valueName: "property=value"))
    var overrides: [PropertyArgument] = []

    @Option(help: ArgumentHelp("The release of Kafka to imitate, such as 2.8.", valueName: "release"))
    var imitating: ReleaseArgument?

    @Option(help: ArgumentHelp("A user that may connect; repeat it for more.", valueName: "name:password"))
    var user: [UserArgument] = []

    @Option(
        help: ArgumentHelp(
            "How users may authenticate: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512. All by default.", valueName: "mechanism,…"
        ))
    var sasl: MechanismsArgument?

    @Option(help: "A PEM file with the brokers' certificate and those that signed it, for TLS.")
    var tlsCertificate: String?

    @Option(help: "A PEM file with the certificate's private key.")
    var tlsKey: String?

    @Option(help: "A PEM file of authorities: clients have to show a certificate that one of them signed.")
    var tlsClientCA: String?

    func validate() throws {
        var tried = ClusterConfiguration()
        for property in overrides {
            do {
                try tried.set(property.name, to: property.value)
            } catch {
                throw ValidationError("--override: \(error.description)")
            }
        }
        guard (1...100).contains(brokers) else { throw ValidationError("--brokers: from 1 to 100, not \(brokers)") }
        guard port == 0 || Int(port) + brokers <= 65536 else {
            throw ValidationError("\(brokers) brokers from port \(port) on need ports beyond 65535")
        }
        if sasl != nil && user.isEmpty { throw ValidationError("--sasl needs at least one --user NAME:PASSWORD") }
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("TLS needs both --tls-certificate and --tls-key")
        }
        if tlsClientCA != nil && tlsCertificate == nil {
            throw ValidationError("--tls-client-ca needs --tls-certificate")
        }
        let names = user.map(\.name)
        if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
            throw ValidationError("--user: \(twice) is given twice")
        }
    }

    func run() async throws {
        let started = ContinuousClock.now
        // Before the first client: a signal must never find nobody who waits for it.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let cluster = try await TestCluster.start(try clusterConfiguration())
        do {
            for topic in topics.topics where cluster.topicID(topic.name) == nil {
                try cluster.createTopic(topic.name, partitions: topic.partitions)
            }
        } catch {
            await cluster.stop()
            throw error
        }
        Console.print(
            "listening on \(cluster.bootstrapServers.joined(separator: ",")) after \(ContinuousClock.now - started)")
        for await _ in signals { break }
        await cluster.stop()
    }

    /// The cluster that the options describe.
    func clusterConfiguration() throws -> ClusterConfiguration {
        var configuration = ClusterConfiguration(brokers: brokers, port: port, autoCreatesTopics: autoCreate)
        configuration.imitating = imitating?.release
        for property in overrides { try configuration.set(property.name, to: property.value) }
        if let data { configuration.storage = .directory(data) }
        if !user.isEmpty {
            configuration.sasl = SASLConfiguration(
                mechanisms: sasl?.mechanisms ?? SASLConfiguration.Mechanism.builtIn,
                users: Dictionary(uniqueKeysWithValues: user.map { ($0.name, $0.password) }))
        }
        if let tlsCertificate, let tlsKey {
            configuration.security = try .tls(
                server: TLSIdentity(certificateChainFile: tlsCertificate, privateKeyFile: tlsKey),
                clients: tlsClientCA.map { .file($0) })
        }
        return configuration
    }
}
