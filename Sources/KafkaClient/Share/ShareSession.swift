// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The client's side of a share session with one broker: a pure value.
///
/// Epoch 0 begins a session with all its partitions; each request after that counts up and names only changes; −1 ends
/// it. After an error of the session or a lost connection a new one begins, and what was acquired is the broker's to
/// give out again. Source: KIP-932; Java's `ShareSessionHandler`.
struct ShareSession: Equatable {
    /// A partition as share requests name it.
    struct Part: Hashable, Comparable {
        var topicID: KafkaUUID
        var partition: Int32

        static func < (a: Part, b: Part) -> Bool {
            (a.topicID.high, a.topicID.low, a.partition) < (b.topicID.high, b.topicID.low, b.partition)
        }
    }

    /// Changes that a ShareFetch names.
    struct Plan: Equatable {
        var added: [Part]
        var forgotten: [Part]
    }

    static let finalEpoch: Int32 = -1

    /// The epoch of the next request.
    private(set) var epoch: Int32 = 0
    private(set) var parts: Set<Part> = []

    /// Whether the broker has the session, so that records may be acknowledged in it.
    var isOpen: Bool { epoch > 0 }

    /// The changes that make the session's partitions those that are wanted, sorted.
    func plan(_ wanted: Set<Part>) -> Plan {
        Plan(added: wanted.subtracting(parts).sorted(), forgotten: parts.subtracting(wanted).sorted())
    }

    /// A ShareFetch for these partitions succeeded.
    mutating func fetched(_ wanted: Set<Part>) {
        parts = wanted
        step()
    }

    /// A request succeeded that changes no partitions, or one failed without an effect on the session.
    mutating func step() { epoch = epoch == .max ? 1 : epoch + 1 }

    /// The session ended, or its state is unknown.
    mutating func reset() {
        epoch = 0
        parts = []
    }
}
