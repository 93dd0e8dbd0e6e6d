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

    /// The job's input and output.
    enum Mode: Equatable { case files, receiver, topic(String) }

    /// The program of the job, which is beside that of the tests.
    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "TortureJob")

    private let brokers: TortureBrokers
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
    private let mode: Mode

    /// - Parameter disk: Whether the job is killed at every place of the disk, and not at some by chance.
    init(_ brokers: TortureBrokers, _ mode: Mode = .files, disk: Bool = true) throws {
        self.brokers = brokers
        self.mode = mode
        folder = try TemporaryFolder()
        // Places that the broker sees: requests that it does not answer, or does not get.
        let (places, requests) =
            switch mode {
            case .files, .receiver: (disk ? CrashPoint.all : CrashPoint.steps, ["commit"])
            case .topic: (CrashPoint.steps, ["produce", "offsets", "end"])
            }
        plan = places + (brokers.cluster == nil ? [] : requests.flatMap { ["\($0).before", "\($0).after"] })
    }

    // MARK: Kills

    mutating func kill(everywhere times: Int, atRandom moments: Int) async throws {
        var left = (0..<times).flatMap { _ in plan } + (0..<moments).flatMap { _ in ["any", "after"] }
        left.shuffle(using: &random)
        for place in left {
            // Logs are removed by lives of several batches only.
            let attempts = place.hasPrefix("log.remove") ? 10 : 3
            for attempt in 1...attempts {
                try await feed()
                if try await live(place, isLastAttempt: attempt > 1) == .killed {
                    hits[place, default: 0] += 1
                    break
                }
            }
        }
    }

    /// Adds records that take several batches.
    private mutating func feed() async throws {
        let numbers = count..<count + 10
        for partition in 0..<Self.partitions {
            let values = numbers.map { Self.value(partition, $0) }
            try await brokers.append(values, Int32(partition))
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
        guard let cluster = brokers.cluster else { throw TestFailure("there are no scripts for another process") }
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
        job.executableURL = Self.program
        let total = count * Self.partitions
        job.arguments =
            ["--bootstrap", brokers.servers, "--folder", folder.path, "--total", "\(total)"] + arguments
        switch mode {
        case .files: break
        case .receiver: job.arguments?.append(contentsOf: ["--source", "receiver"])
        case .topic(let topic): job.arguments?.append(contentsOf: ["--topic", topic])
        }
        let log = folder.path("log")
        try Data().write(to: URL(filePath: log))
        job.standardError = try FileHandle(forWritingTo: URL(filePath: log))
        let isOverdue = try await end(of: job, within: .seconds(600))
        if isOverdue { throw failure("hangs", arguments, log) }
        if job.terminationReason == .uncaughtSignal, job.terminationStatus == SIGKILL { return .killed }
        if job.terminationReason == .exit, job.terminationStatus == 0 { return .finished }
        throw failure("status \(job.terminationStatus)", arguments, log)
    }

    private func failure(_ reason: String, _ arguments: [String], _ log: String) -> TestFailure {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return TestFailure("seed \(TestSeed.value), \(arguments): \(reason)\n\(text)")
    }

    /// Runs a life to its end. Returns whether it was killed because it took longer than any life does.
    private func end(of job: Process, within limit: Duration) async throws -> Bool {
        let process = process
        let watchdog = Task {
            try await Task.sleep(for: limit)
            process.kill()
            return true
        }
        defer { watchdog.cancel() }
        try await job.runToEnd { process.set($0) }
        process.set(nil)
        watchdog.cancel()
        return (try? await watchdog.value) == true
    }

    func report(seconds: Double) -> String {
        let kills = hits.values.reduce(0, +)
        let rows = hits.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        let speed = Int(Double(kills) / seconds * 60)
        return "seed \(TestSeed.value): \(kills) kills in \(Int(seconds)) s, \(speed) a minute\n"
            + rows.joined(separator: "\n")
    }

    // MARK: Comparison

    /// A last life that nobody ends. It reads faster: lives that were killed have left most of the records. It has the
    /// batches that it takes until what is not needed any more is removed. There are new records for it: the others may
    /// all be in stored blocks, which would be read before the receiver has reached and committed them.
    mutating func finish() async throws {
        try await feed()
        guard try await run(["--rate", "5000", "--batches", "40"]) == .finished else {
            throw TestFailure("the last life was killed by somebody else")
        }
    }

    /// A record of the source.
    static func value(_ partition: Int, _ number: Int) -> String { "\(partition)-\(number)-\(number % keys)" }

    /// The first `count` records of each partition of the source, each with its number among those of its key.
    static func counted(_ count: Int) -> Set<String> {
        var counted: Set<String> = []
        for partition in 0..<partitions {
            for number in 0..<count { counted.insert("\(value(partition, number)) \(number / keys + 1)") }
        }
        return counted
    }

    private var expected: Set<String> { Self.counted(count) }

    /// Compares the topic's committed records with the source.
    func check(committed: [String]) throws {
        if let difference = Self.difference(committed, from: expected) { try require(false, difference) }
    }

    /// A difference between records that should be there once each, and those that are; nil if there is none.
    static func difference(_ found: [String], from expected: Set<String>) -> String? {
        let lost = expected.subtracting(found)
        if !lost.isEmpty { return "\(lost.count) lost: \(lost.sorted().prefix(10))" }
        if found.count != expected.count { return "\(found.count) records, not \(expected.count)" }
        return Set(found) == expected ? nil : "records are not those of the source"
    }

    /// Compares the files with the source.
    func check() async throws {
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
        try await checkCommitsAndFiles()
    }

    /// Compares the files of a job with a receiver with the source: a record may have been received twice, when it was
    /// stored and its commit was lost; everything that was received is counted once.
    func checkReceived() async throws -> Int {
        let batches = try batchFiles("output-")
        let lines = batches.flatMap { $0.lines.dropFirst() }
        var numbers: [Substring: [Int]] = [:]
        for line in lines {
            let parts = line.split(whereSeparator: { $0 == "-" || $0 == " " })
            guard parts.count == 4, let number = Int(parts[3]) else { throw TestFailure("a line \"\(line)\"") }
            numbers[parts[0] + parts[2], default: []].append(number)
        }
        for (key, found) in numbers {
            try require(found.sorted() == Array(1...found.count), "counts of key \(key) have gaps or repeat: \(found)")
        }
        let source = Set((0..<Self.partitions).flatMap { part in (0..<count).map { Self.value(part, $0) } })
        let values = Set(lines.map { String($0.prefix { $0 != " " }) })
        let lost = source.subtracting(values)
        try require(lost.isEmpty, "\(lost.count) lost: \(lost.sorted().prefix(10))")
        try require(values == source, "records that the source does not have: \(values.subtracting(source).prefix(10))")
        try checkWindows(batches)
        try await checkCommitsAndFiles()
        return lines.count - source.count
    }

    private func checkCommitsAndFiles() async throws {
        for partition in 0..<Self.partitions {
            let committed = try await brokers.committed(Int32(partition))
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
