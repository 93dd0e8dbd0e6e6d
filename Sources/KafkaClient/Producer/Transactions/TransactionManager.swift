// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The transactions of one producer: its identity, the phase of the current transaction, and the partitions and groups
/// in it. A pure value: calls and answers in, the next step out.
///
/// | phase | event | next phase | next step |
/// |---|---|---|---|
/// | `uninitialized` | `begin` | `initializing` | settle an end in doubt, then InitProducerId |
/// | `initializing` | `initialized` | `ready` | `begin` again |
/// | `initializing` | `initializationFailed` | `uninitialized`, `fenced` | throw |
/// | `ready` | `begin` | `open` | run the closure |
/// | `open` | `join` | `open` | version 1: AddPartitionsToTxn before the partition's first batch |
/// | `open`, `committing` | `fail` | `mustAbort`, `fenced`, `failed` | unsent records fail |
/// | `open` | `beginCommit` | `committing` | flush |
/// | `committing` | `endsWithRequest` | `committing` | EndTxn if anything was added; else `endedWithoutRequest` |
/// | `open`, `committing`, `mustAbort` | `beginAbort` | `aborting` | unsent records fail; wait for requests; EndTxn |
/// | `committing`, `aborting` | `.done` | `ready`; `uninitialized` if the epoch must change | |
/// | `committing` | `committed(.refused)` | `mustAbort` | abort |
/// | `aborting` | `aborted`, nothing was open | `uninitialized` | |
/// | `committing`, `aborting` | `.unknown`, `aborted(.refused)` | `uninitialized`, to be settled | throw |
/// | `committing`, `aborting` | `.fenced`, `.failed` | `fenced`, `failed` | throw |
/// | `fenced`, `failed` | any call | the same | throw |
///
/// In version 2 (KIP-890) the broker adds partitions and groups by itself, and each end gives the next epoch. In
/// version 1 the epoch is kept, so that it must change after a record with a sequence number failed (KIP-360), and
/// after an end that was sent twice: the first request may arrive late, and would end the next transaction
/// (KAFKA-17754). Source: KIP-98, KIP-360, KIP-447, KIP-654, KIP-890, `TransactionManager` of the Java producer.
struct TransactionManager: Sendable {
    enum Phase: Sendable {
        /// Without an identity that can be used: at first, after an end in doubt, or because the epoch must change.
        case uninitialized
        case initializing
        case ready
        case open
        /// Nothing more is written, for this reason; the transaction can only be aborted.
        case mustAbort(KafkaError)
        case committing
        case aborting
        /// Another producer has taken over. For good.
        case fenced(KafkaError)
        /// For good.
        case failed(KafkaError)
    }

    /// The answer to `begin`.
    enum Begin: Equatable, Sendable {
        case initialize(Initialization)
        case begun(UInt64)
    }

    /// The requests that give the producer an identity.
    struct Initialization: Equatable, Sendable {
        /// The identity whose last transaction has an unknown end, to be settled by aborting it; nil for none.
        var settles: ProducerIdentity?
        /// The identity whose epoch is raised; nil for a producer that had none.
        var expected: ProducerIdentity?
    }

    private(set) var phase = Phase.uninitialized
    private(set) var identity: ProducerIdentity?
    /// Whether the cluster has transactions of version 2.
    private(set) var usesVersion2 = false
    /// The number of the last transaction that began.
    private(set) var number: UInt64 = 0
    /// Whether the coordinator may know of the current transaction.
    private(set) var isStarted = false
    /// Version 1: partitions that the coordinator has added, those in the request under way, and those for the next.
    private var joined: Set<TopicPartition> = []
    private var joining: Set<TopicPartition> = []
    private var waiting: Set<TopicPartition> = []
    /// Version 1: groups that the coordinator has added.
    private var groups: Set<String> = []
    private var offsetCommitsUnderWay = 0
    private var needsNewEpoch = false
    private var mustSettle = false

    /// Whether records of the current transaction are sent.
    var isWriting: Bool {
        switch phase {
        case .open, .committing: true
        default: false
        }
    }

