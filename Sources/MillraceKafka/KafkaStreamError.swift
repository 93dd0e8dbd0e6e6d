// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Why a Kafka stream or RDD could not be built or read. Errors of the broker itself come as `KafkaError`.
public struct KafkaStreamError: Error, Sendable {
    /// The kind of failure.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name that `description` prints.
        public let description: String

        /// A range begins behind its end or below 0. Retrying does not help.
        public static let invalidRange = Code(description: "invalidRange")
        /// A configuration that cannot work.
        public static let invalidConfiguration = Code(description: "invalidConfiguration")
        /// Offsets to be read exist no more (retention, deletion), and the reset policy is to fail.
        public static let dataLost = Code(description: "dataLost")
    }

    /// The kind of failure.
    public let code: Code
    /// What happened, where, and what to do.
    public let message: String

    /// Creates an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension KafkaStreamError: CustomStringConvertible {
    /// One line.
    public var description: String { "\(message) (\(code))" }
}
