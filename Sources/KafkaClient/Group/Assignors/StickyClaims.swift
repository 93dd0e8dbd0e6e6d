// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Partitions that a group's members claim to own, with contradictions resolved.
///
/// Of two members that claim a partition, the one with the later generation keeps it; in equal generations nobody does.
/// Source: Kafka's `AbstractStickyAssignor.allSubscriptionsEqual`.
struct StickyClaims {
    /// Partitions of each member, in the order of its claims.
    private(set) var owned: [[Int]]
    /// Partitions that two members claimed in the same generation.
    private(set) var contested: Set<Int> = []
    /// Generation and partitions of each member, contradictions included; unknown partitions are left out.
    let claims: [(generationID: Int32, partitions: [Int])]

    init(_ data: [StickyUserData], in group: AssignableGroup) {
        let claims = data.map {
            (generationID: $0.generationID, partitions: $0.partitions.compactMap(group.number(of:)))
        }
        self.claims = claims
        // The last member that claimed each partition, and whether it keeps it.
        var claimant: [Int?] = Array(repeating: nil, count: group.partitionCount)
        var isKept = [Bool](repeating: false, count: group.partitionCount)
        for (member, claim) in claims.enumerated() {
            for partition in claim.partitions {
                let other = claimant[partition].map { claims[$0].generationID }
                if let other, other > claim.generationID { continue }
                claimant[partition] = member
                isKept[partition] = other != claim.generationID
                if !isKept[partition] { contested.insert(partition) }
            }
        }
        owned = claims.indices.map { member in
            claims[member].partitions.filter { claimant[$0] == member && isKept[$0] }
        }
    }

    /// The latest generation that a member claims.
    var latestGeneration: Int32 { claims.lazy.map(\.generationID).max() ?? -1 }
}
