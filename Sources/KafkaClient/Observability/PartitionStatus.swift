// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The state of reading one partition: the reason why it does not move, if it does not.
///
/// `PartitionReader.status` and `ClusterClient.partitionStatus(_:)` return it. More cases may be added. Own design.
public enum PartitionStatus: Sendable {
    /// The reader was not asked for records yet.
    case notStarted
    /// The partition's leader is being looked up.
    case findingLeader
    /// The partition has no leader now.
    case noLeader
    /// A connection to this broker is being made.
    case connecting(broker: Int32)
    /// A fetch is under way, or the next one is about to be sent.
    case fetching(broker: Int32)
    /// All records that exist were fetched; the broker answers when new ones come.
    case caughtUp(broker: Int32)
    /// The broker claims to have records but sends none, this many times in a row.
    case starved(broker: Int32, emptyAnswers: Int)
    /// As much was fetched as settings allow: it waits for the reader.
    case bufferFull
    /// The broker asked the client to wait, because of a quota.
    case throttled(broker: Int32)
    /// The client may not read the topic.
    case unauthorized
    /// The last attempt failed with this error; the next one follows after a wait.
    case backingOff(KafkaError)
    /// Reading ended with this error.
    case failed(KafkaError)
    /// The end of the range was reached, or the reader was released.
    case finished
}

extension PartitionStatus: CustomStringConvertible {
    /// A sentence for a log line.
    public var description: String {
        switch self {
        case .notStarted: "reading has not started"
        case .findingLeader: "the leader is being looked up"
        case .noLeader: "the partition has no leader"
        case .connecting(let broker): "connecting to broker \(broker)"
        case .fetching(let broker): "waiting for a response of broker \(broker)"
        case .caughtUp(let broker): "waiting for new records at broker \(broker)"
        case .starved(let broker, let answers):
            "broker \(broker) claims to have records but sent none in \(answers) responses"
        case .bufferFull: "the buffer is full: waiting for the reader"
        case .throttled(let broker): "broker \(broker) throttles this client"
        case .unauthorized: "the client may not read the topic"
        case .backingOff(let error): "waiting to retry after \(error.code): \(error.message)"
        case .failed(let error): "reading failed with \(error.code): \(error.message)"
        case .finished: "reading has ended"
        }
    }
}