    /// The reason why the transaction cannot be committed; nil if it can be.
    var failure: KafkaError? {
        switch phase {
        case .mustAbort(let error), .fenced(let error), .failed(let error): error
        default: nil
        }
    }

    // MARK: Beginning

    /// Begins a transaction, or says how the producer gets its identity first.
    ///
    /// - Throws: `KafkaError`: `.invalidTransactionState` if a transaction is open, `.producerFenced`,
    ///   `.producerFailed`.
    mutating func begin() throws(KafkaError) -> Begin {
        if let initialization = try initialize() { return .initialize(initialization) }
        phase = .open
        number += 1
        isStarted = false
        joined = []
        joining = []
        waiting = []
        groups = []
        return .begun(number)
    }

    /// Begins to give the producer an identity; nil if it has one.
    ///
    /// - Throws: as `begin()`.
    mutating func initialize() throws(KafkaError) -> Initialization? {
        switch phase {
        case .ready: return nil
        case .uninitialized:
            phase = .initializing
            return Initialization(settles: mustSettle ? identity : nil, expected: identity)
        case .fenced(let error), .failed(let error): throw error
        case .initializing, .open, .mustAbort, .committing, .aborting:
            throw KafkaError(
                .invalidTransactionState,
                "a transaction of this producer is open: it has one at a time; make a producer for each")
        }
    }

    /// Notes the producer's new identity.
    mutating func initialized(_ identity: ProducerIdentity, usesVersion2: Bool) {
        guard case .initializing = phase else { return }
        self.identity = identity
        self.usesVersion2 = usesVersion2
        needsNewEpoch = false
        mustSettle = false
        phase = .ready
    }

    /// Notes that the producer got no identity; it can be tried again unless it was fenced or must not go on.
    mutating func initializationFailed(_ error: KafkaError) {
        guard case .initializing = phase else { return }
        switch error.code {
        case .producerFenced: phase = .fenced(error)
        case .producerFailed: phase = .failed(error)
        default: phase = .uninitialized
        }
    }

    // MARK: Adding

    /// Checks that records and offsets can be added to transaction `number`; nil for a call outside of transactions.
    ///
    /// - Throws: `KafkaError`: `.invalidTransactionState`, `.transactionAborted`, `.producerFenced`, `.producerFailed`.
    func check(_ number: UInt64?) throws(KafkaError) {
        guard let number else {
            throw KafkaError(
                .invalidTransactionState,
                "the producer has a transactionalID (transactional.id): write records in withTransaction, with the value "
                    + "that it passes to its closure")
        }
        if number == self.number {
            if case .open = phase { return }
            if let failure { throw failure }
        }
        throw KafkaError(
            .invalidTransactionState,
            "the transaction has ended: use the value that withTransaction passes to its closure only inside of it")
    }

    /// Adds a partition for which a batch was made. Returns whether a request must be sent for it.
    mutating func join(_ partition: TopicPartition) -> Bool {
        if usesVersion2 {
            isStarted = true
            return false
        }
        guard !joined.contains(partition), !joining.contains(partition) else { return false }
        return waiting.insert(partition).inserted && joining.isEmpty
    }

    /// Whether batches of the partition may be sent.
    func mayWrite(_ partition: TopicPartition) -> Bool { isWriting && (usesVersion2 || joined.contains(partition)) }

    /// The partitions of the next AddPartitionsToTxn; empty if there are none, or such a request is under way.
    mutating func takeJoining() -> Set<TopicPartition> {
        guard isWriting, joining.isEmpty, !waiting.isEmpty else { return [] }
        swap(&joining, &waiting)
        isStarted = true
        return joining
    }

    /// Notes that the coordinator has added the partitions of the request under way, and returns them.
    mutating func joinedAll() -> Set<TopicPartition> {
        let added = joining
        joining = []
        joined.formUnion(added)
        return added
    }

