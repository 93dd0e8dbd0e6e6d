// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A failure in the client: the request or partition that failed, the reason, and the remedy.
///
/// Cancellation is not wrapped: it stays `CancellationError`. Own design.
public struct KafkaError: Error, Sendable {
    /// The kind of failure. More may be added: compare, do not switch exhaustively.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Name: String {
            case invalidConfiguration, bootstrapFailed, connectionFailed, connectionLost, timedOut, unsupportedVersion
            case invalidResponse, invalidRequest, brokerError, unknownTopic, unknownPartition, leaderNotAvailable
            case offsetOutOfRange, corruptBatch, recordTooLarge, deliveryTimedOut, closed
            case authenticationFailed, topicRecreated, logTruncated, noProgress, producerFenced
            case producerFailed, transactionAborted, transactionOutcomeUnknown, invalidTransactionState
            case membershipLost
        }

        private let name: Name

        private init(_ name: Name) { self.name = name }

        /// The name of the code.
        public var description: String { name.rawValue }

        /// A property or configuration value is unknown, malformed or out of range. Not retriable: fix the named
        /// property.
        public static let invalidConfiguration = Code(.invalidConfiguration)
        /// No broker could be reached; the message names each address with its reason.
        public static let bootstrapFailed = Code(.bootstrapFailed)
        /// No connection to a broker could be made. Retriable.
        public static let connectionFailed = Code(.connectionFailed)
        /// The connection closed before the response came; the broker may have acted on the request. Retriable.
        public static let connectionLost = Code(.connectionLost)
        /// No response within the request timeout; the connection was closed. Retriable.
        public static let timedOut = Code(.timedOut)
        /// Broker and client share no version of an API.
        public static let unsupportedVersion = Code(.unsupportedVersion)
        /// The broker sent bytes that are not a valid response; the connection was closed.
        public static let invalidResponse = Code(.invalidResponse)
        /// The request has an invalid value, or the version that broker and client share cannot carry it.
        public static let invalidRequest = Code(.invalidRequest)
        /// The broker returned an error code: see `brokerError`.
        public static let brokerError = Code(.brokerError)
        /// The topic does not exist, or the client is not allowed to see it.
        public static let unknownTopic = Code(.unknownTopic)
        /// The topic exists but does not have this partition.
        public static let unknownPartition = Code(.unknownPartition)
        /// The partition has no leader now. Retriable.
        public static let leaderNotAvailable = Code(.leaderNotAvailable)
        /// The offset is before the partition's first record or past its end.
        public static let offsetOutOfRange = Code(.offsetOutOfRange)
        /// A record batch fails its checksum, or its structure or compression is wrong: see `topicPartition` and
        /// `offset`.
        public static let corruptBatch = Code(.corruptBatch)
        /// A record or batch is larger than a configured limit.
        public static let recordTooLarge = Code(.recordTooLarge)
        /// A record was not acknowledged within the delivery timeout.
        public static let deliveryTimedOut = Code(.deliveryTimedOut)
        /// The broker refused the credentials, or one side refused the other's certificate. Retries do not help.
        public static let authenticationFailed = Code(.authenticationFailed)
        /// The topic was deleted and created again: offsets of the former one mean nothing in it.
        public static let topicRecreated = Code(.topicRecreated)
        /// The log was cut below a position that was read before (unclean election): see `offset`, the position.
        public static let logTruncated = Code(.logTruncated)
        /// A bounded range made no progress although its broker answers: the message has what the broker claims.
        public static let noProgress = Code(.noProgress)
        /// Another producer has taken over the transactional id, or this one lost its id or epoch: it can write nothing
        /// more.
        public static let producerFenced = Code(.producerFenced)
        /// A transactional producer can do nothing more, for a reason that is not another producer: fix the cause, and
        /// make another one.
        public static let producerFailed = Code(.producerFailed)
        /// The transaction was aborted: nothing of it is visible to readers of committed records, and the producer can
        /// run it again. `underlyingError` is the cause.
        public static let transactionAborted = Code(.transactionAborted)
        /// The transaction may be committed or aborted: the coordinator gave no definite answer in time. The producer
        /// goes on with a new epoch. Find out before you run the transaction again, or accept that it may repeat.
        public static let transactionOutcomeUnknown = Code(.transactionOutcomeUnknown)
        /// The call does not fit the state of the producer's transaction, such as a record outside of one.
        public static let invalidTransactionState = Code(.invalidTransactionState)
        /// The partition is not this consumer's any more, or the member is not in its group: what was not committed is
        /// read again by whoever has the partition now. Not retriable.
        public static let membershipLost = Code(.membershipLost)
        /// The client, producer or connection was closed by its owner.
        public static let closed = Code(.closed)
    }

    /// The kind of failure.
    public var code: Code
    /// The failure, its place and the remedy.
    public var message: String
    /// The error code in the broker's response; nil if the failure is not from a response.
    public var brokerError: BrokerErrorCode?
    /// The partition concerned; nil if there is none.
    public var topicPartition: TopicPartition?
    /// The offset concerned; nil if there is none.
    public var offset: Int64?
    /// The cause: a `WireError`, a transport error or another `KafkaError`; nil if there is none.
    public var underlyingError: (any Error)?

    /// An error with the given values.
    public init(
        _ code: Code, _ message: String, brokerError: BrokerErrorCode? = nil, topicPartition: TopicPartition? = nil,
        offset: Int64? = nil, underlyingError: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.brokerError = brokerError
        self.topicPartition = topicPartition
        self.offset = offset
        self.underlyingError = underlyingError
    }

    /// Whether the same call may succeed later. The client has retried as its policy says before it throws.
    public var isRetriable: Bool { RetryAdvice(for: self) != .giveUp }
}

extension KafkaError: CustomStringConvertible {
    /// One line: code, partition, offset, message, and the broker's name of the error.
    public var description: String {
        var text = "\(code)"
        if let topicPartition { text += " at \(topicPartition)" }
        if let offset { text += topicPartition == nil ? " at offset \(offset)" : " offset \(offset)" }
        text += ": \(message)"
        if let brokerError { text += " [\(brokerError)]" }
        return text
    }

    /// The description, followed by that of each underlying error on lines of their own, indented.
    public var detailedDescription: String {
        guard let underlyingError else { return description }
        let below = (underlyingError as? KafkaError)?.detailedDescription ?? "\(underlyingError)"
        return description + "\n" + below.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    }
}

extension KafkaError {
    /// The error for a code in a broker's response. `operation` names the operation, such as "ListOffsets".
    static func broker(
        _ code: BrokerErrorCode, _ operation: String, text: String? = nil, topicPartition: TopicPartition? = nil,
        offset: Int64? = nil
    ) -> KafkaError {
        let reason = text ?? code.text ?? "the broker gives no reason"
        return KafkaError(
            .brokerError, "\(operation) failed: \(reason)", brokerError: code, topicPartition: topicPartition,
            offset: offset
        )
    }
}
