// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import TortureJob

/// The lives of one job, its source, and the comparison of both at the end.
struct TortureRun {
    static let partitions = 2
    /// Keys of each partition.
    private static let keys = 5

    private enum End: Equatable { case killed, finished }

    let cluster: TestCluster
    let folder: TemporaryFolder
    /// Kills by place.
    private(set) var hits: [String: Int] = [:]
    /// Records of each partition.
    private var count = 0
    private var random = SplitMix64(seed: TestSeed.value)
    /// The process that runs, for kills from outside.
    private let process = ProcessNumber()

    /// All places.
    let plan: [String]
    /// The topic to which each record is written exactly once, in place of files.
    private let topic: String?

    init(_ cluster: TestCluster, topic: String? = nil) throws {
        self.cluster = cluster
        self.topic = topic
        folder = try TemporaryFolder()
        // Places that the broker sees: requests that it does not answer, or does not get.
        let requests = topic == nil ? ["commit"] : ["produce", "offsets", "end"]
        let places = topic == nil ? CrashPoint.all : CrashPoint.steps
        plan = places + requests.flatMap { ["\($0).before", "\($0).after"] }
    }

    // MARK: Kills

    mutating func kill(everywhere times: Int, atRandom moments: Int) async throws {
        var left = (0..<times).flatMap { _ in plan } + (0..<moments).flatMap { _ in ["any", "after"] }
        left.shuffle(using: &random)
        for place in left {
            for attempt in 1... {
                try feed()
                if try await live(place, isLastAttempt: attempt > 1) == .killed {
                    hits[place, default: 0] += 1
                    break
                }
                if attempt == 3 { break }
            }
        }
    }

    /// Adds records that take several batches.
    private mutating func feed() throws {
        let numbers = count..<count + 10
        for partition in 0..<Self.partitions {
            let values = numbers.map { "\(partition)-\($0)-\($0 % Self.keys)" }
            try cluster.append(values: values, to: "in", Int32(partition))
        }
        count = numbers.upperBound
    }

    private mutating func live(_ place: String, isLastAttempt: Bool) async throws -> End {
        // Some places are passed once in a life.
        let isRare = isLastAttempt || place.hasPrefix("owner") || place.contains("remove")
        let hit = isRare ? 1 : Int.random(in: 1...3, using: &random)
        switch place {
        case "any": return try await run(["--crash", "any", "--hit", "\(Int.random(in: 1...150, using: &random))"])
        case "after": return try await run(["--after", "\(Int.random(in: 1...400, using: &random))"])
        case "commit.before", "commit.after": return try await runToRequest(.offsetCommit, place)
        case "produce.before", "produce.after": return try await runToRequest(.produce, place)
        case "offsets.before", "offsets.after": return try await runToRequest(.txnOffsetCommit, place)
        case "end.before", "end.after": return try await runToRequest(.endTxn, place)
        default: return try await run(["--crash", place, "--hit", "\(hit)"])
        }
    }

    /// A life that ends with a request to the broker, which is lost with it or served.
    private func runToRequest(_ api: APIKey, _ place: String) async throws -> End {
        let process = process
        let script = cluster.add(
            Script(api, times: 1) { _ in
                process.kill()
                return place.hasSuffix("before") ? .closeConnection : .proceed
            })
        defer { cluster.remove(script) }
        return try await run([])
    }

