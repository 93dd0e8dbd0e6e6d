// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The things to do after a change of a producer's state, once its lock is released.
struct ProducerEffects: Sendable {
    /// A wait of batches that is longer than usual.
    enum Stall: Sendable {
        /// Batches of `partitions` partitions wait; the oldest since `since`, for this reason.
        case waits(partitions: Int, since: Duration, reason: KafkaError)
        case isOver
    }

    var isEmpty = true
    /// Senders that have something to send.
    var pokes: [BrokerSender] = []
    var outcomes: [(batch: ProducerBatch, outcome: ProducerBatch.Outcome)] = []
    /// Callers whose wait for room is over.
    var admitted: [(waiter: RoomWaiter, error: KafkaError?)] = []
    /// Full batches that the caller compresses.
    var full: [ProducerBatch] = []
    /// Whether partitions are to be added to the transaction.
    var joins = false
    /// Topics whose metadata is needed.
    var refresh: Set<String> = []
    /// The moment when the producer must look at its batches again.
    var alarm: Duration?
    /// A wait to be reported, or the end of one that was.
    var stall: Stall?
    /// The producer's hold on itself, to be released.
    var released: KafkaProducer?
}
