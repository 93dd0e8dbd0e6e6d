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
            Kafka clients can connect to it and use topics, groups, transactions and administration. Data is in memory \
            and lost at the end, unless --data names a directory. It listens on the loopback interface only. Ctrl-C \
            ends it.

            With --user, clients must authenticate by SASL. With --tls-certificate and --tls-key, connections use TLS.\
            \(buildNote)
            """)

    /// A sentence on the security options that this build lacks, empty if it has all of them.
    private static var buildNote: String {
        #if TLS
        let hasTLS = true
        #else
        let hasTLS = false
        #endif
        let hasSCRAM = SASLConfiguration.Mechanism.withPasswords.contains(.scramSHA256)
        let missing = [(hasTLS, "TLS"), (hasSCRAM, "SCRAM")].filter { !$0.0 }.map(\.1)
        if missing.isEmpty { return "" }
        return " This build lacks \(missing.joined(separator: " and ")): build with the package traits of these names."
    }

    @Option(help: "Port of the first broker; the others listen on the ports after it. 0: any free ports.")
    var port: UInt16 = 9092

    @Option(help: "Number of brokers, 1 to 100. Ids start at 1, or at ID with --override node.id=ID.")
    var brokers = 1

    @Option(
        help: ArgumentHelp(
            "Directory in which to keep topics, groups and transactions; created if it does not exist.",
            valueName: "directory"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Topics to create if they do not exist, with partition counts (1 if left out).",
            valueName: "name[:partitions],…"))
    var topics = TopicsArgument()

    @Flag(inversion: .prefixedNo, help: "Create topics when a client asks for them.")
    var autoCreate = true

    @Option(
        name: .customLong("override"),
        help: ArgumentHelp(
            "Broker property as in server.properties, such as num.partitions=3. May be given several times.",
            valueName: "property=value"))
    var overrides: [PropertyArgument] = []

    @Option(
        help: ArgumentHelp(
            "Kafka release whose APIs and versions to offer, such as 2.8. Without it: all that are implemented.",
            valueName: "release"))
    var imitating: ReleaseArgument?

    @Option(help: ArgumentHelp("User who may connect. May be given several times.", valueName: "name:password"))
    var user: [UserArgument] = []

    @Option(
        help: ArgumentHelp(
            "SASL mechanisms to offer: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512. Without it: all that this build has.",
            valueName: "mechanism,…"))
    var sasl: MechanismsArgument?

    @Option(
        help: ArgumentHelp("PEM file with the brokers' certificate chain, for TLS.", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("PEM file with the certificate's private key.", valueName: "file"))
    var tlsKey: String?

    @Option(
        help: ArgumentHelp(
            "PEM file of certificate authorities; clients must present a certificate signed by one of them.",
            valueName: "file"))
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
        guard (1...100).contains(brokers) else {
            throw ValidationError("--brokers \(brokers): the number must be from 1 to 100")
        }
        guard port == 0 || Int(port) + brokers <= 65536 else {
            throw ValidationError("--port \(port): \(brokers) brokers from this port on would need ports above 65535")
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
        // Trapped before the first client connects, so that no signal is lost.
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

    /// The configuration that the options describe.
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
