// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Groups within the cluster's state: effects of a group reach the parked calls and the schedule.
extension ClusterState {
    /// The settings of a group of the consumer protocol.
    func consumerSettings(_ group: String) -> ConsumerGroup.Settings {
        GroupConfigs.settings(groups.configs.dynamic[group], over: configuration.groups.consumer)
    }

    /// Changes a group of the classic protocol and carries out the effects. Returns nil if there is none.
    ///
    /// With `creating`, a group that is missing, or is of the other protocol and empty, begins anew.
    @discardableResult
    mutating func withClassicGroup<R>(
        _ id: String, creating: Bool = false, _ body: (inout ClassicGroup, inout [ClassicGroup.Effect]) -> R
    ) -> R? {
        var group: ClassicGroup
        switch groups[id] {
        case .classic(let known): group = known
        case .consumer(let other) where !creating || !other.isEmpty: return nil
        case .consumer, nil:
            guard creating else { return nil }
            group = ClassicGroup(settings: configuration.groups.classic)
        }
        // Out of the dictionary while it changes, so that nothing is copied.
        groups[id] = nil
        var effects: [ClassicGroup.Effect] = []
        let result = body(&group, &effects)
        // Nothing is left of a group whose ids were given out and never used.
        if group.generation == 0, group.isEmpty {
            schedule.set(.group(id), at: nil)
        } else {
            store(.classic(group), as: id)
        }
        apply(effects)
        return result
    }

    /// Changes a group of the consumer protocol. Returns nil if there is none; `creating` as above.
    @discardableResult
    mutating func withConsumerGroup<R>(
        _ id: String, creating: Bool = false, _ body: (inout ConsumerGroup, TopicStore) -> R
    ) -> R? {
        var group: ConsumerGroup
        switch groups[id] {
        case .consumer(let known): group = known
        case .classic(let other) where !creating || !other.isEmpty: return nil
        case .classic, nil:
            guard creating else { return nil }
            group = ConsumerGroup(settings: consumerSettings(id))
        }
        let before = groups[id]
        groups[id] = nil
        let result = body(&group, topics)
        // A first heartbeat that was refused leaves no group behind.
        if let kept = group.epoch == 0 ? before : .consumer(group) { store(kept, as: id) }
        return result
    }

    private mutating func store(_ group: Group, as id: String) {
        schedule.set(.group(id), at: group.nextDeadline)
        groups[id] = group
    }

    /// Makes the transitions of a group that are due at `now`.
    mutating func expireGroup(_ id: String, now: Int64) {
        switch groups[id] {
        case .classic: withClassicGroup(id) { group, effects in effects = group.expire(now: now) }
        case .consumer: withConsumerGroup(id) { group, _ in group.expire(now: now) }
        case nil: break
        }
    }

    private mutating func apply(_ effects: [ClassicGroup.Effect]) {
        for effect in effects {
            switch effect {
            case .joined(let call, var response):
                // Only later versions can say that there is none.
                if parked[call]?.version ?? 0 < 7 { response.protocolName = response.protocolName ?? "" }
                parked.complete(call, response)
            case .synced(let call, let response): parked.complete(call, response)
            }
        }
    }

    /// Deletes a group without members together with its commits. Returns why not, or nil.
    mutating func deleteGroup(_ id: String) -> BrokerErrorCode? {
        guard groups.contains(id) else { return .groupIDNotFound }
        guard groups[id]?.isEmpty ?? true else { return .nonEmptyGroup }
        groups[id] = nil
        groups.offsets.remove(id)
        schedule.set(.group(id), at: nil)
        return nil
    }

    /// Why a commit is refused; nil if it is taken. Used for OffsetCommit and TxnOffsetCommit.
    mutating func commitRefusal(_ committer: OffsetCommitter, _ call: Call) -> BrokerErrorCode? {
        switch groups[committer.group] {
        case nil:
            // Whoever is in no generation is in no group: an administrator, or a consumer that assigns itself its
            // partitions, which in the consumer protocol has an id of its own all the same.
            if committer.generation < 0 { return nil }
            return call.version >= 9 && !committer.isTransactional ? .groupIDNotFound : .illegalGeneration
        case .classic:
            let code = withClassicGroup(committer.group) { group, _ in
                group.commitRefusal(
                    memberID: committer.memberID, instanceID: committer.instanceID, generation: committer.generation,
                    isTransactional: committer.isTransactional, now: call.now)
            }
            return code ?? nil
        case .consumer(let group):
            return group.commitRefusal(
                memberID: committer.memberID, epoch: committer.generation, isTransactional: committer.isTransactional,
                version: call.version)
        }
    }
}
