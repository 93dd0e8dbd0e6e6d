// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One transactional id: who its producer is, how far its transaction is, and what that touches. A pure value.
///
///     empty ──add──▶ ongoing ──end──▶ preparing(commit or abort) ──markers written──▶ completed ──add──▶ ongoing
///
/// Source: KIP-98; KIP-360 for epochs that a producer bumps itself; KIP-890 for epochs that each end bumps;
/// `TransactionMetadata`, `TransactionCoordinator` of Kafka 4.
struct TransactionStateMachine: Sendable {
    enum Outcome: Sendable {
        case commit
        case abort
    }

    enum Phase: Equatable, Sendable {
        case empty
        case ongoing
        case preparing(Outcome)
        case completed(Outcome)
    }

    /// What a request for the end of a transaction comes to.
    enum EndResult: Equatable {
        /// The markers are to be written now: the phase is `preparing`.
        case prepared
        /// It was ended before, or there was nothing to end: the producer goes on with this identity.
        case done
        case refused(BrokerErrorCode)
    }

    private(set) var producer: ProducerIdentity
    /// The epoch before the last bump that the producer asked for or an end made; −1 without one.
    private var previousEpoch: Int16 = -1
    /// The id before the last one, whose epochs were used up; −1 without one.
    private var previousID: Int64 = -1
    /// The id that takes over when the markers are written, because the epochs are used up.
    private var nextID: Int64?
    /// Whether the last end bumped the epoch, as clients with EndTxn v5 have it.
    private var lastEndBumped = false
    private(set) var phase = Phase.empty
    /// Partitions with records of the transaction, or that wait for their marker.
    private(set) var partitions: Set<PartitionKey> = []
    /// Groups with offsets of the transaction, or that wait for their marker.
    private(set) var groups: Set<String> = []
    private(set) var timeoutMs: Int32
    /// When the transaction began, in milliseconds; −1 while there is none.
    private(set) var startTime: Int64 = -1
    private(set) var lastUpdate: Int64

    /// A transactional id that was not known; `initialize` gives it its first epoch.
    init(producerID: Int64, timeoutMs: Int32, now: Int64) {
        producer = ProducerIdentity(id: producerID, epoch: -1)
        self.timeoutMs = timeoutMs
        lastUpdate = now
    }

    /// Who the producer is once the markers are written.
    var upcomingProducer: ProducerIdentity { nextID.map { ProducerIdentity(id: $0, epoch: 0) } ?? producer }

    /// When the transaction is aborted if it has not ended; nil while none is ongoing.
    var deadline: Int64? { phase == .ongoing ? startTime + Int64(timeoutMs) : nil }

    /// Kafka's name of the phase, as DescribeTransactions has it.
    var stateName: String {
        switch phase {
        case .empty: "Empty"
        case .ongoing: "Ongoing"
        case .preparing(.commit): "PrepareCommit"
        case .preparing(.abort): "PrepareAbort"
        case .completed(.commit): "CompleteCommit"
        case .completed(.abort): "CompleteAbort"
        }
    }

    static let stateNames: Set<String> = [
        "Empty", "Ongoing", "PrepareCommit", "PrepareAbort", "CompleteCommit", "CompleteAbort", "PrepareEpochFence",
        "Dead",
    ]

    // MARK: InitProducerId

    enum InitResult: Equatable {
        case ready(ProducerIdentity)
        /// An older instance's transaction is to be aborted first: the phase is `preparing(.abort)`; the client asks
        /// again.
        case aborting
        case refused(BrokerErrorCode)
    }

