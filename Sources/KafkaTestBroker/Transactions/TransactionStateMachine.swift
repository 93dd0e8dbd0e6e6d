// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One transactional id: its producer, the phase of its transaction, and the partitions and groups in it. A pure value.
///
///     empty ──add──▶ ongoing ──end──▶ preparing(commit or abort) ──markers written──▶ completed ──add──▶ ongoing
///
/// Source: KIP-98; KIP-360 for epochs that a producer bumps; KIP-890 for epochs that each end bumps; Kafka 4's
/// `TransactionMetadata` and `TransactionCoordinator`.
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

    /// The result of a request to end a transaction.
    enum EndResult: Equatable {
        /// The caller must write the markers: the phase is `preparing`.
        case prepared
        /// The transaction had already ended, or there was none. The producer continues with its identity.
        case done
        case refused(BrokerErrorCode)
    }

    private(set) var producer: ProducerIdentity
    /// The epoch before the last bump by a request of the producer or by an end; −1 without one.
    private var previousEpoch: Int16 = -1
    /// The previous producer id, whose epochs ran out; −1 without one.
    private var previousID: Int64 = -1
    /// The next producer id, used once the markers are written, because the epochs ran out.
    private var nextID: Int64?
    /// Whether the last end bumped the epoch, as for clients with EndTxn v5.
    private var lastEndBumped = false
    private(set) var phase = Phase.empty
    /// Partitions with records of the transaction, or that still need its marker.
    private(set) var partitions: Set<PartitionKey> = []
    /// Groups with offsets of the transaction, or that still need its decision.
    private(set) var groups: Set<String> = []
    private(set) var timeoutMs: Int32
    /// Start of the transaction or, after its end, of the last one, in milliseconds; −1 before the first transaction of
    /// a producer's epoch.
    private(set) var startTime: Int64 = -1
    private(set) var lastUpdate: Int64

    /// A new transactional id; `initialize` begins its first epoch.
    init(producerID: Int64, timeoutMs: Int32, now: Int64) {
        producer = ProducerIdentity(id: producerID, epoch: -1)
        self.timeoutMs = timeoutMs
        lastUpdate = now
    }

    /// The producer's identity once the markers are written.
    var upcomingProducer: ProducerIdentity { nextID.map { ProducerIdentity(id: $0, epoch: 0) } ?? producer }

    /// The time at which an ongoing transaction is aborted; nil without one.
    var deadline: Int64? { phase == .ongoing ? startTime + Int64(timeoutMs) : nil }

    /// The phase's name in DescribeTransactions.
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
        /// The caller must abort the older instance's transaction first: the phase is `preparing(.abort)`. The client
        /// retries.
        case aborting
        case refused(BrokerErrorCode)
    }

    /// A producer starts, or continues after an error with its `expected` identity (`.none`: it has none yet).
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
            // The request does not repeat one whose response was lost either.
            return .refused(.producerFenced)
        }
        self.timeoutMs = timeoutMs
        phase = .empty
        startTime = -1
        lastEndBumped = false
        lastUpdate = now
        return .ready(producer)
    }

    private func isValid(_ expected: ProducerIdentity) -> Bool {
        expected == .none || producer.epoch < 0 || expected.id == producer.id
            || (expected.id == previousID && expected.epoch >= ProducerIdentity.lastEpoch)
    }

    // MARK: Adding

    /// The error if this is not the current producer; nil if it is.
    private func refusal(_ identity: ProducerIdentity) -> BrokerErrorCode? {
        if identity.id != producer.id { return .invalidProducerIDMapping }
        if identity.epoch != producer.epoch { return .producerFenced }
        if case .preparing = phase { return .concurrentTransactions }
        return nil
    }

    /// Adds partitions and groups to the transaction, which begins with the first. Returns `.none` or an error.
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

    /// Checks that partitions and groups are in the ongoing transaction. Returns TRANSACTION_ABORTABLE if not.
    func verify(
        partitions: Set<PartitionKey> = [], groups: Set<String> = [], by identity: ProducerIdentity
    ) -> BrokerErrorCode {
        if let code = refusal(identity) { return code }
        let isPart =
            phase == .ongoing && self.partitions.isSuperset(of: partitions) && self.groups.isSuperset(of: groups)
        return isPart ? .none : .transactionAbortable
    }

    // MARK: Ending

    /// Ends the producer's transaction.
    ///
    /// - Parameter bumpsEpoch: whether each end bumps the producer's epoch. Such a producer may also abort without a
    ///   transaction.
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

    /// Whether this was the producer's identity before the last end.
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
        // An abort without a transaction has no other time.
        if phase != .ongoing { startTime = now }
        phase = .preparing(outcome)
        lastUpdate = now
    }

    /// Begins to abort the transaction without the producer, whose epoch becomes invalid.
    mutating func fence(_ now: Int64) {
        guard phase == .ongoing else { return }
        bumpEpoch()
        lastEndBumped = false
        phase = .preparing(.abort)
        lastUpdate = now
    }

    /// Only markers use `Int16.max`; no producer gets it.
    private mutating func bumpEpoch() {
        if producer.epoch < Int16.max { producer.epoch += 1 }
    }

    /// Notes that a partition has its marker or was deleted.
    mutating func markerWritten(to partition: PartitionKey) { partitions.remove(partition) }

    /// Notes that a group's offsets are decided.
    mutating func markerWritten(to group: String) { groups.remove(group) }

    /// Completes the transaction once every partition and group has its marker. Returns whether it did.
    mutating func completeIfSettled(now: Int64) -> Bool {
        guard case .preparing(let outcome) = phase, partitions.isEmpty, groups.isEmpty else { return false }
        phase = .completed(outcome)
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

    /// Writes the whole value, for the journal.
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

    /// Reads a value written by `write`.
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
