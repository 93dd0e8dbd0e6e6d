// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The assignment that both sticky assignors make, from what the members claim to own.
struct StickyAssignment {
    let group: AssignableGroup
    /// Partitions of each member of the group.
    let partitions: [[Int]]
    /// Partitions that come from another member; nil if they are to be found by comparing with what members own.
    let transferred: Set<Int>?

    init(members: [GroupMember], topics: [AssignableTopic], claims: (GroupMember) -> StickyUserData) {
        group = AssignableGroup(members: members, topics: topics)
        let claims = StickyClaims(group.members.map(claims), in: group)
        let racks = StickyRacks(group)
        let ranks = group.ranks { JavaOrder.precedes($0.memberID, $1.memberID) }
        if !group.members.isEmpty, Self.haveEqualTopics(group.members) {
            let uniform = UniformStickyAssignment(group, claims: claims, racks: racks, ranks: ranks)
            partitions = uniform.assignment
            transferred = uniform.transferred
        } else {
            partitions = GeneralStickyAssignment(group, claims: claims, racks: racks, ranks: ranks).assignment
            transferred = nil
        }
    }

    /// Whether all members have the same topics, those that do not exist included.
    private static func haveEqualTopics(_ members: [GroupMember]) -> Bool {
        guard let first = members.first else { return true }
        let topics = Set(first.topics)
        return members.allSatisfy { member in
            member.topics == first.topics
                || (member.topics.count == topics.count && topics.isSuperset(of: member.topics))
        }
    }
}