    /// A producer begins, or goes on after an error with the identity that it `expected` to have (`.none`: it has none
    /// yet).
    mutating func initialize(
        timeoutMs: Int32, expected: ProducerIdentity, now: Int64, ids: inout ProducerIDs
    ) -> InitResult {
        guard isValid(expected) else { return .refused(.producerFenced) }
        switch phase {
        case .preparing: return .refused(.concurrentTransactions)
        case .ongoing:
            if expected != .none, expected.epoch != producer.epoch { return .refused(.producerFenced) }
            fence(now)
            return .aborting
        case .empty, .completed: break
        }
        let isCurrent = expected == .none || expected.epoch == producer.epoch
        if producer.epoch >= ProducerIdentity.lastEpoch, isCurrent {
            previousID = producer.id
            previousEpoch = expected == .none ? -1 : producer.epoch
            producer = ProducerIdentity(id: ids.take(), epoch: 0)
        } else if producer.epoch < 0 || isCurrent {
            previousEpoch = expected == .none ? -1 : producer.epoch
            producer.epoch += 1
        } else if expected.epoch != previousEpoch {
            // Not a repetition of a call whose answer was lost either.
            return .refused(.producerFenced)
        }
        self.timeoutMs = timeoutMs
        phase = .empty
        lastEndBumped = false
        lastUpdate = now
        return .ready(producer)
    }

    private func isValid(_ expected: ProducerIdentity) -> Bool {
        expected == .none || producer.epoch < 0 || expected.id == producer.id
            || (expected.id == previousID && expected.epoch >= ProducerIdentity.lastEpoch)
    }

    // MARK: Adding

    /// Why a request in the name of this producer is refused; nil if it is the current one.
    private func refusal(_ identity: ProducerIdentity) -> BrokerErrorCode? {
        if identity.id != producer.id { return .invalidProducerIDMapping }
        if identity.epoch != producer.epoch { return .producerFenced }
        if case .preparing = phase { return .concurrentTransactions }
        return nil
    }

    /// Takes partitions and groups into the transaction, which begins with the first; `.none` if it worked.
    mutating func add(
        partitions: Set<PartitionKey> = [], groups: Set<String> = [], by identity: ProducerIdentity, now: Int64
    ) -> BrokerErrorCode {
        if let code = refusal(identity) { return code }
        if phase != .ongoing {
            phase = .ongoing
            startTime = now
        }
        self.partitions.formUnion(partitions)
        self.groups.formUnion(groups)
        lastUpdate = now
        return .none
    }

    /// Whether these partitions and groups are in the ongoing transaction; TRANSACTION_ABORTABLE if not.
    func verify(
        partitions: Set<PartitionKey> = [], groups: Set<String> = [], by identity: ProducerIdentity
    ) -> BrokerErrorCode {
        if let code = refusal(identity) { return code }
        let isPart =
            phase == .ongoing && self.partitions.isSuperset(of: partitions) && self.groups.isSuperset(of: groups)
        return isPart ? .none : .transactionAbortable
    }

    // MARK: Ending

    /// The producer ends its transaction.
    ///
    /// - Parameter bumpsEpoch: whether each end gives the producer a new epoch, with which it may also be asked to
    ///   abort nothing.
    mutating func end(
        _ outcome: Outcome, by identity: ProducerIdentity, bumpsEpoch: Bool, now: Int64, ids: inout ProducerIDs
    ) -> EndResult {
        let isRetry = bumpsEpoch && lastEndBumped && isBeforeBump(identity)
        if identity.id != producer.id, !isRetry { return .refused(.invalidProducerIDMapping) }
        if identity.epoch != producer.epoch, !isRetry { return .refused(.producerFenced) }
        switch phase {
        case .ongoing:
            if isRetry { return .refused(.producerFenced) }
            prepare(outcome, bumpsEpoch: bumpsEpoch, now, &ids)
            return .prepared
        case .preparing(let current):
            return .refused(current == outcome ? .concurrentTransactions : .invalidTxnState)
        case .completed(let last):
            if !bumpsEpoch || isRetry { return last == outcome ? .done : .refused(.invalidTxnState) }
            guard outcome == .abort else { return .refused(.invalidTxnState) }
        case .empty:
            guard bumpsEpoch, !isRetry, outcome == .abort else { return .refused(.invalidTxnState) }
        }
        prepare(.abort, bumpsEpoch: true, now, &ids)
        return .prepared
    }

