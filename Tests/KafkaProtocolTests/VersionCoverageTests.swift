// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import ProtocolGenerator

/// Versions in `ProtocolSpecs` and the bytes of other implementations that check them.
@Suite struct VersionCoverageTests {
    /// A version of a request, a response, or other data, by the name in the spec.
    private struct Version: Hashable, Comparable {
        var message: String
        var number: Int

        static func < (a: Version, b: Version) -> Bool { (a.message, a.number) < (b.message, b.number) }
    }

    /// Versions, of request and response alike, without bytes of another implementation: only their specs check them,
    /// through messages with random contents. They are newer than kafka-clients 3.9.1, the reference implementation
    /// at hand, and no recorded client or broker speaks them. The comments name the Kafka release that added each.
    private static let onlySpec: [(name: String, versions: ClosedRange<Int>, since: String)] = [
        ("AddRaftVoter", 1...1, "Kafka 4.2"),
        ("AlterPartitionReassignments", 1...1, "Kafka 4.1"),
        ("AlterShareGroupOffsets", 0...0, "Kafka 4.1"),
        ("ConsumerGroupDescribe", 1...1, "Kafka 4.0"),
        ("DeleteShareGroupOffsets", 0...0, "Kafka 4.1"),
        ("DescribeCluster", 2...2, "Kafka 4.0"),
        ("DescribeGroups", 6...6, "Kafka 4.0"),
        ("DescribeLogDirs", 5...5, "Kafka 4.3"),
        ("DescribeShareGroupOffsets", 0...1, "Kafka 4.1 and 4.2"),
        ("EndTxn", 5...5, "Kafka 4.0"),
        ("Fetch", 18...18, "Kafka 4.1"),
        ("InitProducerId", 6...6, "Kafka 4.1, unstable"),
        ("ListConfigResources", 1...1, "Kafka 4.1"),
        ("ListOffsets", 11...11, "Kafka 4.2"),
        ("ListTransactions", 2...2, "Kafka 4.1"),
        ("OffsetCommit", 10...10, "Kafka 4.1"),
        ("OffsetFetch", 10...10, "Kafka 4.1"),
        ("Produce", 12...13, "Kafka 4.0 and 4.1"),
        ("ShareAcknowledge", 2...2, "Kafka 4.2"),
        ("ShareFetch", 2...2, "Kafka 4.2"),
        ("ShareGroupDescribe", 1...1, "Kafka 4.1"),
        ("StreamsGroupDescribe", 0...0, "Kafka 4.1"),
        ("StreamsGroupHeartbeat", 0...0, "Kafka 4.1"),
        ("TxnOffsetCommit", 5...5, "Kafka 4.0"),
        ("UpdateFeatures", 2...2, "Kafka 4.0"),
        ("WriteTxnMarkers", 2...2, "Kafka 4.2"),
    ]

    /// Versions of golden messages and recorded frames, without frames that our own broker or client wrote.
    private func covered() throws -> Set<Version> {
        var versions: Set<Version> = []
        for golden in try GoldenMessage.all() {
            versions.insert(Version(message: "\(golden.type.messageName)", number: Int(golden.version)))
        }
        for file in try ConformanceData.captureFiles() {
            let name = file.lastPathComponent
            var reader = CaptureReader()
            for frame in try CapturedFrame.all(in: file) {
                let message = try reader.read(frame)
                if message.isRequest ? name.hasPrefix("millrace-") : name.contains("-on-millrace.") { continue }
                let type = message.isRequest ? message.api : MessageTypes.response(message.api)
                versions.insert(Version(message: "\(type.messageName)", number: Int(message.version)))
            }
        }
        return versions
    }

    @Test func everyVersionIsCoveredByReferenceDataOrListedWithTheReason() throws {
        let covered = try covered()
        var (total, missing) = (0, [] as [Version])
        var unproven: Set<Version> = []
        for file in try ProtocolSpecs.all() {
            for message in file.messages {
                let listed = Self.onlySpec.filter { $0.name == file.api?.name ?? message.name }
                var (reference, spec) = ([] as [Int], [] as [Int])
                for number in message.versions.lower...message.versions.upper {
                    total += 1
                    let version = Version(message: message.name, number: number)
                    if covered.contains(version) {
                        reference.append(number)
                    } else if listed.contains(where: { $0.versions.contains(number) }) {
                        spec.append(number)
                        unproven.insert(version)
                    } else {
                        missing.append(version)
                    }
                }
                var line = "\(message.name): reference data for \(Self.text(reference))"
                if !spec.isEmpty { line += "; the spec alone for \(Self.text(spec))" }
                print(line)
            }
        }
        print(
            "\(total) versions: \(total - unproven.count - missing.count) by reference data, \(unproven.count) by specs"
        )
        #expect(missing.isEmpty, "not covered: \(missing.sorted().map { "\($0.message) v\($0.number)" })")
        for entry in Self.onlySpec {
            for number in entry.versions {
                let used = [entry.name, entry.name + "Request", entry.name + "Response"]
                    .contains { unproven.contains(Version(message: $0, number: number)) }
                #expect(used, "\(entry.name) v\(number) is listed, but reference data covers it or no spec has it")
            }
        }
    }

    /// `0-3, 5` for `[0, 1, 2, 3, 5]`.
    private static func text(_ numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        if runs.isEmpty { return "none" }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(
            separator: ", ")
    }

    @Test func everyVersionReadsAndWritesWhatItsSpecSays() throws {
        let seed = TestSeed.value
        print("messages by their specs: seed \(seed)")
        var random = SplitMix64(seed: seed)
        var count = 0
        for file in try ProtocolSpecs.all() {
            for spec in file.messages {
                let type = try MessageTypes.type(spec, apiKey: file.api?.key)
                #expect("\(type.messageName)" == spec.name)
                #expect(Int(type.versions.lowerBound) == spec.versions.lower)
                #expect(Int(type.versions.upperBound) == spec.versions.upper)
                for version in spec.versions.lower...spec.versions.upper {
                    for _ in 0..<6 {
                        let written = SpecMessage(spec, version: version, random: &random)
                        let bytes = ByteSlice(copying: written.bytes)
                        do {
                            let message = try type.init(decoding: bytes, version: Int16(version))
                            let differences = ReferenceValue.differences(message, written.fields)
                            #expect(
                                differences.isEmpty, "\(spec.name) v\(version), seed \(seed): \(differences.prefix(3))")
                            let again = try message.encoded(version: Int16(version))
                            #expect(again == bytes, "\(spec.name) v\(version), seed \(seed)")
                            count += 1
                        } catch {
                            Issue.record("\(spec.name) v\(version), seed \(seed): \(error)")
                        }
                    }
                }
            }
        }
        print("\(count) messages by their specs agree")
    }
}