    /// Begins to commit offsets of a group. Returns whether the coordinator must add the group first.
    mutating func beginOffsets(of group: String, in number: UInt64) throws(KafkaError) -> Bool {
        try check(number)
        offsetCommitsUnderWay += 1
        isStarted = true
        return !usesVersion2 && !groups.contains(group)
    }

    /// Notes that the coordinator has added a group.
    mutating func added(_ group: String) { groups.insert(group) }

    /// Notes the end of a commit of offsets.
    mutating func endOffsets() { offsetCommitsUnderWay -= 1 }

    // MARK: Failing

    /// Notes a failure. Returns the error of records that will not be sent because of it; nil if nothing changes.
    mutating func fail(_ error: KafkaError, _ verdict: TransactionVerdict) -> KafkaError? {
        switch phase {
        case .open, .committing: break
        // The worse news replaces the other.
        case .mustAbort where verdict != .abort: break
        default: return nil
        }
        joining = []
        waiting = []
        let failure = verdict.failure(error)
        switch verdict {
        case .abort: phase = .mustAbort(failure)
        case .fence: phase = .fenced(failure)
        case .fail: phase = .failed(failure)
        }
        return failure
    }

    /// Notes that the sequence numbers of some partition have a gap, or that the broker lost them.
    mutating func requireNewEpoch() { needsNewEpoch = true }

    // MARK: Ending

    /// Refuses more records; those that were added are to be flushed.
    ///
    /// - Throws: as `check`.
    mutating func beginCommit(_ number: UInt64) throws(KafkaError) {
        try check(number)
        if offsetCommitsUnderWay > 0 {
            let error = KafkaError(
                .invalidTransactionState,
                "a commitOffsets was still running when the closure of withTransaction returned")
            throw fail(error, .abort) ?? error
        }
        phase = .committing
    }

    /// Begins to abort; no effect on a producer that can do nothing more. Returns whether there is something to abort.
    mutating func beginAbort() -> Bool {
        switch phase {
        case .open, .committing, .mustAbort: phase = .aborting
        default: return false
        }
        waiting = []
        return true
    }

    /// Whether the end of the transaction needs a request: the coordinator may know of it.
    ///
    /// - Throws: the reason why it cannot be committed.
    func endsWithRequest() throws(KafkaError) -> Bool {
        if let failure { throw failure }
        return isStarted
    }

    /// Notes the outcome of a commit.
    mutating func committed(_ outcome: EndTransactionOutcome) {
        switch outcome {
        case .done(let next, let mayArriveLate): ended(next, mayArriveLate: mayArriveLate)
        case .refused(let error):
            needsNewEpoch = needsNewEpoch || outcome.leavesNothingOpen
            phase = .mustAbort(TransactionVerdict.abort.failure(error))
        case .unknown: remainsInDoubt()
        case .fenced(let error, _): phase = .fenced(TransactionVerdict.fence.failure(error))
        case .failed(let error): phase = .failed(TransactionVerdict.fail.failure(error))
        }
    }

    /// Notes the outcome of an abort.
    mutating func aborted(_ outcome: EndTransactionOutcome) {
        switch outcome {
        case .done(let next, let mayArriveLate): ended(next, mayArriveLate: mayArriveLate)
        case _ where outcome.leavesNothingOpen: phase = .uninitialized
        case .refused, .unknown: remainsInDoubt()
        case .fenced(let error, _): phase = .fenced(TransactionVerdict.fence.failure(error))
        case .failed(let error): phase = .failed(TransactionVerdict.fail.failure(error))
        }
    }

    /// Notes that nothing of the transaction reached the coordinator.
    mutating func endedWithoutRequest() { ended(nil, mayArriveLate: false) }

    private mutating func ended(_ next: ProducerIdentity?, mayArriveLate: Bool) {
        if let next, next != identity {
            identity = next
            needsNewEpoch = false
            phase = .ready
        } else {
            phase = needsNewEpoch || mayArriveLate ? .uninitialized : .ready
        }
    }

    private mutating func remainsInDoubt() {
        mustSettle = true
        phase = .uninitialized
    }
}
