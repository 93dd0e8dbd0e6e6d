// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The groups of a cluster: members, committed offsets and configs.
///
/// Groups belong to the cluster, not to a broker: a new coordinator continues from the state that the old one left.
struct GroupStore: Sendable {
    /// Groups that have or had members. A group may also have only committed offsets.
    private var groups: [String: Group] = [:]
    var offsets = CommittedOffsets()
    var configs = GroupConfigs()

    subscript(id: String) -> Group? {
        get { groups[id] }
        set { groups[id] = newValue }
    }

    /// Whether a group has or had members, or has committed offsets.
    func contains(_ id: String) -> Bool { groups[id] != nil || offsets[id] != nil }

    /// The ids of all groups, sorted.
    var ids: [String] { Set(groups.keys).union(offsets.ids).sorted() }

    func classic(_ id: String) -> ClassicGroup? {
        if case .classic(let group) = groups[id] { group } else { nil }
    }

    func consumer(_ id: String) -> ConsumerGroup? {
        if case .consumer(let group) = groups[id] { group } else { nil }
    }

    func share(_ id: String) -> ShareGroup? {
        if case .share(let group) = groups[id] { group } else { nil }
    }
}
