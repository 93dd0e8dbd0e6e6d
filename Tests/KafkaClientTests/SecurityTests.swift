// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTLS
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Secrets, properties of security, and clients of secured brokers.
@Suite(.timeLimit(.minutes(10))) struct SecurityTests {
    // MARK: Secrets

    @Test func secretsNeverShow() {
        struct Holder { var password: Secret = "hunter2" }
        var printed = ""
        let security = ClientSecurity.tls(
            TLSOptions(
                identity: .init(
                    certificateChain: .text("hunter2"), privateKey: .text("hunter2"), keyPassword: "hunter2")),
            sasl: .scramSHA512(username: "ann", password: "hunter2"))
        var configuration = ClientConfiguration(bootstrapServers: ["a:1"])
        configuration.security = security
        let token = OAuthBearerToken("hunter2", principal: "ann")
        for value in [Secret("hunter2"), Holder(), security, configuration, token] as [Any] {
            print(value, to: &printed)
            dump(value, to: &printed)
            printed += String(reflecting: value)
        }
        #expect(!printed.contains("hunter2"))
        #expect(printed.contains("••••••"))
        #expect("\(SASLCredentials.plain(username: "ann", password: "hunter2"))" == "PLAIN as ann")
    }

    // MARK: Properties

    private func read(_ properties: [String: String]) throws -> ClientSecurity {
        try ClientConfiguration(properties: properties.merging(["bootstrap.servers": "a:1"]) { $1 }).security
    }

    private static let jaas =
        #"org.apache.kafka.common.security.plain.PlainLoginModule required username="ann" password="p;\"= x";"#

    @Test func plainCredentialsAreRead() throws {
        for properties in [
            ["sasl.mechanism": "PLAIN", "sasl.jaas.config": Self.jaas],
            ["sasl.mechanisms": "plain", "sasl.username": "ann", "sasl.password": "p;\"= x"],
        ] {
            let security = try read(properties.merging(["security.protocol": "SASL_PLAINTEXT"]) { $1 })
            #expect(security.protocolName == "SASL_PLAINTEXT")
            guard case .plain(let username, let password)? = security.sasl?.kind else {
                Issue.record("no PLAIN in \(security)")
                continue
            }
            #expect(username == "ann")
            #expect(password.revealed == "p;\"= x")
        }
    }

    @Test func propertiesOfALayerThatIsOffAreNoted() throws {
        let configuration = try ClientConfiguration(properties: [
            "bootstrap.servers": "a:1", "sasl.mechanism": "PLAIN", "sasl.jaas.config": Self.jaas,
            "ssl.ca.location": "/nowhere",
        ])
        #expect(
            Set(configuration.ignoredProperties.map(\.name))
                == ["sasl.mechanism", "sasl.jaas.config", "ssl.ca.location"])
        #expect(configuration.security.protocolName == "PLAINTEXT")
    }

    @Test(arguments: [
        (["security.protocol": "SASL_PLAINTEXT"], "sasl.mechanism is missing"),
        (["security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "GSSAPI"], "GSSAPI is not supported"),
        (["security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "OAUTHBEARER"], "token callback"),
        (["security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN"], "sasl.jaas.config"),
        (
            [
                "security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN",
                "sasl.jaas.config": "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" "
                    + "password=\"hunter2\";",
            ], "ScramLoginModule"
        ),
        (
            [
                "security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN",
                "sasl.jaas.config": "PlainLoginModule required password=\"hunter2\"",
            ], "semicolon"
        ),
        (
            ["security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "PLAIN", "sasl.jaas.config": "hunter2"],
            "login module"
        ),
        (["sasl.kerberos.service.name": "kafka"], "Kerberos"),
        (["ssl.keystore.password": "hunter2"], "ssl.key.password"),
        (["security.protocol": "TLS"], "sasl_ssl"),
        (["bootstrap.servers": "SASL_SSL://a:1"], "PLAINTEXT"),
    ])
    func unusablePropertiesAreNamedWithoutTheirSecrets(_ properties: [String: String], _ expected: String) async {
        let error = await kafkaError {
            _ = try ClientConfiguration(properties: ["bootstrap.servers": "a:1"].merging(properties) { $1 })
        }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
        #expect(error?.detailedDescription.contains("hunter2") == false)
    }

    @Test func everyRoleReadsSecurity() throws {
        let properties = [
            "bootstrap.servers": "SASL_PLAINTEXT://a:1", "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": "PLAIN", "sasl.jaas.config": Self.jaas,
        ]
        #expect(try ConsumerConfiguration(properties: properties).client.security.sasl?.mechanism == "PLAIN")
        #expect(try ProducerConfiguration.read(properties: properties).client.security.sasl?.mechanism == "PLAIN")
    }

    // MARK: Authentication

    private static let users = ["ann": "p,=w\\"]

    private func withBroker(
        _ sasl: SASLConfiguration?, security: TransportSecurity? = nil, clock: ClusterClock = .system,
        _ body: (TestCluster) async throws -> Void
    ) async throws {
        var configuration = ClusterConfiguration(sasl: sasl, security: security, clock: clock)
        configuration.defaultPartitions = 1
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t")
            try await body(cluster)
        }
    }

    /// Runs `body` with a client of the cluster that has `security`.
    private func withClient(
        _ cluster: TestCluster, _ security: ClientSecurity, servers: [String]? = nil,
        _ body: (ClusterClient) async throws -> Void
    ) async throws {
        var configuration = ClientConfiguration.patient(servers ?? cluster.bootstrapServers)
        configuration.security = security
        let client = try ClusterClient(configuration)
        do {
            try await body(client)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    /// The error of a client that must be refused for good.
    private func refusal(
        _ cluster: TestCluster, _ security: ClientSecurity, servers: [String]? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> KafkaError? {
        var found: KafkaError?
        try await withClient(cluster, security, servers: servers) { client in
            found = await kafkaError(
                { _ = try await client.metadata(topics: ["t"]) }, sourceLocation: sourceLocation)
        }
        #expect(found?.code == .authenticationFailed, "\(found?.message ?? "")", sourceLocation: sourceLocation)
        #expect(found?.isRetriable == false, sourceLocation: sourceLocation)
        for secret in ["wrong", Self.users["ann"] ?? ""] {
            #expect(
                found?.detailedDescription.contains("\"\(secret)\"") == false, sourceLocation: sourceLocation)
        }
        return found
    }

    /// Produces and reads a record.
    private func use(_ client: ClusterClient) async throws {
        let producer = try KafkaProducer(client: client)
        let receipt = try await producer.send(ProducerRecord(topic: "t", key: "k", value: "v"))
        #expect(receipt.offset >= 0)
        try await producer.close()
        let partition = TopicPartition(topic: "t", partition: 0)
        #expect(try await client.listOffsets([partition: .latest])[partition] == receipt.offset + 1)
    }

    private static let credentials: [SASLCredentials] = {
        let (user, password) = ("ann", Secret("p,=w\\"))
        var all: [SASLCredentials] = [
            .plain(username: user, password: password),
            .oauthBearer {
                OAuthBearerToken(Secret(SASLConfiguration.unsecuredToken(user: "ann", expiry: 4_102_444_800_000)))
            },
        ]
        #if SCRAM
        all += [
            .scramSHA256(username: user, password: password), .scramSHA512(username: user, password: password),
        ]
        #endif
        return all
    }()

    @Test(arguments: credentials.map(\.mechanism))
    func everyMechanismAuthenticates(_ mechanism: String) async throws {
        let credentials = try #require(Self.credentials.first { $0.mechanism == mechanism })
        let sasl = SASLConfiguration(mechanisms: SASLConfiguration.Mechanism.builtIn, users: Self.users)
        try await withBroker(sasl) { cluster in
            try await withClient(cluster, .sasl(credentials)) { try await use($0) }
        }
        #if TLS
        let certificates = try TestCertificates()
        try await withBroker(sasl, security: .tls(server: certificates.identity())) { cluster in
            let options = TLSOptions(authorities: .file(certificates.authority))
            try await withClient(cluster, .tls(options, sasl: credentials)) { try await use($0) }
        }
        #endif
    }

    @Test func wrongPasswordsAreRefusedForGood() async throws {
        let sasl = SASLConfiguration(users: Self.users)
        try await withBroker(sasl) { cluster in
            var wrong: [SASLCredentials] = [
                .plain(username: "ann", password: "wrong"), .plain(username: "nobody", password: "wrong"),
            ]
            #if SCRAM
            wrong += [
                .scramSHA256(username: "ann", password: "wrong"), .scramSHA512(username: "nobody", password: "wrong"),
            ]
            #endif
            for credentials in wrong {
                let error = try await refusal(cluster, .sasl(credentials))
                #expect(error?.message.contains("for \(credentials.mechanism): ") == true)
                #expect(error?.brokerError == .saslAuthenticationFailed)
            }
        }
    }

    @Test func aWrongTokenIsRefusedWithTheBrokersReason() async throws {
        let sasl = SASLConfiguration(mechanisms: [.oauthBearer])
        try await withBroker(sasl) { cluster in
            for token in ["nonsense", SASLConfiguration.unsecuredToken(user: "ann", expiry: 1000)] {
                let error = try await refusal(cluster, .sasl(.oauthBearer { OAuthBearerToken(Secret(token)) }))
                #expect(error?.message.contains("invalid_token") == true, "\(error?.message ?? "")")
                #expect(error?.detailedDescription.contains(token) == false)
            }
        }
    }

    @Test func anUnknownMechanismNamesThoseOnOffer() async throws {
        try await withBroker(SASLConfiguration(mechanisms: [.oauthBearer])) { cluster in
            let error = try await refusal(cluster, .sasl(.plain(username: "ann", password: "wrong")))
            #expect(error?.message.contains("OAUTHBEARER") == true)
        }
    }

    @Test func aBrokerThatRequiresSASLIsExplained() async throws {
        try await withBroker(SASLConfiguration(mechanisms: [.plain], users: Self.users)) { cluster in
            let error = try await refusal(cluster, .plaintext)
            #expect(error?.message.contains("requires SASL (PLAIN)") == true, "\(error?.message ?? "")")
        }
    }

    @Test func aBrokerWithoutSASLIsExplained() async throws {
        try await withBroker(nil) { cluster in
            let error = try await refusal(cluster, .sasl(.plain(username: "ann", password: "wrong")))
            #expect(error?.message.contains("security.protocol") == true)
        }
    }

    // MARK: Tokens

    @Test func connectionsShareATokenAndConcurrentCallsOfTheCallback() async throws {
        let calls = Counter()
        let context = SecurityContext()
        let provider: @Sendable () async throws -> OAuthBearerToken = {
            let number = calls.increment()
            return OAuthBearerToken(Secret("token-\(number)"), lifetime: .seconds(3600))
        }
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await context.token(from: provider).token.revealed } }
            for try await token in group { #expect(token == "token-1") }
        }
        #expect(calls.value == 1)
        context.forgetToken()
        #expect(try await context.token(from: provider).token.revealed == "token-2")
        // A token without a lifetime is used once.
        let other = SecurityContext()
        let once: @Sendable () async throws -> OAuthBearerToken = { OAuthBearerToken(Secret("\(calls.increment())")) }
        let first = try await other.token(from: once)
        #expect(try await other.token(from: once) != first)
    }

    @Test func aCallbackThatFailsIsTriedAgainUnlessItSaysThatItIsHopeless() async throws {
        struct Down: Error {}
        let context = SecurityContext()
        let error = await kafkaError { _ = try await context.token { throw Down() } }
        #expect(error?.code == .connectionFailed)
        #expect(error?.isRetriable == true)
        #expect(try await context.token { OAuthBearerToken("t") }.token.revealed == "t")
        let hopeless = await kafkaError {
            _ = try await context.token { throw KafkaError(.authenticationFailed, "no such client") }
        }
        #expect(hopeless?.code == .authenticationFailed)
    }

    // MARK: Authenticating again

    @Test func manyAuthenticationsUnderLoadLoseNoRequest() async throws {
        let clock = ManualClusterClock()
        // The broker's time moves only here: sessions of 100 ms, which end when the test has moved its clock by that.
        let sasl = SASLConfiguration(
            mechanisms: [.plain], users: Self.users, sessionLifetime: .milliseconds(100))
        try await withBroker(sasl, clock: .manual(clock)) { cluster in
            let credentials = SASLCredentials.plain(username: "ann", password: Secret(Self.users["ann"] ?? ""))
            try await withClient(cluster, .sasl(credentials)) { client in
                let handshakes = Inbox<Void>()
                cluster.add(
                    Script(
                        .where { request in
                            if request.api == .saslHandshake { handshakes.add(()) }
                            return false
                        }, .proceed))
                let stopped = Counter()
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<8 {
                        group.addTask {
                            var count = 0
                            while stopped.value == 0 {
                                _ = try await client.send(ListGroupsRequest(), to: .broker(1))
                                count += 1
                            }
                            return count
                        }
                    }
                    // A session lasts for 50 steps, each at a handshake of one of the two connections.
                    for _ in 0..<80 {
                        await handshakes.next()
                        await clock.advance(by: .milliseconds(2))
                    }
                    stopped.increment()
                    var total = 0
                    for try await count in group { total += count }
                    #expect(total > 0)
                }
                #expect(cluster.connectionCount(of: 1) <= 2)
            }
        }
    }

    // MARK: Listeners

    @Test func everyListenerHasItsOwnSecurity() async throws {
        var configuration = ClusterConfiguration(brokers: 2)
        configuration.listeners = [
            ListenerConfiguration(name: "INSIDE", sasl: SASLConfiguration(mechanisms: [.plain], users: Self.users))
        ]
        #if TLS
        let certificates = try TestCertificates()
        configuration.listeners.append(
            ListenerConfiguration(name: "TLS", security: try .tls(server: certificates.identity())))
        #endif
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t")
            let inside = cluster.bootstrapServers(listener: "INSIDE")
            let credentials = SASLCredentials.plain(username: "ann", password: Secret(Self.users["ann"] ?? ""))
            try await withClient(cluster, .sasl(credentials), servers: inside) { client in
                try await use(client)
                // The brokers advertise the ports of the same listener.
                let metadata = try await client.metadata(topics: [])
                #expect(Set(metadata.brokers.map { "\($0.host):\($0.port)" }) == Set(inside))
            }
            try await withClient(cluster, .plaintext) { try await use($0) }
            #if TLS
            let options = TLSOptions(authorities: .file(certificates.authority))
            let tls = cluster.bootstrapServers(listener: "TLS")
            try await withClient(cluster, .tls(options), servers: tls) { try await use($0) }
            #endif
            await cluster.stopBroker(2)
            try cluster.restartBroker(2)
            #expect(cluster.bootstrapServers(listener: "INSIDE") == inside)
            #expect(cluster.bootstrapServers(listener: "NONE").isEmpty)
        }
    }

    // MARK: TLS

    #if TLS
    @Test func certificatesAndKeysComeFromFilesAndMemory() async throws {
        let certificates = try TestCertificates()
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: certificates.file(name), encoding: .utf8)
        }
        let security = try TransportSecurity.tls(
            server: certificates.identity(), clients: .file(certificates.authority))
        let pem = try text("localhost.pem")
        let store = try TemporaryFolder()
        let both = try store.write((pem + text("localhost.key")).utf8, "both.pem")
        try await withBroker(nil, security: security) { cluster in
            for properties in [
                [
                    "ssl.ca.location": certificates.authority, "ssl.key.location": certificates.file("localhost.key"),
                    "ssl.certificate.location": certificates.file("localhost.pem"),
                ],
                [
                    "ssl.truststore.type": "PEM", "ssl.truststore.certificates": try text("ca.pem"),
                    "ssl.keystore.type": "PEM", "ssl.keystore.certificate.chain": pem,
                    "ssl.keystore.key": try text("localhost.locked.key"), "ssl.key.password": "secret",
                ],
                [
                    "ssl.truststore.type": "PEM", "ssl.truststore.location": certificates.authority,
                    "ssl.keystore.type": "PEM", "ssl.keystore.location": both,
                ],
            ] {
                try await withClient(cluster, try read(properties.merging(["security.protocol": "SSL"]) { $1 })) {
                    try await use($0)
                }
            }
            // The broker requires a certificate.
            let error = try await refusal(cluster, .tls(TLSOptions(authorities: .file(certificates.authority))))
            #expect(error?.message.contains("ssl.keystore") == true, "\(error?.message ?? "")")
        }
    }

    @Test func keysThatCannotBeUsedAreNamedWithoutTheirPasswords() async throws {
        let certificates = try TestCertificates()
        for (password, expected) in [(nil, "encrypted"), ("hunter2", "password right"), ("hünter2", "ASCII")]
            as [(Secret?, String)]
        {
            let identity = TLSOptions.Identity(
                certificateChain: .file(certificates.file("localhost.pem")),
                privateKey: .file(certificates.file("localhost.locked.key")), keyPassword: password)
            var configuration = ClientConfiguration(bootstrapServers: ["a:1"])
            configuration.security = .tls(TLSOptions(identity: identity))
            let settings = configuration
            let error = await kafkaError { try settings.validate() }
            #expect(error?.code == .invalidConfiguration)
            #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("localhost.locked.key") == true)
            #expect(error?.detailedDescription.contains("nter2") == false)
        }
    }

    @Test(arguments: [
        ["ssl.keystore.location": "/store.jks"], ["ssl.truststore.location": "/store.jks"],
        ["ssl.truststore.type": "JKS"], ["ssl.keystore.type": "PKCS12"],
    ])
    func javaKeyStoresAreAnErrorThatSaysHowToConvert(_ properties: [String: String]) async {
        let error = await kafkaError { _ = try read(properties.merging(["security.protocol": "SSL"]) { $1 }) }
        #expect(error?.message.contains("keytool") == true)
        #expect(error?.message.contains("store.type") == true)
    }

    @Test(arguments: [
        (["ssl.ca.location": "/nowhere.pem"], "/nowhere.pem"),
        (["ssl.ca.location": "/a", "ssl.truststore.certificates": "b"], "mean the same"),
        (["ssl.key.location": "/a"], "no certificate"), (["ssl.certificate.location": "/a"], "no private key"),
        (["ssl.endpoint.identification.algorithm": "ldap"], "https"),
        (["ssl.keystore.type": "PEM", "ssl.keystore.key": "hunter2", "ssl.keystore.certificate.chain": "x"], "PEM"),
    ])
    func unusableTLSPropertiesAreNamed(_ properties: [String: String], _ expected: String) async {
        let error = await kafkaError { _ = try read(properties.merging(["security.protocol": "SSL"]) { $1 }) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
        #expect(error?.detailedDescription.contains("hunter2") == false)
    }

    @Test func untrustworthyCertificatesAreRefusedWithTheReason() async throws {
        let certificates = try TestCertificates()
        let others = try TestCertificates()
        let trusting = TLSOptions(authorities: .file(certificates.authority))
        for (name, options, expected) in [
            ("expired", trusting, "expired"), ("stranger", trusting, "does not name the host"),
            ("localhost", TLSOptions(authorities: .file(others.authority)), "trusted authority"),
        ] {
            try await withBroker(nil, security: .tls(server: certificates.identity(name))) { cluster in
                let error = try await refusal(cluster, .tls(options))
                #expect(error?.message.contains(expected) == true, "\(name): \(error?.message ?? "")")
            }
        }
        try await withBroker(nil, security: .tls(server: certificates.identity("stranger"))) { cluster in
            let security = try read([
                "security.protocol": "SSL", "ssl.ca.location": certificates.authority,
                "ssl.endpoint.identification.algorithm": "",
            ])
            try await withClient(cluster, security) { try await use($0) }
        }
    }

    @Test func aPlaintextClientOfATLSPortIsExplained() async throws {
        let certificates = try TestCertificates()
        try await withBroker(nil, security: .tls(server: certificates.identity())) { cluster in
            let error = try await refusal(cluster, .plaintext)
            #expect(error?.message.contains("speaks TLS") == true, "\(error?.message ?? "")")
        }
    }

    @Test func aTLSClientOfAPlaintextPortIsExplained() async throws {
        let certificates = try TestCertificates()
        for sasl in [nil, SASLConfiguration(users: Self.users)] {
            try await withBroker(sasl) { cluster in
                let error = try await refusal(cluster, .tls(TLSOptions(authorities: .file(certificates.authority))))
                #expect(error?.message.contains("without TLS") == true, "\(error?.message ?? "")")
            }
        }
    }
    #else
    @Test func withoutTheTraitTLSIsAnErrorThatNamesIt() async {
        var configuration = ClientConfiguration(bootstrapServers: ["a:1"])
        configuration.security = .tls()
        let settings = configuration
        let error = await kafkaError { try settings.validate() }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("package trait TLS") == true)
    }
    #endif
}
