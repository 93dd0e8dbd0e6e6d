// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings of the receivers of a stream. Source: `spark.streaming.blockInterval`, `spark.streaming.receiver.*`.
public struct ReceiverConfiguration: Sendable {
    /// Time from the first element of a block to the block's end, above zero; default 200 ms. A batch has a partition
    /// per block.
    public var blockInterval: Duration = .milliseconds(200)
    /// Number of blocks of a receiver that wait to be stored before it has to wait, at least 1; default 10.
    public var blockQueueSize = 10
    /// Maximum number of records per second and receiver; nil (the default), 0 and less: no limit. Backpressure may
    /// set a lower one.
    public var maxRate: Double?
    /// Pause before a receiver that failed is started again; default 2 s.
    public var restartDelay: Duration = .seconds(2)
    /// Whether blocks are written to a log beside the checkpoint before they are acknowledged, so that a restarted
    /// driver has them; default false. Needs a checkpoint, and elements that can be stored.
    ///
    /// Without it, blocks that no batch has processed are lost with the process. Source:
    /// `spark.streaming.receiver.writeAheadLog.enable`.
    public var writeAheadLog = false
    /// Time that writing a block to the log may take, above zero; default 30 s. A block that takes longer counts as one
    /// that could not be stored, although a restarted driver may find it. Source:
    /// `spark.streaming.receiver.blockStoreTimeout`.
    public var blockStoreTimeout: Duration = .seconds(30)
    /// Stored blocks are at most this large; more elements become several blocks.
    package var maxBlockBytes = 128 << 20

    /// The defaults.
    public init() {}

    /// Checks values that the types do not restrict.
    /// - Throws: `StreamingError.invalidConfiguration` that names the setting.
    func validate() throws {
        func reject(_ text: String) -> StreamingError { StreamingError(code: .invalidConfiguration, message: text) }
        guard blockInterval > .zero else {
            throw reject("receivers.blockInterval is \(blockInterval): give a duration above 0")
        }
        guard blockQueueSize >= 1 else {
            throw reject("receivers.blockQueueSize is \(blockQueueSize): give a number of 1 or more")
        }
        guard restartDelay >= .zero else {
            throw reject("receivers.restartDelay is \(restartDelay): give a duration of 0 or more")
        }
        guard blockStoreTimeout > .zero else {
            throw reject("receivers.blockStoreTimeout is \(blockStoreTimeout): give a duration above 0")
        }
        if let maxRate, !maxRate.isFinite {
            throw reject("receivers.maxRate is \(maxRate): give a number, or nil for no limit")
        }
    }
}
