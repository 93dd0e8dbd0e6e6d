// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A receiver as listeners see it. Source: Spark's `ReceiverInfo`.
public struct ReceiverInfo: Sendable {
    /// State of a receiver.
    public enum State: Sendable {
        /// It receives.
        case active
        /// It failed, and is started again after a pause.
        case restarting
        /// It has ended for good.
        case stopped
    }

    /// The stream.
    public var streamID: Int
    /// The stream's name.
    public var streamName: String
    /// The state.
    public var state: State
    /// Starts before the current one.
    public var attempt: Int
    /// The last error in one line; nil if there was none.
    public var lastError: String?
}
