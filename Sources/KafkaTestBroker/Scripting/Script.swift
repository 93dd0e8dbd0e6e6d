// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
internal import Synchronization

/// A script: a condition on requests and an action. Scripts are asked in the order in which they were added; the first
/// that returns an action other than `.proceed` decides.
public final class Script: Sendable {
    private struct State {
        var skip: Int
        var left: Int?
        var hits = 0
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let match: RequestMatch
    private let action: @Sendable (ReceivedRequest) -> ScriptAction?
    private let state: Mutex<State>

    /// A script for the requests that `match` includes.
    ///
    /// - Parameters:
    ///   - match: the requests that the script sees.
    ///   - skip: number of requests to ignore first.
    ///   - times: maximum number of requests to act on; nil for no limit.
    ///   - action: returns what to do, or nil to ignore the request, which then does not count.
    public init(
        _ match: RequestMatch, skip: Int = 0, times: Int? = nil,
        action: @escaping @Sendable (ReceivedRequest) -> ScriptAction?
    ) {
        self.match = match
        self.action = action
        state = Mutex(State(skip: skip, left: times))
    }

    /// A script with the same action for every request. Parameters as above.
    public convenience init(_ match: RequestMatch, skip: Int = 0, times: Int? = nil, _ action: ScriptAction) {
        self.init(match, skip: skip, times: times) { _ in action }
    }

    /// A script for requests of `api`, to one broker unless `broker` is nil. Other parameters as above.
    public convenience init(
        _ api: APIKey, broker: Int32? = nil, times: Int? = nil,
        action: @escaping @Sendable (ReceivedRequest) -> ScriptAction?
    ) {
        self.init(.api(api) && (broker.map { .broker($0) } ?? .any), times: times, action: action)
    }

    /// A script with the same action for every request of `api`. Parameters as above.
    public convenience init(_ api: APIKey, broker: Int32? = nil, times: Int? = nil, _ action: ScriptAction) {
        self.init(api, broker: broker, times: times) { _ in action }
    }

    /// Number of requests that the script has acted on.
    public var hits: Int { state.withLock { $0.hits } }

    /// Waits until the script has acted on at least `count` requests. Ignores cancellation of the task.
    public func waitForHits(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.hits >= count { return true }
                state.observers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// The action for a request; nil to ignore it.
    func decide(_ request: ReceivedRequest) -> ScriptAction? {
        guard match.includes(request), state.withLock({ $0.left != 0 }) else { return nil }
        guard let action = action(request) else { return nil }
        let ready = state.withLock { state -> [CheckedContinuation<Void, Never>]? in
            // A request of another connection may have been the last one meanwhile.
            guard state.left != 0 else { return nil }
            guard state.skip == 0 else {
                state.skip -= 1
                return nil
            }
            if let left = state.left { state.left = left - 1 }
            state.hits += 1
            let hits = state.hits
            let ready = state.observers.filter { $0.count <= hits }.map(\.continuation)
            state.observers.removeAll { $0.count <= hits }
            return ready
        }
        guard let ready else { return nil }
        for continuation in ready { continuation.resume() }
        return action
    }
}
