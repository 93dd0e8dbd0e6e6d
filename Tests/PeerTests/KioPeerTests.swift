// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import ProtocolGenerator

/// Random messages of every API and version, written by us and read by kio, and the other way round.
///
/// Values that kio's types cannot hold are left out: unknown error codes, times that it rounds, infinite doubles and
/// not-a-number. Everything else must agree in value and in bytes; no differences are known.
@Suite(.serialized, .timeLimit(.minutes(10))) struct KioPeerTests {
    /// Number of random messages per version and direction.
    private static let rounds = 4

    @Test(.enabled(if: Peers.installed, "the peers are not installed: make peers"))
    func kioReadsWhatWeWriteAndWritesWhatWeRead() async throws {
        print("kio: seed \(TestSeed.value) (MILLRACE_SEED)")
        let kio = try PeerProcess(Peers.python, [Peers.scripts + "/exchange.py"])
        var tally = Tally()
        for api in try Subject.all() {
            let layouts = try await ask(kio, api.map { "layout \($0.words)" })
            var known: [(Subject, [FieldHint])] = []
            for (subject, answer) in zip(api, layouts) {
                if answer == "unknown" {
                    tally.unknown.append("\(subject)")
                } else if case .structure(let hints)? = FieldHint(layout: answer) {
                    known.append((subject, hints))
                } else {
                    Issue.record("\(subject): \(answer)")
                }
            }
            if known.isEmpty { continue }
            tally.apis.insert(known[0].0.api)
            tally.versions += known.count
            for (subject, hints) in known {
                for field in subject.layout.fieldsOfOtherNulls(hints) {
                    Issue.record("\(subject): \(field) may be null either here or in kio, but not in both")
                }
            }
            let failures = try await exchange(kio, known)
            tally.messages += known.count * Self.rounds * 2
            for failure in failures { Issue.record("\(failure), seed \(TestSeed.value)") }
        }
        print("kio: \(tally.apis.count) APIs, \(tally.versions) versions, \(tally.messages) messages exchanged")
        print("kio does not know \(tally.unknown.count) versions: \(tally.unknown.joined(separator: ", "))")
        // kio has the messages of Kafka 4; smaller numbers mean that messages were not exchanged.
        #expect(tally.apis.count > 50 && tally.versions > 300)
        try await kio.output()
    }

    private struct Tally {
        var apis: Set<APIKey> = []
        var versions = 0
        var messages = 0
        var unknown: [String] = []
    }

    /// Exchanges random messages in both directions and returns the differences.
    private func exchange(_ kio: PeerProcess, _ subjects: [(Subject, [FieldHint])]) async throws -> [String] {
        var failures: [String] = []
        var ours: [(Subject, RandomValue, [UInt8])] = []
        var theirs: [(Subject, UInt64)] = []
        for (subject, hints) in subjects {
            let salt = UInt64(subject.layout.version) &+ UInt64(subject.api.rawValue) << 16
            var random = SplitMix64(
                seed: TestSeed.value &+ salt &+ (subject.direction == "request" ? 1 << 40 : 0))
            for _ in 0..<Self.rounds {
                let value = subject.layout.random(hints, using: &random)
                let bytes = try subject.layout.encode(value)
                let read = try subject.read(bytes)
                if read.value != value || read.bytes != bytes { failures.append("\(subject) differs from its spec") }
                ours.append((subject, value, read.bytes))
                theirs.append((subject, random.next() >> 1))
            }
        }
        let read = try await ask(kio, ours.map { "decode \($0.0.words) \(Self.word($0.2))" })
        for ((subject, value, bytes), answer) in zip(ours, read) where answer != "\(value.text) \(Self.word(bytes))" {
            failures.append("\(subject) written by us: \(value.text) \(Self.word(bytes)), in kio \(answer)")
        }
        let written = try await ask(kio, theirs.map { "random \($0.0.words) \($0.1)" })
        for ((subject, _), answer) in zip(theirs, written) {
            let parts = answer.split(separator: " ").map(String.init)
            guard parts.count == 2, let bytes = Self.bytes(parts[1]) else {
                failures.append("\(subject) by kio: \(answer)")
                continue
            }
            do {
                let read = try subject.read(bytes)
                if read.value.text != parts[0] || read.bytes != bytes {
                    failures.append(
                        "\(subject) by kio: \(answer), read here as \(read.value.text) \(Self.word(read.bytes))")
                }
            } catch {
                failures.append("\(subject) by kio: \(answer): \(error)")
            }
        }
        return failures
    }

    /// Sends questions and returns the answers, in order.
    private func ask(_ kio: PeerProcess, _ questions: [String]) async throws -> [String] {
        if questions.isEmpty { return [] }
        let before = kio.lines.count
        kio.send(questions.joined(separator: "\n"))
        var seen = 0
        try await kio.line(from: before) { line in
            if line.hasPrefix("= ") { seen += 1 }
            return seen == questions.count
        }
        return kio.lines.dropFirst(before).filter { $0.hasPrefix("= ") }.prefix(questions.count).map {
            String($0.dropFirst(2))
        }
    }

    private static func word(_ bytes: [UInt8]) -> String { bytes.isEmpty ? "-" : bytes.hex }

    /// The bytes of a word; nil if it is malformed.
    private static func bytes(_ word: String) -> [UInt8]? {
        word == "-" ? [] : try? [UInt8](hex: word)  // The caller reports the whole answer.
    }
}

extension FieldHint {
    /// Parses the script's text for a layout; nil if it is malformed.
    init?(layout: String) {
        var rest = Substring(layout)
        guard let hint = Self.parse(&rest), rest.isEmpty else { return nil }
        self = hint
    }

    private static func parse(_ rest: inout Substring) -> FieldHint? {
        guard let hint = parseRequired(&rest) else { return nil }
        guard rest.first == "?" else { return hint }
        rest.removeFirst()
        return .nullable(hint)
    }

    private static func parseRequired(_ rest: inout Substring) -> FieldHint? {
        switch rest.popFirst() {
        case "a": return .any
        case "e": return .oneOf(errorCodes)
        // The same limits as in exchange.py.
        case "d": return .range(-4_102_444_800_000...4_102_444_800_000)
        case "t": return .range(0...4_102_444_800_000)
        case "f": return .finite
        case "(":
            var fields: [FieldHint] = []
            while rest.first != ")" {
                guard let field = parse(&rest) else { return nil }
                fields.append(field)
                if rest.first == "," { rest.removeFirst() }
            }
            rest.removeFirst()
            return .structure(fields)
        default: return nil
        }
    }

    /// Error codes that every Kafka release since 3.0 has.
    private static let errorCodes: [Int64] = Array(-1...99)
}
