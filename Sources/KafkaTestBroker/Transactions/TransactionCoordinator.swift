// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The transactional ids of a cluster, and offsets that wait for their transactions. A pure value.
///
/// `BrokerRegistry` chooses each id's coordinator; `ClusterState` writes the markers. Source: KIP-98.
struct TransactionCoordinator: Sendable {
    /// Maximum number of transactional ids; past it, the one idle for longest is removed.
    static let maxIDs = 50_000
    /// Maximum transaction timeout. Source: broker config `transaction.max.timeout.ms`.
    static let maxTimeoutMs: Int32 = 900_000
    /// The coordinator epoch, which never changes here.
    static let epoch: Int32 = 0

    private(set) var transactions: [String: TransactionStateMachine] = [:]
    /// Ids with missing markers.
    private(set) var unsettled: Set<String> = []
    /// Offsets committed in open transactions, by group and producer id.
    private(set) var pendingOffsets: [String: [Int64: [PartitionKey: GroupOffsets.Committed]]] = [:]
    private var ids = ProducerIDs()
    /// Ids and offsets that changed since they were last stored; nil in memory.
    var changed: Set<String>?
    var changedOffsets: Set<PendingOffsetKey>?

    /// The next producer id.
    var nextProducerID: Int64 { ids.next }

    subscript(id: String) -> TransactionStateMachine? { transactions[id] }

    /// Returns a new producer id.
    mutating func makeProducerID() -> Int64 { ids.take() }

    // MARK: Requests

    /// InitProducerId for a transactional id. After `aborting`, the caller writes the markers of the older instance's
    /// transaction.
    mutating func initialize(
        _ id: String, timeoutMs: Int32, expected: ProducerIdentity, now: Int64
    ) -> TransactionStateMachine.InitResult {
        guard !id.isEmpty, (expected.id == -1) == (expected.epoch == -1) else { return .refused(.invalidRequest) }
        guard (1...Self.maxTimeoutMs).contains(timeoutMs) else { return .refused(.invalidTransactionTimeout) }
        if transactions[id] == nil {
            guard makeRoom() else { return .refused(.policyViolation) }
            transactions[id] = TransactionStateMachine(producerID: makeProducerID(), timeoutMs: timeoutMs, now: now)
        }
        return step(id, unknown: .refused(.invalidProducerIDMapping)) { transaction, ids in
            transaction.initialize(timeoutMs: timeoutMs, expected: expected, now: now, ids: &ids)
        }
    }

    /// Adds partitions or groups to a transaction. Returns `.none` or an error.
    mutating func add(
        _ id: String, partitions: Set<PartitionKey> = [], groups: Set<String> = [], by identity: ProducerIdentity,
        now: Int64
    ) -> BrokerErrorCode {
        if id.isEmpty { return .invalidRequest }
        return step(id, unknown: .invalidProducerIDMapping) { transaction, _ in
            transaction.add(partitions: partitions, groups: groups, by: identity, now: now)
        }
    }

    /// Checks that partitions and groups are in a transaction. Returns `.none` or an error.
    func verify(
        _ id: String, partitions: Set<PartitionKey> = [], groups: Set<String> = [], by identity: ProducerIdentity
    ) -> BrokerErrorCode {
        if id.isEmpty { return .invalidRequest }
        guard let transaction = transactions[id] else { return .invalidProducerIDMapping }
        return transaction.verify(partitions: partitions, groups: groups, by: identity)
    }

    /// Ends a transaction. After `prepared`, the caller writes the markers.
    mutating func end(
        _ id: String, _ outcome: TransactionStateMachine.Outcome, by identity: ProducerIdentity, bumpsEpoch: Bool,
        now: Int64
    ) -> TransactionStateMachine.EndResult {
        if id.isEmpty { return .refused(.invalidRequest) }
        return step(id, unknown: .refused(.invalidProducerIDMapping)) { transaction, ids in
            transaction.end(outcome, by: identity, bumpsEpoch: bumpsEpoch, now: now, ids: &ids)
        }
    }

