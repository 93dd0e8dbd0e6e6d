// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// A Kafka cluster inside this process: one or more brokers on loopback TCP, with topics in memory or in a directory.
///
/// For tests, demos and benchmarks. Real clients work against it: their requests cross a socket and are answered by the
/// protocol's own rules. Stop it when done; a cluster that is only released keeps its thread. Own design.
public final class TestCluster: Sendable {
    private struct Node {
        var listener: Listener?
        /// By their ids.
        var connections: [UInt64: BrokerConnection] = [:]
        var port: UInt16
        /// Reserves the port of a broker that is down.
        var reservation: PortReservation?
        /// The further listeners, with their ports, which a restart uses again.
        var others: [Listener] = []
        var otherPorts: [UInt16] = []
    }

    private static let host = "127.0.0.1"

    let core: ClusterCore
    private let nodes = Mutex<[Int32: Node]>([:])

    // MARK: Life

    /// Starts a cluster and returns when every broker accepts connections.
    ///
    /// - Throws: the transport's error naming the address if a port is in use or sockets run out; `StorageError` if the
    ///   directory cannot be used; `TestClusterError` for a SASL mechanism that this build does not have, and for
    ///   ports beyond 65535.
    public static func start(_ configuration: ClusterConfiguration) async throws -> TestCluster {
        precondition(configuration.brokers >= 1)
        let builtIn = SASLConfiguration.Mechanism.builtIn
        if let missing = configuration.allSASL.flatMap(\.mechanisms).first(where: { !builtIn.contains($0) }) {
            throw TestClusterError(
                description:
                    "this build has no \(missing.rawValue): build with the package trait SCRAM, which is on by default")
        }
        guard configuration.port == 0 || Int(configuration.port) + configuration.brokers <= 65536 else {
            throw TestClusterError(
                description: "\(configuration.brokers) brokers from port \(configuration.port) on need ports beyond "
                    + "65535: give a lower port, or 0 for any")
        }
        let loop = try EventLoop(name: "test-cluster")
        let core: ClusterCore
        do {
            core = try ClusterCore(loop: loop, configuration: configuration)
        } catch {
            await loop.shutdown()
            throw error
        }
        let cluster = TestCluster(core)
        do {
            for index in 0..<configuration.brokers {
                let port = configuration.port == 0 ? 0 : configuration.port + UInt16(index)
                try cluster.listen(broker: configuration.firstBrokerID + Int32(index), port: port)
            }
            if core.disk != nil { core.update { state in state.electAfterStart(now: core.clock.now) } }
        } catch {
            await cluster.stop()
            throw error
        }
        return cluster
    }

    /// Starts a cluster of `brokers`, the first one on `port` (0: any). Throws as above.
    public static func start(brokers: Int = 1, seed: UInt64 = 1, port: UInt16 = 0) async throws -> TestCluster {
        try await start(ClusterConfiguration(brokers: brokers, port: port, seed: seed))
    }

    /// Starts a cluster, runs `body` with it and stops it, also if `body` throws or the task is cancelled.
    ///
    /// Returns when the cluster has stopped. Cancellation reaches `body` as in any task; the cluster runs until `body`
    /// ends.
    ///
    /// - Parameters:
    ///   - configuration: default one broker on any port, in memory.
    ///   - body: runs on the caller's actor.
    /// - Returns: the value of `body`.
    /// - Throws: the errors of `start`, in which case `body` does not run, and those of `body`.
    public static func with<Value>(
        _ configuration: ClusterConfiguration = .init(), _ body: (TestCluster) async throws -> Value
    ) async throws -> Value {
        let cluster = try await start(configuration)
        do {
            let value = try await body(cluster)
            await cluster.stop()
            return value
        } catch {
            await cluster.stop()
            throw error
        }
    }

    /// Starts a cluster of `brokers`, the first on `port` (0: any), runs `body` with it and stops it. Returns and
    /// throws as above.
    public static func with<Value>(
        brokers: Int, seed: UInt64 = 1, port: UInt16 = 0, _ body: (TestCluster) async throws -> Value
    ) async throws -> Value {
        try await with(ClusterConfiguration(brokers: brokers, port: port, seed: seed), body)
    }

