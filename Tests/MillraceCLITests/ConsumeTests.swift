// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace consume` and `millrace produce` against a cluster in the process.
@Suite struct ConsumeTests {
    private func consume(_ cluster: TestCluster, _ arguments: String...) async throws -> String {
        let command = try ConsumeCommand.parse(arguments + ["--quiet"])
        let consumer = ConsumerConfiguration(client: .patient(cluster.bootstrapServers))
        let output = try await command.run(consumer, OutputBuffer(descriptor: nil))
        return String(decoding: output.bytes, as: UTF8.self)
    }

    private func produce(
        _ cluster: TestCluster, _ input: some Collection<UInt8>, _ arguments: [String],
        _ producer: ProducerConfiguration = ProducerConfiguration()
    ) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(input, "input")
        let command = try ProduceCommand.parse(arguments + ["--quiet"])
        try await command.run(.patient(cluster.bootstrapServers), producer, InputFile(file))
    }

    @Test func recordsComeBackAsTheyWere() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            try await produce(
                cluster, "a:1\n\nb\nc:\n:d\n:".utf8, ["-t", "t", "-K:", "-Z", "-k", "fixed", "-H", "h=x", "-H", "n"])
            #expect(
                try await consume(cluster, "-t", "t", "-e", "-f", #"%o %k|%s|%S %h\n"#) == """
                    0 a|1|1 h=x,n=NULL
                    1 fixed|b|1 h=x,n=NULL
                    2 c||-1 h=x,n=NULL
                    3 fixed|d|1 h=x,n=NULL
                    4 fixed||-1 h=x,n=NULL

                    """)
        }
    }

    @Test func bytesOfAllValuesPassUnchanged() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            // Everything but the delimiters, 3000 times, so that messages cross the blocks of the input.
            let message: [UInt8] = (0...255).map { UInt8($0) }.filter { $0 != 0x0a && $0 != 0x1f }
            let line: [UInt8] = message + [0x1f] + message + [0x0a]
            let input = [UInt8](repeatElement(line, count: 3000).joined())
            try await produce(cluster, input, ["-t", "t", "-K", #"\x1f"#])
            let command = try ConsumeCommand.parse(["-t", "t", "-e", "-q", "-K", #"\x1f"#])
            let consumer = ConsumerConfiguration(client: .patient(cluster.bootstrapServers))
            let output = try await command.run(consumer, OutputBuffer(descriptor: nil))
            #expect(output.bytes == input)
        }
    }

    @Test func startsAndEndsAreKept() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            var batch = try RecordBatchBuilder()
            for number in 0..<10 {
                try batch.append(key: nil, value: "\(number)", timestamp: 1000 + Int64(number))
            }
            try cluster.append(try batch.finish(), to: "t", 0)
            func values(_ arguments: String...) async throws -> String {
                let command = try ConsumeCommand.parse(["-t", "t", "-q", "-D", ""] + arguments)
                let consumer = ConsumerConfiguration(client: .patient(cluster.bootstrapServers))
                let output = try await command.run(consumer, OutputBuffer(descriptor: nil))
                return String(decoding: output.bytes, as: UTF8.self)
            }
            #expect(try await values("-e") == "0123456789")
            #expect(try await values("-e", "-o", "7") == "789")
            #expect(try await values("-e", "-o-2") == "89")
            #expect(try await values("-e", "-o", "end") == "")
            #expect(try await values("-e", "-o", "s@1006") == "6789")
            // These end without -e.
            #expect(try await values("-c", "4") == "0123")
            #expect(try await values("-o", "s@1002", "-o", "e@1005") == "234")
            #expect(try await values("-o", "5", "-c", "2") == "56")
        }
    }

    @Test func theCountIsThatOfAllPartitions() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 4)
            try cluster.createTopic("u", partitions: 1)
            for partition in 0..<4 { try cluster.append(values: ["a", "b"], to: "t", Int32(partition)) }
            try cluster.append(values: ["c"], to: "u", 0)
            #expect(try await consume(cluster, "-t", "t", "-c", "5").utf8.count == 10)
            let all = try await consume(cluster, "t", "-t", "u", "-e", "-f", #"%t%p%s "#)
            let words = all.split(separator: " ").sorted()
            #expect(words == ["t0a", "t0b", "t1a", "t1b", "t2a", "t2b", "t3a", "t3b", "u0c"])
            #expect(try await consume(cluster, "-t", "t", "-p", "2", "-e", "-f", "%p%s") == "2a2b")
        }
    }

    @Test func newRecordsAreWaitedFor() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            async let printed = consume(cluster, "-t", "t", "-c", "2")
            try cluster.append(values: ["a"], to: "t", 0)
            try cluster.append(values: ["b"], to: "t", 0)
            #expect(try await printed == "a\nb\n")
        }
    }

    @Test func jsonNamesTheBroker() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1, configs: ["message.timestamp.type": "LogAppendTime"])
            try cluster.append(values: ["a"], to: "t", 0)
            let line = try await consume(cluster, "-t", "t", "-e", "--json")
            #expect(line.contains(#""tstype":"logappend","ts":"#))
            #expect(line.hasSuffix(#","broker":1,"key":null,"payload":"a"}"# + "\n"))
        }
    }

    @Test func failuresSayWhatToDo() async throws {
        try await TestCluster.with(ClusterConfiguration(autoCreatesTopics: false)) { cluster in
            try cluster.createTopic("t", partitions: 2)
            func failure(_ arguments: String...) async -> String {
                do {
                    let command = try ConsumeCommand.parse(arguments + ["-q"])
                    let consumer = ConsumerConfiguration(client: .patient(cluster.bootstrapServers))
                    _ = try await command.run(consumer, OutputBuffer(descriptor: nil))
                    return "no error"
                } catch {
                    return "\(error)"
                }
            }
            #expect(await failure("-t", "nosuch").contains("\"nosuch\" does not exist"))
            #expect(await failure("-t", "t", "-p", "2").contains("no partition 2: it has 0 to 1"))
            #expect(await failure("-t", "t", "-p", "1", "-o", "9").contains("-o beginning"))
            let error = await #expect(throws: ToolError.self) {
                try await produce(cluster, "a".utf8, ["-t", "nosuch"])
            }
            #expect(error?.description.contains("millrace topics create") == true)
        }
    }

    // MARK: Produce

    @Test func partitionCountAndDelimiterAreKept() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 3)
            try await produce(cluster, "a b c d".utf8, ["-t", "t", "-p", "2", "-c", "3", "-D", " "])
            #expect(try await consume(cluster, "-t", "t", "-e", "-f", "%p%s ") == "2a 2b 2c ")
        }
    }

    @Test func filesAreOneRecordEach() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            let folder = try TemporaryFolder()
            let files = [
                try folder.write("a\nb".utf8, "a"), try folder.write([], "empty"), try folder.write([0xff, 0], "b"),
            ]
            let command = try ProduceCommand.parse(["-t", "t", "-k", "k"] + files)
            try await command.run(.patient(cluster.bootstrapServers), ProducerConfiguration(), nil)
            let printed = try await consume(cluster, "-t", "t", "-e", "--json")
            let payloads = printed.split(separator: "\n").map { $0.split(separator: "\"payload\":")[1] }
            #expect(payloads == [#""a\nb"}"#, #""/wA=","payload_encoding":"base64"}"#])
            let error = await #expect(throws: ToolError.self) {
                try await ProduceCommand.parse(["-t", "t", folder.path("missing")])
                    .run(.patient(cluster.bootstrapServers), ProducerConfiguration(), nil)
            }
            #expect(error?.description.contains("missing cannot be opened") == true)
        }
    }

    @Test func refusedRecordsAreNumbered() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1, configs: ["max.message.bytes": "200"])
            let long = String(repeating: "x", count: 300)
            let error = await #expect(throws: ToolError.self) {
                // One record per batch, so that only the long one is refused.
                try await produce(
                    cluster, "a\nb\n\(long)\n".utf8, ["-t", "t"], ProducerConfiguration(batchBytes: 0))
            }
            #expect(error?.description.hasPrefix("record 3 was not written, and 2 before it were") == true)
        }
    }

    @Test func inputWithoutDelimiterIsNotReadForEver() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            let input = [UInt8](repeating: 0x61, count: 2 << 20)
            let error = await #expect(throws: ToolError.self) { try await produce(cluster, input, ["-t", "t"]) }
            #expect(error?.description.contains("record 1 has more than 1048576 bytes") == true)
        }
    }

    @Test func stoppedInputIsWritten() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            let (read, write) = try Descriptor.pipe()
            let input = try InputFile(descriptor: read, path: "pipe")
            try Descriptor.write(Array("a\nb".utf8), to: write)
            let command = try ProduceCommand.parse(["-t", "t"])
            async let produced: Void = command.run(
                .patient(cluster.bootstrapServers), ProducerConfiguration(linger: .zero), input)
            // The first record arrives while the pipe is open.
            #expect(try await consume(cluster, "-t", "t", "-c", "1") == "a\n")
            input.stop()
            try await produced
            #expect(try await consume(cluster, "-t", "t", "-e") == "a\nb\n")
            Descriptor.close(write)
        }
    }

    @Test func recordsOfATransactionComeTogetherOrNotAtAll() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            let producer = ProducerConfiguration(transactionalID: "me")
            try await produce(cluster, "a\nb\n".utf8, ["-t", "t"], producer)
            let (read, write) = try Descriptor.pipe()
            let input = try InputFile(descriptor: read, path: "pipe")
            try Descriptor.write(Array("c\n".utf8), to: write)
            let command = try ProduceCommand.parse(["-t", "t"])
            async let produced: Void = command.run(.patient(cluster.bootstrapServers), producer, input)
            // Offset 2 has the commit of the first transaction.
            #expect(try await consume(cluster, "-t", "t", "-c", "3") == "a\nb\nc\n")
            input.stop()
            do {
                try await produced
                Issue.record("the interrupted transaction was committed")
            } catch let error as ToolError {
                #expect(error.description.contains("aborted"))
            }
            Descriptor.close(write)
            let consumer = ConsumerConfiguration(
                client: .patient(cluster.bootstrapServers), fetch: FetchConfiguration(isolation: .readCommitted))
            let output = try await ConsumeCommand.parse(["-t", "t", "-e", "-q"])
                .run(consumer, OutputBuffer(descriptor: nil))
            #expect(String(decoding: output.bytes, as: UTF8.self) == "a\nb\n")
        }
    }
}
