// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The requests that wait for a change of the cluster's state, such as a JoinGroup for the other members.
///
/// An API parks its call and returns no response; whoever brings the change about completes it, within any later
/// update. What was completed leaves the state with the update and is sent on the loop. A connection that goes away
/// changes nothing here: as in Kafka, what it asked for stands, and only the reply is dropped.
struct ParkedCalls: Sendable {
    private struct Parked {
        var call: Call
        var reply: DeferredReply
    }

    private var parked: [CallID: Parked] = [:]
    private var completed: [(reply: DeferredReply, Reply)] = []

    /// How many calls wait.
    var count: Int { parked.count }

    /// Keeps a call open past the current update. Returns the reply, which `complete` gives.
    mutating func park(_ call: Call) -> DeferredReply {
        let reply = DeferredReply()
        parked[call.id] = Parked(call: call, reply: reply)
        return reply
    }

    /// The call itself, while it is parked.
    subscript(id: CallID) -> Call? { parked[id]?.call }

    /// Answers a parked call. Does nothing if it is not parked (any more).
    mutating func complete<R: KafkaResponse>(_ id: CallID, _ response: R) {
        guard let entry = parked.removeValue(forKey: id) else { return }
        completed.append((entry.reply, .response(response, entry.call)))
    }

    /// What was completed since the last time.
    mutating func takeCompleted() -> [(reply: DeferredReply, Reply)] {
        guard !completed.isEmpty else { return [] }
        defer { completed = [] }
        return completed
    }
}
