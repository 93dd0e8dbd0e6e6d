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
        /// Offsets to read no longer exist (retention, deletion), and the reset policy is to fail.
        public static let dataLost = Code(description: "dataLost")
    }

    /// The kind of failure.
    public let code: Code
    /// Description of the failure with partition and remedy.
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
