// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Records requests in the order in which brokers begin to serve them, before scripts act on them.
///
/// Requests that cannot be decoded are not recorded.
public final class RequestRecorder: Sendable {
    private struct State {
        var requests: [ReceivedRequest] = []
        var count = 0
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let match: RequestMatch
    private let limit: Int
    private let state = Mutex(State())

    init(_ match: RequestMatch, limit: Int) {
        precondition(limit >= 1)
        self.match = match
        self.limit = limit
    }

    /// The recorded requests, oldest first, at most the limit.
    public var requests: [ReceivedRequest] { state.withLock { Array($0.requests.suffix(limit)) } }
    /// Number of requests, including those past the limit.
    public var count: Int { state.withLock { $0.count } }

    /// Waits until at least `count` requests were recorded. Ignores cancellation of the task.
    public func waitForRequests(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.count >= count { return true }
                state.observers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    func record(_ request: ReceivedRequest) {
        guard match.includes(request) else { return }
        let ready = state.withLock { state in
            state.count += 1
            state.requests.append(request)
            // Removes half at a time, so that most calls move no elements.
            if state.requests.count >= 2 * limit { state.requests.removeFirst(limit) }
            let count = state.count
            let ready = state.observers.filter { $0.count <= count }.map(\.continuation)
            state.observers.removeAll { $0.count <= count }
            return ready
        }
        for continuation in ready { continuation.resume() }
    }
}
