// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import Synchronization

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

    /// Records a request and returns the first action other than `.proceed`. Calls `request` only if there is a script
    /// or recorder.
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
