// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
internal import Synchronization

/// A request as a script sees it.
public struct ReceivedRequest: Sendable {
    /// The id of the broker that received it.
    public var broker: Int32
    /// Its version.
    public var version: Int16
    /// The client's name for itself; nil if it gave none.
    public var clientID: String?
    /// The decoded body, of the type that belongs to the API, such as `FetchRequest`.
    public var request: any KafkaRequest
}

/// What a script does with a request.
public enum ScriptAction: Sendable {
    /// The broker answers as if there were no script.
    case proceed
    /// This body is the answer; a type of another API, or a field that the version cannot carry, closes the connection.
    case respond(any KafkaResponse)
    /// Everything that the request asks for fails with this code; the broker's state stays as it is.
    case fail(BrokerErrorCode)
    /// The broker answers once the gate is open. Later requests of the connection wait behind it.
    case hold(Gate)
    /// There is never an answer; later requests of the connection are served.
    case drop
    /// The connection is closed before the request is looked at.
    case closeConnection
    /// The broker acts on the request, but closes the connection in place of the answer.
    case closeConnectionAfterwards
    /// The broker answers, and the bytes behind the length prefix pass through the closure before they are sent.
    case corrupt(@Sendable ([UInt8]) -> [UInt8])
    /// The broker answers, and the decoded body passes through the closure before it is sent; nil leaves it.
    case modify(@Sendable (any KafkaResponse) -> (any KafkaResponse)?)
}

/// A script: what to do with requests of one API. Scripts are asked in the order in which they were added; the first that gives
/// another action than `.proceed` decides.
public final class Script: Sendable {
    private struct State {
        var left: Int?
        var hits = 0
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    let api: APIKey
    private let broker: Int32?
    private let action: @Sendable (ReceivedRequest) -> ScriptAction?
    private let state: Mutex<State>

    /// A script for requests of `api`.
    ///
    /// - Parameters:
    ///   - api: the API whose requests it sees.
    ///   - broker: the id of the one broker it is for; nil for all.
    ///   - times: how many requests it acts on; nil without end.
    ///   - action: what to do; nil if the request is none of its business, which does not count.
    public init(
        _ api: APIKey, broker: Int32? = nil, times: Int? = nil,
        action: @escaping @Sendable (ReceivedRequest) -> ScriptAction?
    ) {
        self.api = api
        self.broker = broker
        self.action = action
        state = Mutex(State(left: times))
    }

    /// A script that does the same with every request of `api`. Parameters as above.
    public convenience init(_ api: APIKey, broker: Int32? = nil, times: Int? = nil, _ action: ScriptAction) {
        self.init(api, broker: broker, times: times) { _ in action }
    }

    /// How many requests it has acted on.
    public var hits: Int { state.withLock { $0.hits } }

    /// Waits until it has acted on at least `count` requests. Does not end early when the task is cancelled.
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

    /// The action for a request of its API, nil if it lets it be.
    func decide(_ request: ReceivedRequest) -> ScriptAction? {
        guard broker == nil || broker == request.broker, state.withLock({ $0.left != 0 }) else { return nil }
        guard let action = action(request) else { return nil }
        let ready = state.withLock { state in
            if let left = state.left { state.left = max(left - 1, 0) }
            state.hits += 1
            let hits = state.hits
            let ready = state.observers.filter { $0.count <= hits }.map(\.continuation)
            state.observers.removeAll { $0.count <= hits }
            return ready
        }
        for continuation in ready { continuation.resume() }
        return action
    }
}

/// The scripts of a cluster.
final class ScriptBook: Sendable {
    private let scripts = Mutex<[Script]>([])

    func add(_ script: Script) { scripts.withLock { $0.append(script) } }
    func remove(_ script: Script) { scripts.withLock { $0.removeAll { $0 === script } } }

    /// The first action other than `.proceed`.
    func decide(_ api: APIKey, _ request: @autoclosure () -> ReceivedRequest) -> ScriptAction {
        let candidates = scripts.withLock { $0.filter { $0.api == api } }
        guard !candidates.isEmpty else { return .proceed }
        let request = request()
        for script in candidates {
            switch script.decide(request) {
            case nil, .proceed: continue
            case .some(let action): return action
            }
        }
        return .proceed
    }
}
