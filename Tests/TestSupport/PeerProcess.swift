// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A running program with its lines of output and input.
package final class PeerProcess: Sendable {
    private struct State {
        var pending = Data()
        var lines: [String] = []
        var ended = false
        var status: Int32?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let process = Process()
    private let input = Pipe()
    private let state = Mutex(State())

    package init(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        process.terminationHandler = { [weak self] process in self?.exited(process.terminationStatus) }
        try process.run()
        // A blocking thread rather than a readability handler, which loses events when a descriptor number is reused.
        let reading = output.fileHandleForReading
        Thread.detachNewThread { [weak self] in
            var data: Data
            repeat {
                data = reading.availableData
                self?.received(data)
            } while !data.isEmpty
        }
    }

    deinit { if process.isRunning { kill() } }

    private func received(_ data: Data) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.pending.append(data)
            if data.isEmpty { state.ended = true }
            while let end = state.pending.firstIndex(of: 0x0a) {
                state.lines.append(String(decoding: state.pending[..<end], as: UTF8.self))
                state.pending.removeSubrange(...end)
            }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    private func exited(_ status: Int32) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.status = status
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Waits until there are more than `count` lines or the output ends. One task at a time may wait.
    private func change(after count: Int) async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> Bool in
                if state.ended || state.lines.count > count { return true }
                state.waiter = continuation
                return false
            }
            if ready { continuation.resume() }
        }
    }

    /// All lines so far.
    package var lines: [String] { state.withLock { $0.lines } }

    /// Waits for the first line that `matches`, skipping the first `from` lines.
    ///
    /// - Throws: `TestFailure` with all output if the program ends before it prints such a line.
    @discardableResult
    package func line(from: Int = 0, _ matches: (String) -> Bool) async throws -> String {
        var seen = from
        while true {
            let (lines, ended) = state.withLock { ($0.lines, $0.ended) }
            for line in lines.dropFirst(seen) where matches(line) { return line }
            seen = max(seen, lines.count)
            if ended { throw TestFailure("ended without the expected line:\n" + lines.joined(separator: "\n")) }
            await change(after: lines.count)
        }
    }

    /// Sends one line.
    package func send(_ text: String) { input.fileHandleForWriting.write(Data((text + "\n").utf8)) }

    /// Sends one line and waits for the next line of output, which must be `ok`.
    package func command(_ text: String) async throws {
        let before = lines.count
        send(text)
        let answer = try await line(from: before) { $0 == "ok" || $0.hasPrefix("error") }
        guard answer == "ok" else { throw TestFailure("\(text): \(answer)") }
    }

    /// Waits for the end and returns all output.
    ///
    /// - Throws: `TestFailure` with the output if the exit status is not `status`.
    @discardableResult
    package func output(status: Int32 = 0) async throws -> [String] {
        try? input.fileHandleForWriting.close()  // It may be closed already.
        while true {
            var exit: Int32?
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state -> Bool in
                    if state.ended { exit = state.status }
                    if exit == nil { state.waiter = continuation }
                    return exit != nil
                }
                if ready { continuation.resume() }
            }
            guard let exit else { continue }
            let lines = lines
            guard exit == status else {
                throw TestFailure("exit status \(exit):\n" + lines.joined(separator: "\n"))
            }
            return lines
        }
    }

    package func interrupt() { process.interrupt() }

    /// Sends SIGTERM.
    package func terminate() { process.terminate() }

    /// Ends the program at once.
    package func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}