    private init(_ core: ClusterCore) { self.core = core }

    /// Closes all listeners and connections and ends the cluster's thread. Idempotent. Records in memory are lost;
    /// records in a directory are on the disk when it returns.
    public func stop() async {
        core.stop()
        for id in nodes.withLock({ Array($0.keys) }) { closeNode(id) }
        await core.loop.shutdown()
        core.disk?.close()
    }

    /// The last error of the cluster's directory; nil after a successful write, and in memory.
    public var storageError: StorageError? { core.disk?.lastError }

    /// `host:port` of each broker that is up, in the order of their ids.
    public var bootstrapServers: [String] {
        core.update { state in state.brokers.up.map { "\($0.host):\($0.port)" } }
    }

    /// `host:port` of each broker that is up, for one of the configuration's further `listeners`; empty for an unknown
    /// name.
    public func bootstrapServers(listener name: String) -> [String] {
        guard let index = core.configuration.listeners.firstIndex(where: { $0.name == name }) else { return [] }
        let caller = Caller(listener: index + 1)
        return core.update { state in state.brokers.up.map { $0.seen(by: caller) }.map { "\($0.host):\($0.port)" } }
    }

    /// The ids of all brokers, up or not.
    public var brokerIDs: [Int32] { core.update { state in state.brokers.all.map(\.id) } }

    // MARK: Brokers

    /// Takes a broker off the network: closes its port, breaks its connections, and moves its partitions to an in-sync
    /// replica if one is up. Records stay. Has no effect if the broker is down. Returns when the port is closed.
    public func stopBroker(_ id: Int32) async {
        guard nodes.withLock({ $0[id]?.listener != nil }) else { return }
        core.update { state in state.brokerWentDown(id, now: core.clock.now) }
        closeNode(id)
        // The loop closes descriptors in the order of the requests, so the port is free when this closure runs.
        await withCheckedContinuation { continuation in core.loop.execute { continuation.resume() } }
        // A simulation's ports belong to nobody else.
        if core.loop.hasHost { return }
        nodes.withLock { nodes in
            guard let node = nodes[id], node.listener == nil else { return }
            // Another process may have taken the port; `restartBroker` then reports that.
            nodes[id]?.reservation = try? PortReservation(host: Self.host, port: node.port)
        }
    }

    /// Brings a stopped broker back on its port. Throws as `start`, and traps for an id that the cluster does not have.
    public func restartBroker(_ id: Int32) throws {
        let port = nodes.withLock { $0[id]?.listener == nil ? $0[id]?.port : nil }
        guard let port else {
            precondition(nodes.withLock { $0[id] != nil })
            return
        }
        try listen(broker: id, port: port)
    }

    /// Breaks all connections to a broker, which stays up.
    public func closeConnections(of id: Int32) {
        let connections = nodes.withLock { $0[id].map { Array($0.connections.values) } ?? [] }
        for connection in connections { connection.close() }
    }

    /// Number of connections to a broker.
    public func connectionCount(of id: Int32) -> Int { nodes.withLock { $0[id]?.connections.count ?? 0 } }

    /// Cuts the network between `brokers` and the others, which keep the controller and all coordinators. Clients reach
    /// both sides.
    ///
    /// The brokers that are cut off leave all in-sync sets, and their partitions get leaders among the others where an
    /// in-sync replica is there. They themselves continue with the state from before the cut: they report the old
    /// Metadata and lead the same partitions in the old epoch. Unless all in-sync replicas are on their side, a produce
    /// with acks 1 is stored there and lost when the network heals, and one with acks −1 fails with REQUEST_TIMED_OUT.
    /// Requests that need a coordinator or the controller fail with COORDINATOR_NOT_AVAILABLE or REQUEST_TIMED_OUT.
    ///
    /// - Throws: `TestClusterError` if a broker does not exist or the network is cut already.
    public func partitionNetwork(isolating brokers: Set<Int32>) throws {
        guard brokers.isSubset(of: brokerIDs) else {
            throw TestClusterError(description: "not all of these brokers exist: \(brokers.sorted())")
        }
        guard core.cutOff(brokers) else { throw TestClusterError(description: "the network is cut already") }
    }