    /// Whether this was the producer's identity until the last end.
    private func isBeforeBump(_ identity: ProducerIdentity) -> Bool {
        if identity.id == producer.id { return Int(identity.epoch) + 1 == Int(producer.epoch) }
        return identity.id == previousID && identity.epoch == ProducerIdentity.lastEpoch && producer.epoch == 0
    }

    private mutating func prepare(_ outcome: Outcome, bumpsEpoch: Bool, _ now: Int64, _ ids: inout ProducerIDs) {
        if bumpsEpoch {
            if producer.epoch >= ProducerIdentity.lastEpoch { nextID = ids.take() }
            previousEpoch = producer.epoch
            bumpEpoch()
        }
        lastEndBumped = bumpsEpoch
        phase = .preparing(outcome)
        lastUpdate = now
    }

    /// The transaction is to be aborted without the producer, in an epoch that the producer does not have.
    mutating func fence(_ now: Int64) {
        guard phase == .ongoing else { return }
        bumpEpoch()
        lastEndBumped = false
        phase = .preparing(.abort)
        lastUpdate = now
    }

    /// `Int16.max` itself is there for markers only; no producer is given it.
    private mutating func bumpEpoch() {
        if producer.epoch < Int16.max { producer.epoch += 1 }
    }

    /// A partition has its marker, or does not exist any more.
    mutating func markerWritten(to partition: PartitionKey) { partitions.remove(partition) }

    /// A group's offsets are decided.
    mutating func markerWritten(to group: String) { groups.remove(group) }

    /// Ends the preparing once every partition and group has its marker. Returns whether it has.
    mutating func completeIfSettled(now: Int64) -> Bool {
        guard case .preparing(let outcome) = phase, partitions.isEmpty, groups.isEmpty else { return false }
        phase = .completed(outcome)
        startTime = -1
        lastUpdate = now
        if let id = nextID {
            previousID = producer.id
            producer = ProducerIdentity(id: id, epoch: 0)
            nextID = nil
        }
        return true
    }
}

// MARK: - Bytes

extension TransactionStateMachine {
    private var phaseNumber: UInt8 {
        switch phase {
        case .empty: 0
        case .ongoing: 1
        case .preparing(.commit): 2
        case .preparing(.abort): 3
        case .completed(.commit): 4
        case .completed(.abort): 5
        }
    }

    /// Appends everything, for the journal.
    func write(into writer: inout WireWriter) {
        writer.writeInteger(producer.id)
        writer.writeInteger(producer.epoch)
        writer.writeInteger(previousEpoch)
        writer.writeInteger(previousID)
        writer.writeOptional(nextID) { $1.writeInteger($0) }
        writer.writeBool(lastEndBumped)
        writer.writeInteger(phaseNumber)
        writer.writeList(Array(partitions)) { $1.writeKey($0) }
        writer.writeList(Array(groups)) { $1.writeText($0) }
        writer.writeInteger(timeoutMs)
        writer.writeInteger(startTime)
        writer.writeInteger(lastUpdate)
    }

    /// Reads what `write` has written.
    init(from reader: inout WireReader) throws(WireError) {
        producer = ProducerIdentity(id: try reader.readInt64(), epoch: try reader.readInt16())
        previousEpoch = try reader.readInt16()
        previousID = try reader.readInt64()
        nextID = try reader.readOptional { (reader: inout WireReader) throws(WireError) in try reader.readInt64() }
        lastEndBumped = try reader.readBool()
        let phases: [Phase] = [
            .empty, .ongoing, .preparing(.commit), .preparing(.abort), .completed(.commit), .completed(.abort),
        ]
        let number = Int(try reader.readInteger(UInt8.self))
        guard phases.indices.contains(number) else { throw reader.error(.unsupportedVersion, "phase \(number)") }
        phase = phases[number]
        partitions = Set(
            try reader.readList { (reader: inout WireReader) throws(WireError) in try reader.readKey() })
        groups = Set(try reader.readList { (reader: inout WireReader) throws(WireError) in try reader.readText() })
        timeoutMs = try reader.readInt32()
        startTime = try reader.readInt64()
        lastUpdate = try reader.readInt64()
    }
}
