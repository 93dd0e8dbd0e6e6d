// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
internal import Synchronization

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
    /// The broker acts on the request after this time of the cluster's clock. Later requests of the connection wait
    /// behind it.
    case delay(Duration)
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
    /// The broker answers, but only this many bytes of the frame are sent, its length prefix of 4 included; then the
    /// connection is closed. More than the frame has is all of it.
    case cutOff(afterBytes: Int)
    /// The broker answers, and the frame is sent in parts of this many bytes, at least 1, the next one after this time
    /// of the cluster's clock. Later requests of the connection wait behind it.
    case trickle(bytes: Int, every: Duration)
    /// The broker answers, and sends the frame twice.
    case duplicate
    /// The broker answers, but sends the frame behind the connection's next one.
    case swapWithNext
    /// The broker answers and reads nothing more from the connection until the gate is open, so that what the client
    /// sends piles up on its side. Requests that were read before are served.
    case stopReading(Gate)
}

/// A script: what to do with which requests. Scripts are asked in the order in which they were added; the first that
/// gives another action than `.proceed` decides.
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
    ///   - match: the requests that it sees.
    ///   - skip: how many of them it lets be at first.
    ///   - times: how many requests it acts on; nil without end.
    ///   - action: what to do; nil if the request is none of its business, which does not count.
    public init(
        _ match: RequestMatch, skip: Int = 0, times: Int? = nil,
        action: @escaping @Sendable (ReceivedRequest) -> ScriptAction?
    ) {
        self.match = match
        self.action = action
        state = Mutex(State(skip: skip, left: times))
    }

    /// A script that does the same with every request. Parameters as above.
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

    /// The action for a request, nil if it lets it be.
    func decide(_ request: ReceivedRequest) -> ScriptAction? {
        guard match.includes(request), state.withLock({ $0.left != 0 }) else { return nil }
        guard let action = action(request) else { return nil }
        let ready = state.withLock { state -> [CheckedContinuation<Void, Never>]? in
            // Another connection's request may have been the last one meanwhile.
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

/// The scripts and recorders of a cluster.
final class ScriptBook: Sendable {
    private struct State {
        var scripts: [Script] = []
        var recorders: [RequestRecorder] = []
    }

    private let state = Mutex(State())

    func add(_ script: Script) { state.withLock { $0.scripts.append(script) } }
    func remove(_ script: Script) { state.withLock { $0.scripts.removeAll { $0 === script } } }
    func add(_ recorder: RequestRecorder) { state.withLock { $0.recorders.append(recorder) } }
    func remove(_ recorder: RequestRecorder) { state.withLock { $0.recorders.removeAll { $0 === recorder } } }

    /// Records a request, and returns the first action other than `.proceed`. `request` is made only if somebody looks.
    func decide(_ request: () -> ReceivedRequest) -> ScriptAction {
        let (scripts, recorders) = state.withLock { ($0.scripts, $0.recorders) }
        guard !scripts.isEmpty || !recorders.isEmpty else { return .proceed }
        let request = request()
        for recorder in recorders { recorder.record(request) }
        for script in scripts {
            switch script.decide(request) {
            case nil, .proceed: continue
            case .some(let action): return action
            }
        }
        return .proceed
    }
}