    /// Joins the network again: brokers that were cut off take over the others' state and are in sync. Has no effect if
    /// the network is not cut.
    public func healNetwork() {
        let cutOff = core.cutOffBrokers
        let ports = nodes.withLock { nodes in
            nodes.filter { cutOff.contains($0.key) && $0.value.listener != nil }.mapValues { Int32($0.port) }
        }
        core.rejoin(ports: ports)
    }

    private func listen(broker id: Int32, port: UInt16) throws {
        let listener = try open(port: port, broker: id, listener: 0)
        let port = listener.port
        var others: [Listener] = []
        let ports = nodes.withLock { $0[id]?.otherPorts ?? [] }
        do {
            for index in core.configuration.listeners.indices {
                let port = index < ports.count ? ports[index] : 0
                others.append(try open(port: port, broker: id, listener: index + 1))
            }
        } catch {
            for listener in others + [listener] { listener.close() }
            throw error
        }
        let isFirst = nodes.withLock { nodes in
            let isFirst = nodes[id] == nil
            nodes[id, default: Node(port: port)].listener = listener
            nodes[id]?.port = port
            nodes[id]?.reservation = nil
            nodes[id]?.others = others
            nodes[id]?.otherPorts = others.map(\.port)
            return isFirst
        }
        let isCutOff = core.cutOffBrokers.contains(id)
        core.update { state in
            if isCutOff { return }
            if state.brokers[id] == nil {
                state.brokers.add(Broker(id: id, host: Self.host, port: Int32(port), isUp: isFirst))
            }
            if !isFirst {
                state.brokerCameUp(id, port: Int32(port))
                state.settleTransactions(now: core.clock.now)
            }
            state.brokers.setOtherPorts(others.map { Int32($0.port) }, of: id)
        }
    }

    private func open(port: UInt16, broker id: Int32, listener number: Int) throws -> Listener {
        var options = ChannelOptions()
        options.maxFrameBytes = core.configuration.maxRequestBytes
        options.security = core.configuration.listener(number).security
        return try Listener.listen(host: Self.host, port: port, on: core.loop, options: options) {
            [weak self] channel in self?.accept(channel, id, number)
        }
    }

    private func accept(_ channel: FramedChannel, _ id: Int32, _ number: Int) {
        let connection = BrokerConnection(channel, broker: id, listener: number, core: core) {
            [weak self] connection in
            self?.nodes.withLock { nodes in _ = nodes[id]?.connections.removeValue(forKey: connection.id)
            }
        }
        let isUp = nodes.withLock { nodes in
            guard nodes[id]?.listener != nil else { return false }
            nodes[id]?.connections[connection.id] = connection
            return true
        }
        channel.start(handler: connection)
        // The broker went down between the accept and now.
        if !isUp, !nodes.withLock({ $0[id] == nil }) { channel.close() }
    }

    private func closeNode(_ id: Int32) {
        let (listeners, connections) = nodes.withLock { nodes in
            let node = nodes[id]
            nodes[id]?.listener = nil
            nodes[id]?.others = []
            return (
                [node?.listener].compactMap { $0 } + (node?.others ?? []),
                node.map { Array($0.connections.values) } ?? []
            )
        }
        for listener in listeners { listener.close() }
        for connection in connections { connection.close() }
    }

    // MARK: Scripts

    /// Adds a script and returns it. Scripts are asked in the order in which they were added.
    @discardableResult
    public func add(_ script: Script) -> Script {
        core.scripts.add(script)
        return script
    }

    /// Removes a script; requests that it holds stay held until their gate opens.
    public func remove(_ script: Script) { core.scripts.remove(script) }

    /// Records requests from now on, before scripts act on them.
    ///
    /// - Parameters:
    ///   - match: the requests to record; default all.
    ///   - limit: number of requests kept, the newest ones; at least 1, default 10,000. Their bodies stay in memory.
    /// - Returns: the recorder, which has the requests.
    public func record(_ match: RequestMatch = .any, limit: Int = 10_000) -> RequestRecorder {
        let recorder = RequestRecorder(match, limit: limit)
        core.scripts.add(recorder)
        return recorder
    }

    /// Ends recording; recorded requests stay.
    public func remove(_ recorder: RequestRecorder) { core.scripts.remove(recorder) }
}
