// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A group's members and topics as numbers, which is the form that the assignors work with.
///
/// A member's number is its place in `members`, a topic's its place in `topics`. Partitions of all topics are numbered
/// through, so that the order of their numbers is the order by topic and partition.
struct AssignableGroup {
    /// Members in the order of Java's `HashMap` of member ids.
    let members: [GroupMember]
    /// Topics with partitions and at least one subscriber, sorted by name.
    private(set) var topics: [AssignableTopic] = []
    /// Topics in the order of Java's `HashMap` of topic names.
    private(set) var topicsInHashOrder: [Int] = []
    /// Topics of each member, in the order of its subscription.
    private(set) var subscriptions: [[Int]] = []
    /// Members of each topic, in ascending order.
    private(set) var subscribers: [[Int]]
    /// Number of each topic's partition 0, and after the last topic the number of all partitions.
    private(set) var firstPartitions: [Int] = [0]
    /// Topic of each partition.
    private(set) var topicOfPartition: [Int] = []
    private var numberOfTopic: [String: Int] = [:]

    init(members unsorted: [GroupMember], topics existing: [AssignableTopic]) {
        var known: Set<String> = []
        let distinct = unsorted.filter { known.insert($0.memberID).inserted }
        members = JavaHashOrder.order(distinct.map(\.memberID)).map { distinct[$0] }
        subscribers = []
        number(existing)
        subscribe()
    }

    /// Number of all partitions.
    var partitionCount: Int { topicOfPartition.count }

    /// Partitions of a topic.
    func partitions(of topic: Int) -> Range<Int> { firstPartitions[topic]..<firstPartitions[topic + 1] }

    /// Number of a partition; nil if it does not exist.
    func number(of partition: TopicPartition) -> Int? {
        guard let topic = numberOfTopic[partition.topic], partition.partition >= 0,
            Int(partition.partition) < topics[topic].partitionCount
        else { return nil }
        return firstPartitions[topic] + Int(partition.partition)
    }

    /// Number of a partition within its topic.
    func numberInTopic(_ partition: Int) -> Int { partition - firstPartitions[topicOfPartition[partition]] }

    /// Members as sorted by `precedes`: for each member its rank.
    func ranks(by precedes: (GroupMember, GroupMember) -> Bool) -> [Int] {
        var ranks = [Int](repeating: 0, count: members.count)
        for (rank, member) in members.indices.sorted(by: { precedes(members[$0], members[$1]) }).enumerated() {
            ranks[member] = rank
        }
        return ranks
    }

    /// Partitions by member id, from the numbers of each member's partitions.
    func named(_ assignment: [[Int]]) -> [String: [TopicPartition]] {
        var named: [String: [TopicPartition]] = [:]
        for (member, partitions) in zip(members, assignment) {
            named[member.memberID] = partitions.map {
                TopicPartition(topic: topics[topicOfPartition[$0]].name, partition: Int32(numberInTopic($0)))
            }
        }
        return named
    }

    /// Names that anybody subscribes to, in the order of Java's `HashSet` of them.
    private func subscribedNames() -> [String] {
        var names: [String] = []
        var known: Set<String> = []
        var last: [String] = []
        for member in members where member.topics != last {
            last = member.topics
            names += last.filter { known.insert($0).inserted }
        }
        return JavaHashOrder.order(names).map { names[$0] }
    }

    private mutating func number(_ existing: [AssignableTopic]) {
        let byName = Dictionary(existing.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = subscribedNames().compactMap { byName[$0] }
            .filter { (1...Int(Int32.max)).contains($0.partitionCount) }
        topics = wanted.sorted { JavaOrder.precedes($0.name, $1.name) }
        for (topic, content) in topics.enumerated() {
            numberOfTopic[content.name] = topic
            topicOfPartition += repeatElement(topic, count: content.partitionCount)
            firstPartitions.append(topicOfPartition.count)
        }
        topicsInHashOrder = JavaHashOrder.order(wanted.map(\.name)).compactMap { numberOfTopic[wanted[$0].name] }
    }

    private mutating func subscribe() {
        subscribers = Array(repeating: [], count: topics.count)
        for (number, member) in members.enumerated() {
            // Usually all members have the same topics.
            if number > 0, member.topics == members[number - 1].topics {
                subscriptions.append(subscriptions[number - 1])
            } else {
                var known: Set<Int> = []
                subscriptions.append(
                    member.topics.compactMap { numberOfTopic[$0] }.filter { known.insert($0).inserted })
            }
            for topic in subscriptions[number] { subscribers[topic].append(number) }
        }
    }
}