    private func run(_ arguments: [String]) async throws -> End {
        let job = Process()
        job.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "TortureJob")
        let total = count * Self.partitions
        job.arguments =
            ["--bootstrap", cluster.bootstrapServers[0], "--folder", folder.path, "--total", "\(total)"] + arguments
        if let topic { job.arguments?.append(contentsOf: ["--topic", topic]) }
        let log = folder.path("log")
        try Data().write(to: URL(filePath: log))
        job.standardError = try FileHandle(forWritingTo: URL(filePath: log))
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            job.terminationHandler = { _ in ended.resume() }
            do { try job.run() } catch { ended.resume() }
            process.set(job.processIdentifier)
        }
        process.set(nil)
        if job.terminationReason == .uncaughtSignal, job.terminationStatus == SIGKILL { return .killed }
        if job.terminationReason == .exit, job.terminationStatus == 0 { return .finished }
        let text = try String(contentsOfFile: log, encoding: .utf8)
        throw TestFailure("seed \(TestSeed.value), \(arguments): status \(job.terminationStatus)\n\(text)")
    }

    func report(seconds: Double) -> String {
        let kills = hits.values.reduce(0, +)
        let rows = hits.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        let speed = Int(Double(kills) / seconds * 60)
        return "seed \(TestSeed.value): \(kills) kills in \(Int(seconds)) s, \(speed) a minute\n"
            + rows.joined(separator: "\n")
    }

    // MARK: Comparison

    /// A last life that nobody ends.
    func finish() async throws {
        guard try await run([]) == .finished else { throw TestFailure("the last life was killed by somebody else") }
    }

    /// The records of the source, each with its number among those of its key.
    private var expected: Set<String> {
        var expected: Set<String> = []
        for partition in 0..<Self.partitions {
            for number in 0..<count {
                expected.insert("\(partition)-\(number)-\(number % Self.keys) \(number / Self.keys + 1)")
            }
        }
        return expected
    }

    /// Compares the topic's committed records with the source.
    func check(committed: [String]) throws {
        let expected = expected
        let lost = expected.subtracting(committed)
        try require(lost.isEmpty, "lost: \(lost.prefix(10))")
        try require(committed.count == expected.count, "\(committed.count) records, not \(expected.count)")
        try require(Set(committed) == expected, "records are not those of the source")
    }

    /// Compares the files with the source.
    func check() throws {
        let expected = expected
        let appended = try lines("append")
        let wrong = Set(appended).subtracting(expected)
        try require(wrong.isEmpty, "lines that no run without kills would write: \(wrong.prefix(10))")
        let lost = expected.subtracting(appended)
        try require(lost.isEmpty, "lost: \(lost.prefix(10))")
        let batches = try batchFiles("output-")
        let written = batches.flatMap { $0.lines.dropFirst() }
        try require(
            written.count == expected.count, "files of batches have \(written.count) lines, not \(expected.count)")
        try require(Set(written) == expected, "lines in files of batches are not those of the source")
        try checkRanges(batches)
        try checkWindows(batches)
        for partition in 0..<Self.partitions {
            let committed = cluster.committedOffset(group: "torture", "in", Int32(partition))
            try require(committed == Int64(count), "committed \(committed ?? -1), not \(count)")
        }
        let kept = try FileManager.default.subpathsOfDirectory(atPath: folder.path("checkpoints"))
        try require(kept.count < 40, "files of checkpoints are not removed: \(kept)")
    }

    /// Every range begins where the last one of its partition ends.
    private func checkRanges(_ batches: [(time: Int64, lines: [String])]) throws {
        var ends = [String: Int](minimumCapacity: Self.partitions)
        for batch in batches {
            for range in (batch.lines.first ?? "").split(separator: " ") {
                let parts = range.split(whereSeparator: { $0 == ":" || $0 == "-" }).map(String.init)
                guard parts.count == 3, let from = Int(parts[1]), let until = Int(parts[2]) else {
                    throw TestFailure("\(range) in batch \(batch.time)")
                }
                try require(ends[parts[0], default: 0] == from, "batch \(batch.time) has \(range) after \(ends)")
                ends[parts[0]] = until
            }
        }
        try require(ends.values.allSatisfy { $0 == count }, "ranges end at \(ends), not at \(count)")
    }

    /// A window has the records of its batches, of those before a restart too.
    private func checkWindows(_ batches: [(time: Int64, lines: [String])]) throws {
        let windows = try batchFiles("window-")
        try require(windows.map(\.time) == batches.map(\.time), "there is not one window for each batch")
        for window in windows {
            let times = window.time - TortureJob.window + 1...window.time
            let inside = batches.filter { times.contains($0.time) }.flatMap { $0.lines.dropFirst() }.sorted()
            try require(inside == window.lines, "window \(window.time): expected \(inside), found \(window.lines)")
        }
    }

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: folder.path("output/" + name), encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropLast().map(String.init)
    }

    private func batchFiles(_ prefix: String) throws -> [(time: Int64, lines: [String])] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("output")).compactMap { name in
            guard name.hasPrefix(prefix), let time = Int64(name.dropFirst(prefix.count)) else { return nil }
            return (time, try lines(name))
        }.sorted { $0.time < $1.time }
    }

    private func require(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        if !condition { throw TestFailure("seed \(TestSeed.value): \(message())") }
    }
}

/// The process that runs, shared with the broker's scripts.
private final class ProcessNumber: Sendable {
    private let number = Mutex<pid_t?>(nil)

    func set(_ new: pid_t?) { number.withLock { $0 = new } }

    func kill() { number.withLock { if let number = $0 { _ = Foundation.kill(number, SIGKILL) } } }
}
