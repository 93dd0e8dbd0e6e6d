// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Groups within the cluster's state: effects of a group reach the parked calls and the schedule.
extension ClusterState {
    /// The settings of a group of the consumer protocol.
    func consumerSettings(_ group: String) -> ConsumerGroup.Settings {
        GroupConfigs.settings(groups.configs.dynamic[group], over: configuration.groups.consumer)
    }

    /// Changes a group of the classic protocol and applies the effects. Returns nil if it does not exist.
    ///
    /// With `creating`, a missing group, or an empty one of the other protocol, is replaced by a new one.
    @discardableResult
    mutating func withClassicGroup<R>(
        _ id: String, creating: Bool = false, _ body: (inout ClassicGroup, inout [ClassicGroup.Effect]) -> R
    ) -> R? {
        var group: ClassicGroup
        switch groups[id] {
        case .classic(let known): group = known
        case .consumer(let other) where !creating || !other.isEmpty: return nil
        case .share: return nil
        case .consumer, nil:
            guard creating else { return nil }
            group = ClassicGroup(settings: configuration.groups.classic)
        }
        // Removed from the dictionary while it changes, to avoid a copy.
        groups[id] = nil
        var effects: [ClassicGroup.Effect] = []
        let result = body(&group, &effects)
        // A group whose member ids were given out and never used leaves no trace.
        if group.generation == 0, group.isEmpty {
            schedule.set(.group(id), at: nil)
        } else {
            store(.classic(group), as: id)
        }
        apply(effects)
        return result
    }

    /// Changes a group of the consumer protocol. Returns nil if it does not exist; `creating` as above.
    @discardableResult
    mutating func withConsumerGroup<R>(
        _ id: String, creating: Bool = false, _ body: (inout ConsumerGroup, TopicStore) -> R
    ) -> R? {
        var group: ConsumerGroup
        switch groups[id] {
        case .consumer(let known): group = known
        case .classic(let other) where !creating || !other.isEmpty: return nil
        case .share: return nil
        case .classic, nil:
            guard creating else { return nil }
            group = ConsumerGroup(settings: consumerSettings(id))
        }
        // A refused first heartbeat creates no group, and leaves an empty one of the other protocol.
        let replaced = group.epoch == 0 ? groups[id] : nil
        // Removed from the dictionary while it changes, to avoid a copy.
        groups[id] = nil
        let result = body(&group, topics)
        if let kept = group.epoch == 0 ? replaced : .consumer(group) { store(kept, as: id) }
        return result
    }

    /// Changes a share group. Returns nil if it does not exist, or if the id is another group's; with `creating` a
    /// missing group begins.
    @discardableResult
    mutating func withShareGroup<R>(
        _ id: String, creating: Bool = false, _ body: (inout ShareGroup, TopicStore) -> R
    ) -> R? {
        let before = groups.share(id)
        guard before != nil || (creating && !groups.contains(id)) else { return nil }
        var group = before ?? ShareGroup(settings: shareSettings(id))
        let result = body(&group, topics)
        // A refused first heartbeat creates no group.
        if before != nil || group.epoch > 0 { store(.share(group), as: id) }
        return result
    }

    private mutating func store(_ group: Group, as id: String) {
        schedule.set(.group(id), at: group.nextDeadline)
        groups[id] = group
    }

    /// Makes the transitions of a group due at `now`.
    mutating func expireGroup(_ id: String, now: Int64) {
        switch groups[id] {
        case .classic: withClassicGroup(id) { group, effects in effects = group.expire(now: now) }
        case .consumer: withConsumerGroup(id) { group, _ in group.expire(now: now) }
        case .share: withShareGroup(id) { group, _ in group.expire(now: now) }
        case nil: break
        }
    }

    private mutating func apply(_ effects: [ClassicGroup.Effect]) {
        for effect in effects {
            switch effect {
            case .joined(let call, var response):
                // Only later versions allow a null protocol name.
                if parked[call]?.version ?? 0 < 7 { response.protocolName = response.protocolName ?? "" }
                parked.complete(call, response)
            case .synced(let call, let response): parked.complete(call, response)
            }
        }
    }

    /// Deletes a group without members, with its committed offsets. Returns the error, or nil.
    mutating func deleteGroup(_ id: String) -> BrokerErrorCode? {
        guard groups.contains(id) else { return .groupIDNotFound }
        guard groups[id]?.isEmpty ?? true else { return .nonEmptyGroup }
        groups[id] = nil
        groups.offsets.remove(id)
        forgetShares(of: id)
        schedule.set(.group(id), at: nil)
        return nil
    }

    /// The error if a commit is refused; nil if it is allowed. For OffsetCommit and TxnOffsetCommit.
    mutating func commitRefusal(_ committer: OffsetCommitter, _ call: Call) -> BrokerErrorCode? {
        switch groups[committer.group] {
        case nil:
            // Without a generation the committer is not a member: an administrator, or a consumer with manually
            // assigned partitions. In the consumer protocol such a consumer has a member id all the same.
            if committer.generation < 0 { return nil }
            return call.version >= 9 && !committer.isTransactional ? .groupIDNotFound : .illegalGeneration
        case .classic:
            let code = withClassicGroup(committer.group) { group, _ in
                group.commitRefusal(
                    memberID: committer.memberID, instanceID: committer.instanceID, generation: committer.generation,
                    isTransactional: committer.isTransactional, now: call.now)
            }
            return code ?? nil
        case .share: return .groupIDNotFound
        case .consumer(let group):
            return group.commitRefusal(
                memberID: committer.memberID, epoch: committer.generation, isTransactional: committer.isTransactional,
                version: call.version)
        }
    }
}
