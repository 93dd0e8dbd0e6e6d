// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension KafkaProducer {
    /// Runs `body` in a transaction: all records that it writes, and all offsets that it commits, become visible
    /// together, or not at all, to readers of committed records (`IsolationLevel.readCommitted`).
    ///
    /// ```swift
    /// try await producer.withTransaction { transaction in
    ///     try await transaction.send("out", value: result)
    ///     try await transaction.commitOffsets([input: CommittedOffset(offset: 42)], for: group)
    /// }
    /// ```
    ///
    /// When `body` returns, the records are flushed and the transaction commits. When it throws, or a record or offset
    /// failed, the transaction is aborted; records that were not sent are dropped. The producer has one transaction at
    /// a time. Its first one fences older producers with the same `transactionalID`. It ends also if the task is
    /// cancelled: before the commit is sent by aborting, after that by waiting for the answer, `maxBlock` at most.
    ///
    /// - Parameter body: writes the records; the transaction that it gets is valid until it ends.
    /// - Returns: the value of `body`, after the commit.
    /// - Throws: the error of `body`, unless it followed from one of these `KafkaError` codes. `.transactionAborted`:
    ///   it can be run again. `.producerFenced`, `.producerFailed`: this producer can do nothing more.
    ///   `.transactionOutcomeUnknown`: it may be committed or aborted. `.invalidTransactionState`: another transaction
    ///   is open, or there is no `transactionalID`. Before `body` runs also the broker's error, or that no broker
    ///   answers within `maxBlock`; then it can be run again too. Source: KIP-98, KIP-447, KIP-654, KIP-890.
    @discardableResult
    public func withTransaction<Value>(
        _ body: (ProducerTransaction) async throws -> Value
    ) async throws -> Value {
        let transaction = try await beginTransaction()
        let value: Value
        do {
            value = try await body(transaction)
        } catch {
            try await abort(because: error)
        }
        try await commit(transaction.number)
        return value
    }

    /// Takes the `transactionalID`: fences older producers with it, and aborts the transaction that one has left open.
    /// `withTransaction` does it when it is called first; calling it earlier lets a new instance read what its
    /// predecessor has committed before it begins. No effect on a producer that has it.
    ///
    /// - Throws: `KafkaError` of the broker, or that none answers within `maxBlock`; `.producerFenced`,
    ///   `.producerFailed`, `.invalidTransactionState`; `CancellationError`. Source: InitProducerId.
    public func initializeTransactions() async throws {
        let initialization = try step { state throws(KafkaError) -> TransactionManager.Initialization? in
            guard state.transactions != nil else { throw RecordAccumulator.notTransactional }
            return try state.transactions?.initialize()
        }
        if let initialization { try await initialize(initialization) }
    }

    /// Begins a transaction that `commit(_:)` or `abort(_:)` ends: `withTransaction` for callers whose work is not one
    /// closure.
    ///
    /// - Throws: as `withTransaction` before its closure runs.
    package func beginTransaction() async throws -> ProducerTransaction {
        while true {
            switch try step({ state throws(KafkaError) in try state.beginTransaction() }) {
            case .begun(let number): return ProducerTransaction(producer: self, number: number)
            case .initialize(let initialization): try await initialize(initialization)
            }
        }
    }

    private func initialize(_ initialization: TransactionManager.Initialization) async throws {
        guard let driver else { throw RecordAccumulator.notTransactional }
        let usesVersion2 = step { $0.transactions?.usesVersion2 ?? false }
        do {
            let (identity, usesVersion2) = try await driver.initialize(initialization, usesVersion2: usesVersion2)
            step { $0.transactions?.initialized(identity, usesVersion2: usesVersion2) }
        } catch {
            let failure = error as? KafkaError ?? KafkaError(.closed, "the task was cancelled")
            step { $0.transactions?.initializationFailed(failure) }
            throw error
        }
    }

    // MARK: Partitions and failures

    /// The partitions of the next AddPartitionsToTxn; nil if there are none.
    func takeJoining() -> (partitions: [TopicPartition], identity: ProducerIdentity)? {
        step { state in
            guard let identity = state.transactions?.identity else { return nil }
            let partitions = state.transactions?.takeJoining() ?? []
            return partitions.isEmpty ? nil : (partitions.sorted(), identity)
        }
    }

    func joinedAll() { step { $0.joinedAll() } }

    func transactionFailed(_ error: any Error, from origin: TransactionVerdict.Origin) {
        let failure =
            error as? KafkaError ?? KafkaError(.transactionAborted, "the task was cancelled", underlyingError: error)
        step { $0.failTransaction(failure, TransactionVerdict(for: failure, from: origin)) }
    }

    // MARK: Offsets

    /// Commits offsets in transaction `number`.
    func commitOffsets(
        _ offsets: [TopicPartition: CommittedOffset], for group: ConsumerGroupMetadata, in number: UInt64
    ) async throws {
        if offsets.isEmpty { return try step { state throws(KafkaError) in try state.transactions?.check(number) } }
        let isNew = try step { state throws(KafkaError) in
            try state.transactions?.beginOffsets(of: group.groupID, in: number) ?? false
        }
        defer { step { $0.transactions?.endOffsets() } }
        let (current, usesVersion2) = step { ($0.transactions?.identity, $0.transactions?.usesVersion2 ?? false) }
        guard let driver, let identity = current else { throw RecordAccumulator.notTransactional }
        if isNew {
            try await attempt(from: .coordinator) { try await driver.add(group: group.groupID, identity) }
            step { $0.transactions?.added(group.groupID) }
        }
        try await attempt(from: .data) {
            try await driver.commit(offsets, group, identity, usesVersion2: usesVersion2)
        }
    }

    /// Runs a request of the transaction, whose failure is the transaction's.
    ///
    /// - Throws: the transaction's failure; `CancellationError`.
    private func attempt(from origin: TransactionVerdict.Origin, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            transactionFailed(error, from: origin)
            if error is CancellationError { throw error }
            throw step { $0.transactions?.failure } ?? error
        }
    }

    // MARK: Ending

    /// Flushes and commits a transaction.
    ///
    /// - Throws: as `withTransaction` after its closure; the transaction has ended then.
    package func commit(_ transaction: ProducerTransaction) async throws { try await commit(transaction.number) }

    /// Aborts a transaction; no effect if it has ended. Waits for the end, also if the task is cancelled.
    ///
    /// - Returns: the failure of the producer, if it can do nothing more.
    package func abort(_ transaction: ProducerTransaction) async -> KafkaError? {
        // Another transaction may be open by now.
        guard step({ (try? $0.transactions?.check(transaction.number)) != nil || $0.transactions?.failure != nil })
        else { return nil }
        let reason = KafkaError(.transactionAborted, "the transaction was aborted by its owner")
        // It throws the reason in any case.
        try? await abort(because: reason)
        return step { $0.transactions?.failure }
    }

    private func commit(_ number: UInt64) async throws {
        do {
            let batches = try step { state throws(KafkaError) in
                try state.transactions?.beginCommit(number)
                return state.hurryAll()
            }
            for batch in batches { try await batch.settled() }
            // From here on a cancelled task waits for the answer.
            try Task.checkCancellation()
            guard try step({ state throws(KafkaError) in try state.transactions?.endsWithRequest() ?? false }) else {
                return step { $0.transactions?.endedWithoutRequest() }
            }
        } catch {
            try await abort(because: error)
        }
        let outcome = await end(committed: true)
        step { $0.transactions?.committed(outcome) }
        switch outcome {
        case .done: return
        case .refused(let error): try await abort(because: TransactionVerdict.abort.failure(error))
        case .unknown(let error): throw Self.unknown(error)
        case .fenced(let error, let mayHaveEnded):
            var failure = TransactionVerdict.fence.failure(error)
            if mayHaveEnded { failure.message += ". The transaction may have been committed before" }
            throw failure
        case .failed(let error): throw TransactionVerdict.fail.failure(error)
        }
    }

    private static func unknown(_ error: KafkaError) -> KafkaError {
        var failure = error
        failure.code = .transactionOutcomeUnknown
        failure.underlyingError = error
        failure.message =
            "the transaction may be committed or aborted, because the coordinator gave no definite answer: "
            + "\(error.message). The next transaction begins with a new epoch"
        return failure
    }

    /// Aborts the transaction, and throws the reason: `error`, or the failure of the transaction that it followed from.
    private func abort(because error: any Error) async throws -> Never {
        let cause = step { $0.transactions?.failure }
        if let underWay = step({ $0.beginAbort() }) {
            // A cancelled task must not leave the transaction open.
            let ending = Task {
                for batch in underWay { try await batch.settled() }
                await driver?.finishJoining()
            }
            // Nobody cancels it, and a batch without an outcome is one whose request has ended.
            _ = await ending.result
            if (try? step({ state throws(KafkaError) in try state.transactions?.endsWithRequest() })) == true {
                let outcome = await end(committed: false)
                step { $0.transactions?.aborted(outcome) }
            } else {
                step { $0.transactions?.endedWithoutRequest() }
            }
        }
        if error is CancellationError { throw error }
        // A fenced producer is worse than whatever ended the transaction.
        if let failure = step({ $0.transactions?.failure }) { throw failure.following(error) }
        if let cause, error is KafkaError { throw cause }
        throw error
    }

    private func end(committed: Bool) async -> EndTransactionOutcome {
        let (identity, usesVersion2) = step { ($0.transactions?.identity, $0.transactions?.usesVersion2 ?? false) }
        guard let driver, let identity else { return .failed(RecordAccumulator.notTransactional) }
        // In a task of its own, which nobody cancels: the end must not be left in doubt.
        return await Task { await driver.end(committed: committed, identity, usesVersion2: usesVersion2) }.value
    }
}

extension KafkaError {
    /// This error, with `error` as its cause if it has none.
    fileprivate func following(_ error: any Error) -> KafkaError {
        var failure = self
        failure.underlyingError = failure.underlyingError ?? error
        return failure
    }
}
