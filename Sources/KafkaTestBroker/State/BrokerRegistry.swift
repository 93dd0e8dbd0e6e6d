// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The brokers of a cluster, as one side of the network sees them: addresses, controller, coordinators.
struct BrokerRegistry: Sendable {
    /// The cluster's id, as Metadata reports it.
    var clusterID: String
    /// All brokers, up or not, in the order in which they were added.
    private(set) var all: [Broker] { didSet { changes += 1 } }
    /// Number of changes: each is a record of the metadata log.
    private(set) var changes: Int64
    /// The epoch of the controller, as DescribeQuorum reports it.
    private(set) var controllerEpoch: Int32 = 1
    /// The brokers on this side of a cut network, which has no controller; nil on the side that has one.
    var reachable: Set<Int32>?

    init(clusterID: String, _ brokers: [Broker]) {
        self.clusterID = clusterID
        all = brokers
        changes = Int64(brokers.count)
    }

    var ids: Set<Int32> { Set(all.map(\.id)) }
    var up: [Broker] { all.filter(\.isUp) }
    var upIDs: Set<Int32> { Set(up.map(\.id)) }
    /// The broker that Metadata names as controller: the first one that is up; −1 if none is.
    var controllerID: Int32 { up.first?.id ?? -1 }

    subscript(id: Int32) -> Broker? { all.first { $0.id == id } }

    mutating func add(_ broker: Broker) {
        change { all in all.append(broker) }
    }

    /// Removes a broker.
    mutating func remove(_ id: Int32) {
        change { all in all.removeAll { $0.id == id } }
    }

    /// Marks a broker as down. Returns false for an unknown id.
    mutating func markDown(_ id: Int32, lastSeen: Broker.LastSeen) -> Bool {
        guard let index = all.firstIndex(where: { $0.id == id }) else { return false }
        change { all in
            all[index].isUp = false
            all[index].lastSeen = lastSeen
        }
        return true
    }

    /// Marks a broker as up on `port`. Returns false for an unknown id.
    mutating func markUp(_ id: Int32, port: Int32) -> Bool {
        guard let index = all.firstIndex(where: { $0.id == id }) else { return false }
        change { all in
            all[index].isUp = true
            all[index].port = port
            all[index].lastSeen = nil
        }
        return true
    }

    /// Changes the brokers. Another controller begins another epoch.
    private mutating func change(_ body: (inout [Broker]) -> Void) {
        let controller = controllerID
        body(&all)
        if controller >= 0, controllerID != controller { controllerEpoch += 1 }
    }

    /// Notes the ports of a broker's further listeners. No effect for an unknown id.
    mutating func setOtherPorts(_ ports: [Int32], of id: Int32) {
        guard let index = all.firstIndex(where: { $0.id == id }) else { return }
        all[index].otherPorts = ports
    }

    // MARK: Coordinators

    /// The broker that coordinates a group or transactional id: chosen by the hash (FNV-1a) of the id, or the next one
    /// that is up. Nil if none is up, or on the side of a cut network without coordinators.
    func coordinator(of key: String) -> Broker? {
        guard !all.isEmpty, reachable == nil else { return nil }
        let hash = key.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        let first = Int(hash % UInt32(all.count))
        return (all[first...] + all[..<first]).first(where: \.isUp)
    }

    /// Whether `broker` coordinates a group or transactional id.
    func coordinates(_ key: String, _ broker: Int32) -> Bool { coordinator(of: key)?.id == broker }

    /// The error if `broker` does not coordinate a group or transactional id; nil if it does.
    func coordinatorRefusal(_ key: String, on broker: Int32) -> BrokerErrorCode? {
        guard let coordinator = coordinator(of: key) else { return .coordinatorNotAvailable }
        return coordinator.id == broker ? nil : .notCoordinator
    }

    // MARK: Replicas

    /// The id of the directory that has a broker's copy of the metadata log: the same for each start. Source: KIP-853.
    func directoryID(of id: Int32) -> KafkaUUID {
        let hash = clusterID.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        var random = SplitMix64(seed: hash ^ UInt64(UInt32(bitPattern: id)))
        return random.makeUUID()
    }

    /// Replicas for new partitions: `replicas` brokers for each, round robin; the first one moves on by one.
    func assignments(partitions: Int, replicas: Int) -> [[Int32]] {
        (0..<partitions).map { partition in
            (0..<replicas).map { all[(partition + $0) % all.count].id }
        }
    }
}
