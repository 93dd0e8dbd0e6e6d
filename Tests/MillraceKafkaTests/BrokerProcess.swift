// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTransport
import Synchronization
import TestSupport

/// A broker in a process of its own, which dies by SIGKILL at random moments and is started again on its directory.
final class BrokerProcess: Sendable {
    private struct State {
        var random: SplitMix64
        var process: pid_t?
        var isDying = true
        var isOver = false
        var deaths = 0
    }

    private let folder: TemporaryFolder
    private let port: UInt16
    private let state: Mutex<State>

    init(seed: UInt64) throws {
        folder = try TemporaryFolder()
        port = try PortReservation().port
        state = Mutex(State(random: SplitMix64(seed: seed)))
    }

    var address: String { "127.0.0.1:\(port)" }

    /// Number of times that it died.
    var deaths: Int { state.withLock { $0.deaths } }

    /// Runs `body` with the broker.
    func with<Value>(_ body: () async throws -> Value) async throws -> Value {
        let lives = Task { try await self.run() }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        state.withLock { state in
            state.isOver = true
            if let process = state.process { _ = kill(process, SIGKILL) }
        }
        let end = await lives.result
        // Why the broker ended says more than what happened without it.
        try end.get()
        return try result.get()
    }

    /// It dies once more, and then no more.
    func stopDying() { state.withLock { $0.isDying = false } }

    private func run() async throws {
        _ = try folder.write([], "messages")
        while !state.withLock({ $0.isOver }) {
            let broker = Process()
            broker.executableURL = TortureRun.program
            broker.arguments = ["--broker", folder.path("data"), "--port", "\(port)"]
            let delay = state.withLock { $0.isDying ? Int.random(in: 100...1500, using: &$0.random) : nil }
            if let delay { broker.arguments?.append(contentsOf: ["--after", "\(delay)"]) }
            let messages = try FileHandle(forWritingTo: URL(filePath: folder.path("messages")))
            broker.standardError = messages
            try await broker.runToEnd { id in
                state.withLock { state in
                    state.process = id
                    if state.isOver { _ = kill(id, SIGKILL) }
                }
            }
            state.withLock { state in
                state.process = nil
                state.deaths += 1
            }
            if broker.terminationReason == .uncaughtSignal, broker.terminationStatus == SIGKILL { continue }
            let text = try String(contentsOfFile: folder.path("messages"), encoding: .utf8).suffix(4000)
            throw TestFailure("the broker ended with status \(broker.terminationStatus)\n\(text)")
        }
    }
}
