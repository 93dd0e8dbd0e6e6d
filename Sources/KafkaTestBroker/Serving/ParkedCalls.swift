// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Requests that wait for a change of the cluster's state, such as a JoinGroup for the other members.
///
/// An API parks its call and returns `.parked`; a later change completes it, within any update. Completed calls leave
/// the state with that update, and their replies are sent on the loop. A connection that closes does not change the
/// state: as in Kafka, its requests stay in effect, and only the reply is dropped.
struct ParkedCalls: Sendable {
    private struct Parked {
        var call: Call
        var reply: DeferredReply
    }

    private var parked: [CallID: Parked] = [:]
    private var completed: [(reply: DeferredReply, Reply)] = []

    /// Number of waiting calls.
    var count: Int { parked.count }

    /// Keeps a call open past the current update. Returns the reply, which `complete` gives.
    mutating func park(_ call: Call) -> DeferredReply {
        let reply = DeferredReply()
        parked[call.id] = Parked(call: call, reply: reply)
        return reply
    }

    /// The call, while it is parked.
    subscript(id: CallID) -> Call? { parked[id]?.call }

    /// Completes a parked call. No effect if it is not parked.
    mutating func complete<R: KafkaResponse>(_ id: CallID, _ response: R) {
        guard let entry = parked.removeValue(forKey: id) else { return }
        completed.append((entry.reply, .response(response, entry.call)))
    }

    /// Returns the calls completed since the last time.
    mutating func takeCompleted() -> [(reply: DeferredReply, Reply)] {
        guard !completed.isEmpty else { return [] }
        defer { completed = [] }
        return completed
    }
}
