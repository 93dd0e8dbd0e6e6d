// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Partitions that moved between members while an assignment was balanced.
///
/// If a partition of a topic has moved from one member to another, and a partition of this topic is to move the other
/// way, the first one moves back instead, so that fewer change their owner. Source: Kafka's
/// `AbstractStickyAssignor.PartitionMovements`.
struct PartitionMovements {
    private struct Route: Hashable {
        var topic: Int
        var source: Int
        var destination: Int
    }

    /// The partitions of a route, in order of arrival, and the size of Java's hash table of them.
    private struct Movers {
        var partitions: [Int] = []
        var capacity = 0

        mutating func add(_ partition: Int) {
            partitions.append(partition)
            capacity = max(capacity, JavaHashOrder.capacity(for: partitions.count))
        }
    }

    private let group: AssignableGroup
    private let topicHashes: [Int32]
    private var movers: [Route: Movers] = [:]
    private var routes: [Int: Route] = [:]

    init(_ group: AssignableGroup) {
        self.group = group
        topicHashes = group.topics.map { JavaHashOrder.hash($0.name) }
    }

    /// Notes that the partition moved.
    mutating func move(_ partition: Int, from source: Int, to destination: Int) {
        let topic = group.topicOfPartition[partition]
        var route = Route(topic: topic, source: source, destination: destination)
        if let former = routes.removeValue(forKey: partition) {
            movers[former]?.partitions.removeAll { $0 == partition }
            if movers[former]?.partitions.isEmpty == true { movers[former] = nil }
            // It is back where it came from.
            if former.source == destination { return }
            route.source = former.source
        }
        routes[partition] = route
        movers[route, default: Movers()].add(partition)
    }

    /// The partition to move instead of `partition`, which may be itself.
    func actual(for partition: Int, from source: Int, to destination: Int) -> Int {
        let topic = group.topicOfPartition[partition]
        let source = routes[partition]?.source ?? source
        guard let candidates = movers[Route(topic: topic, source: destination, destination: source)] else {
            return partition
        }
        // The one at which Java's hash table begins.
        let first = candidates.partitions.enumerated().min {
            (bucket($0.element, candidates.capacity), $0.offset) < (bucket($1.element, candidates.capacity), $1.offset)
        }
        return first?.element ?? partition
    }

    private func bucket(_ partition: Int, _ capacity: Int) -> Int {
        let hash = JavaHashOrder.hash(
            topic: topicHashes[group.topicOfPartition[partition]], partition: Int32(group.numberInTopic(partition)))
        return JavaHashOrder.bucket(hash, capacity: capacity)
    }
}
