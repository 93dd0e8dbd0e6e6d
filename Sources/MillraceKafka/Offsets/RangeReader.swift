// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import KafkaProtocol
internal import Logging

/// Reads one offset range chunk by chunk, and reacts to lost records as the configuration says. For one task.
///
/// `PartitionReader` waits for brokers that are down.
struct RangeReader {
    private let client: ClusterClient
    private let range: OffsetRange
    private let configuration: KafkaRDDConfiguration
    private let logger: Logger
    private var reader: PartitionReader?
    private var position: Int64
    /// Failures in a row since the last chunk.
    private var failures = 0

    /// Number of times in a row that an offset may be out of range although the partition has it: a leader that lags.
    /// A broker that contradicts itself would else be asked for ever.
    private static let maxContradictions = 20

    init(_ client: ClusterClient, _ range: OffsetRange, _ configuration: KafkaRDDConfiguration, _ logger: Logger) {
        self.client = client
        self.range = range
        self.configuration = configuration
        self.logger = logger
        position = range.fromOffset
    }

    /// The next chunk; nil at the end of the range.
    ///
    /// - Throws: `KafkaStreamError` for lost records; `KafkaError` for what does not pass; `CancellationError`.
    mutating func next() async throws -> FetchedRecords? {
        while position < range.untilOffset {
            do {
                let reader = self.reader ?? makeReader()
                self.reader = reader
                let chunk = try await reader.next()
                failures = 0
                position = chunk?.nextOffset ?? range.untilOffset
                return chunk
            } catch let error as KafkaError {
                reader = nil
                try await recover(from: error)
            }
        }
        return nil
    }

    private func makeReader() -> PartitionReader {
        PartitionReader(
            client: client, partition: range.topicPartition, from: position, until: range.untilOffset,
            topicID: configuration.topicIDs[range.topic].flatMap { $0 == .zero ? nil : $0 },
            configuration: configuration.fetch)
    }

    private mutating func recover(from error: KafkaError) async throws {
        switch error.code {
        case .topicRecreated:
            try lose(
                through: range.untilOffset, firstLeft: 0, .topicRecreated,
                "the topic was deleted and created again while it was read", error)
        case .logTruncated:
            try lose(
                through: range.untilOffset, firstLeft: 0, .dataLost,
                "the partition's log was truncated (unclean leader election)", error)
        case .offsetOutOfRange: try await recoverFromOutOfRange(error)
        case .noProgress: try await recoverFromEnd(error)
        // Outages end no reader, unless a number of retries is set.
        default: throw error
        }
    }

    // MARK: Lost records

    private mutating func recoverFromOutOfRange(_ error: KafkaError) async throws {
        let partition = range.topicPartition
        do {
            let earliest = try await client.offsets([partition: .earliest])[partition]?.get().offset ?? 0
            if earliest > position {
                return try lose(
                    through: min(earliest, range.untilOffset), firstLeft: earliest, .dataLost,
                    "the records were deleted before they were read: the partition begins at offset \(earliest) now",
                    error)
            }
            let latest = try await client.offsets([partition: .latest])[partition]?.get().offset ?? 0
            if failures > Self.maxContradictions {
                guard latest < range.untilOffset else { throw error }
                return try lose(
                    through: range.untilOffset, firstLeft: 0, .dataLost,
                    "the partition ends at offset \(latest) now: its log was truncated (unclean leader election)", error
                )
            }
            try await pause()
        } catch let error as KafkaError where error.isRetriable {
            // The reader, which is asked next, waits for brokers and says so.
            try await pause()
        }
    }

    /// The log has long ended before the range does, as one that was truncated before a restart.
    private mutating func recoverFromEnd(_ error: KafkaError) async throws {
        let partition = range.topicPartition
        let latest = try await client.offsets([partition: .latest])[partition]?.get().offset
        guard let latest, latest <= position else { throw error }
        try lose(
            through: range.untilOffset, firstLeft: 0, .dataLost,
            "the partition ends at offset \(latest) now: its log was truncated (unclean leader election), or the rest of "
                + "the range was never written", error)
    }

    /// Skips the offsets up to `end`, or throws.
    private mutating func lose(
        through end: Int64, firstLeft: Int64, _ code: KafkaStreamError.Code, _ problem: String, _ error: KafkaError
    ) throws {
        guard configuration.onDataLoss == .skip else {
            throw KafkaStreamError(
                code,
                "\(range.topicPartition): offsets \(position) to \(end - 1) of the range "
                    + "[\(range.fromOffset), \(range.untilOffset)) cannot be read: \(problem). Set onDataLoss to "
                    + ".skip to go on without them, or keep records longer (retention.ms, retention.bytes)",
                underlyingError: error)
        }
        let lost = try OffsetRange(range.topicPartition, from: position, until: end)
        position = end
        if let onSkip = configuration.onSkip { return onSkip(lost, firstLeft) }
        logger.warning(
            "records are gone and were skipped",
            metadata: [
                "partition": "\(lost.topicPartition)", "from": "\(lost.fromOffset)", "until": "\(lost.untilOffset)",
                "offsets": "\(lost.count)", "reason": "\(problem)",
            ])
    }

    private mutating func pause() async throws {
        let retry = client.configuration.retry
        let wait = retry.backoff(beforeRetry: failures)
        failures += 1
        try await retry.clock.sleep(wait)
    }
}
