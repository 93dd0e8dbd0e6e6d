// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An error of a Kafka stream or RDD: an invalid range or setting, or lost data. Errors of brokers are `KafkaError`.
public struct KafkaStreamError: Error, Sendable {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name that `description` prints.
        public let description: String

        /// A range starts past its end or below 0. Retrying does not help.
        public static let invalidRange = Code(description: "invalidRange")
        /// A setting is invalid. The message names it.
        public static let invalidConfiguration = Code(description: "invalidConfiguration")
        /// Partitions have no offset to start from, and `offsetReset` is `.none`.
        public static let noStartingOffset = Code(description: "noStartingOffset")
        /// Offsets to read no longer exist (retention, deletion, truncation), and `onDataLoss` is `.fail`.
        public static let dataLost = Code(description: "dataLost")
        /// A topic was deleted, or deleted and created again, while it was read, and `onDataLoss` is `.fail`.
        public static let topicRecreated = Code(description: "topicRecreated")
    }

    /// The kind of failure.
    public let code: Code
    /// Description of the failure with partition and remedy.
    public let message: String
    /// The broker's or client's error that led to this one; nil if there is none.
    public let underlyingError: (any Error)?

    /// Creates an error.
    public init(_ code: Code, _ message: String, underlyingError: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlyingError = underlyingError
    }
}

extension KafkaStreamError: CustomStringConvertible {
    /// One line.
    public var description: String { "\(message) (\(code))" }
}