    /// Begins to abort a transaction that has timed out. Returns whether its markers are to be written.
    mutating func expire(_ id: String, now: Int64) -> Bool {
        guard let deadline = transactions[id]?.deadline, deadline <= now else { return false }
        step(id, unknown: ()) { transaction, _ in transaction.fence(now) }
        return true
    }

    private mutating func step<R>(
        _ id: String, unknown: R, _ body: (inout TransactionStateMachine, inout ProducerIDs) -> R
    ) -> R {
        guard var transaction = transactions[id] else { return unknown }
        let result = body(&transaction, &ids)
        if case .preparing = transaction.phase { unsettled.insert(id) }
        transactions[id] = transaction
        changed?.insert(id)
        return result
    }

    /// Whether there is room for another id, if necessary by removing an idle one.
    private mutating func makeRoom() -> Bool {
        guard transactions.count >= Self.maxIDs else { return true }
        let idle = transactions.filter { $1.phase != .ongoing && !unsettled.contains($0) }
        guard let oldest = idle.min(by: { $0.value.lastUpdate < $1.value.lastUpdate }) else { return false }
        transactions[oldest.key] = nil
        changed?.insert(oldest.key)
        return true
    }

    // MARK: Markers

    /// Notes written markers; completes the transaction after the last one.
    mutating func markersWritten(_ id: String, to partitions: [PartitionKey], groups: [String], now: Int64) {
        guard var transaction = transactions[id] else { return }
        for partition in partitions { transaction.markerWritten(to: partition) }
        for group in groups { transaction.markerWritten(to: group) }
        if transaction.completeIfSettled(now: now) { unsettled.remove(id) }
        transactions[id] = transaction
        changed?.insert(id)
    }

    // MARK: Offsets

    /// Stores an offset until the producer's transaction ends.
    mutating func commit(
        _ offset: GroupOffsets.Committed, for partition: PartitionKey, group: String, producerID: Int64
    ) {
        pendingOffsets[group, default: [:]][producerID, default: [:]][partition] = offset
        changedOffsets?.insert(PendingOffsetKey(group: group, producerID: producerID, partition: partition))
    }

    /// Whether an open transaction has an offset for this partition. Source: KIP-447.
    func hasPendingOffset(_ group: String, _ partition: PartitionKey) -> Bool {
        pendingOffsets[group]?.values.contains { $0[partition] != nil } ?? false
    }

    /// Removes and returns the offsets of a producer's transaction for a group.
    mutating func takeOffsets(of producerID: Int64, group: String) -> [PartitionKey: GroupOffsets.Committed] {
        let taken = pendingOffsets[group]?.removeValue(forKey: producerID) ?? [:]
        if pendingOffsets[group]?.isEmpty == true { pendingOffsets[group] = nil }
        for partition in taken.keys {
            changedOffsets?.insert(PendingOffsetKey(group: group, producerID: producerID, partition: partition))
        }
        return taken
    }

    /// Deletes the offsets of a deleted topic.
    mutating func forget(topic: String) {
        for key in pendingKeys where key.partition.topic == topic {
            pendingOffsets[key.group]?[key.producerID]?[key.partition] = nil
            changedOffsets?.insert(key)
        }
    }

    /// The keys of all pending offsets.
    var pendingKeys: [PendingOffsetKey] {
        pendingOffsets.flatMap { group, producers in
            producers.flatMap { producerID, offsets in
                offsets.keys.map { PendingOffsetKey(group: group, producerID: producerID, partition: $0) }
            }
        }
    }

    // MARK: After a restart

    /// Restores the stored state.
    mutating func restore(
        _ stored: [String: TransactionStateMachine], _ offsets: [PendingOffsetKey: GroupOffsets.Committed],
        nextProducerID: Int64
    ) {
        transactions = stored
        ids = ProducerIDs(next: max(nextProducerID, ids.next))
        for (id, transaction) in stored {
            if case .preparing = transaction.phase { unsettled.insert(id) }
        }
        for (key, offset) in offsets {
            pendingOffsets[key.group, default: [:]][key.producerID, default: [:]][key.partition] = offset
        }
    }
}
