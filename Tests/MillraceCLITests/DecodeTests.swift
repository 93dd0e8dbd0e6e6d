// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import KafkaProtocol
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace decode`: recordings as text, and files that are not recordings.
@Suite struct DecodeTests {
    @Test func everyRecordedFrameIsDecoded() throws {
        var refused = 0
        for url in try Captures.all() {
            var decoder = CaptureDecoder()
            for (index, frame) in try CaptureFile.frames(url.path).enumerated() {
                let decoded = decoder.decode(frame)
                let place = "\(url.lastPathComponent):\(index + 1): \(FrameText.summary(decoded))"
                // librdkafka's mock cluster responds to null topics with null, which no version allows.
                if decoded.note?.contains("unexpectedNull") == true {
                    #expect(decoded.api == .offsetFetch && url.lastPathComponent == "librdkafka-on-mock.jsonl.gz")
                    refused += 1
                    continue
                }
                #expect(!decoded.isFault, "\(place)")
                #expect(decoded.message != nil || decoded.note == "unknown version", "\(place)")
                // Without its package trait a codec is named instead of read.
                let unreadable = FrameText.full(decoded).filter { $0.contains("cannot be read") }
                let areAllBuiltIn = Compression.allCases.allSatisfy(\.isBuiltIn)
                #expect(
                    unreadable.allSatisfy { !areAllBuiltIn && $0.contains("build with the package trait") }, "\(place)")
            }
        }
        #expect(refused == 1)
    }

    @Test func bytesAfterTheLastFieldAreNotedAndNotAFault() throws {
        var decoder = CaptureDecoder()
        var request = try CaptureFrame.request(MetadataRequest(topics: []), version: 12)
        request.bytes = ByteSlice(copying: request.bytes.bytes + [1, 2, 3])
        let decoded = decoder.decode(request)
        #expect(decoded.message is MetadataRequest && !decoded.isFault)
        #expect(FrameText.summary(decoded).hasSuffix("bytes after the last field: 3"))
    }

    @Test func rejectionThatFitsNoVersionIsKnownByItsErrorCode() throws {
        var decoder = CaptureDecoder()
        _ = decoder.decode(try .request(ApiVersionsRequest(), version: 4))
        var answer = try CaptureFrame.response(ApiVersionsResponse(errorCode: 35), version: 0)
        // A count of entries that do not follow.
        answer.bytes = ByteSlice(copying: answer.bytes.bytes.dropLast(4) + [1, 0, 18, 0])
        let decoded = decoder.decode(answer)
        #expect((decoded.message as? ApiVersionsResponse)?.errorCode == 35 && !decoded.isFault)
        #expect(decoded.note == "the bytes after the error code fit no version")
    }

    @Test func summaryHasOneLinePerFrame() throws {
        var decoder = CaptureDecoder()
        let request = try CaptureFrame.request(MetadataRequest(topics: [.init(name: "t")]), version: 12)
        let response = try CaptureFrame.response(
            MetadataResponse(topics: [
                .init(errorCode: 3, name: "t"), .init(errorCode: 3, name: "u"), .init(errorCode: 999, name: "v"),
            ]), version: 12)
        #expect(
            FrameText.summary(decoder.decode(request))
                == "    0.001000  #1  ->  Metadata v12  correlation 1  \(request.bytes.count) bytes  client \"me\"")
        #expect(
            FrameText.summary(decoder.decode(response))
                == "   12.345678  #1  <-  Metadata v12  correlation 1  \(response.bytes.count) bytes  "
                + "errors UNKNOWN_TOPIC_OR_PARTITION x2, error code 999")
    }

    @Test func fullTextHasAllFieldsOfTheVersion() throws {
        var decoder = CaptureDecoder()
        let request = MetadataRequest(
            topics: [.init(topicID: KafkaUUID(high: 0, low: 1), name: nil), .init(name: "t\n")],
            allowAutoTopicCreation: false)
        let lines = FrameText.full(decoder.decode(try .request(request, version: 12))).dropFirst()
        #expect(
            lines == [
                "    topics:",
                "      - topicID: AAAAAAAAAAAAAAAAAAAAAQ",
                "        name: null",
                "      - topicID: AAAAAAAAAAAAAAAAAAAAAA",
                "        name: \"t\\n\"",
                "    allowAutoTopicCreation: false",
                "    includeTopicAuthorizedOperations: false",
            ])
        let old = FrameText.full(decoder.decode(try .request(MetadataRequest(topics: []), version: 1))).dropFirst()
        #expect(old == ["    topics: []"])
    }

    @Test func recordSetsAreShownAsTheirBatches() throws {
        var builder = try RecordBatchBuilder(compression: .gzip, producerID: 7, producerEpoch: 2, baseSequence: 5)
        for value in ["a", "b", "c"] { try builder.append(key: nil, value: ByteSlice(utf8: value), timestamp: 1_000) }
        let batch = try builder.finish()
        let cut = batch[0..<batch.count - 1]
        let response = FetchResponse(responses: [
            .init(topic: "t", partitions: [.init(records: ByteSlice(copying: batch.bytes + cut.bytes))])
        ])
        let lines = MessageText.lines(response, version: 12, depth: 0)
        let index = try #require(lines.firstIndex { $0.hasSuffix("records: \(2 * batch.count - 1) bytes") })
        try #require(lines.count > index + 2)
        let first = "- offsets 0 to 2, 3 records, \(batch.count) bytes, magic 2, compression gzip, "
        #expect(lines[index + 1].hasSuffix(first + "createTime up to 1000, producer 7 epoch 2 sequence 5"))
        #expect(lines[index + 2].hasSuffix("- \(cut.count) bytes of an incomplete batch"))
    }

    @Test func damagedRecordSetIsNamed() throws {
        var builder = try RecordBatchBuilder(compression: .none)
        try builder.append(key: nil, value: ByteSlice(utf8: "a"), timestamp: 1_000)
        var bytes = try builder.finish().bytes
        bytes[bytes.count - 1] ^= 1
        let lines = RecordSetText.lines(ByteSlice(copying: bytes))
        #expect(lines.count == 1)
        #expect(lines.first?.contains("CRC-32C") == true)
    }

    /// The reference's JSON form of a message has exactly the fields of its version.
    @Test func textHasTheFieldsThatTheReferencePrints() throws {
        let folder = PackageRoot.url.appending(path: "Tests/KafkaProtocolTests/Fixtures/vectors")
        var count = 0
        for row in try JSONLines.rows(folder.appending(path: "messages.jsonl.gz")) {
            let key = APIKey(rawValue: try #require(row["apiKey"] as? NSNumber).int16Value)
            let version = try #require(row["version"] as? NSNumber).int16Value
            // Renamed since the fixture was written.
            if key == .listConfigResources { continue }
            var reader = WireReader(ByteSlice(copying: try [UInt8](hex: try #require(row["hex"] as? String))))
            let message: any KafkaMessage =
                row["direction"] as? String == "request"
                ? try KafkaAPIs.decodeRequest(apiKey: key, version: version, from: &reader)
                : try KafkaAPIs.decodeResponse(apiKey: key, version: version, from: &reader)
            let lines = MessageText.lines(message, version: version, depth: 0)
            let labels = Set(
                lines.filter { $0.first != " " }.compactMap { $0.split(separator: ":").first?.lowercased() }
            )
            .subtracting(["unknowntaggedfields"])
            let fields = Set(try #require(row["fields"] as? [String: Any]).keys.map { $0.lowercased() })
            let name = "\(type(of: message).messageName) v\(version)"
            #expect(fields.isSubset(of: labels), "\(name): \(fields.subtracting(labels)) missing")
            // Tagged fields that keep their defaults are left out by the reference.
            #expect(
                labels.subtracting(fields).isSubset(of: Self.tagged), "\(name): \(labels.subtracting(fields)) too many")
            count += 1
        }
        #expect(count > 1500)
    }

    private static let tagged: Set<String> = [
        "clusterid", "replicastate", "nodeendpoints", "supportedfeatures", "finalizedfeaturesepoch",
        "finalizedfeatures",
        "zkmigrationready",
    ]

    @Test func unknownAPIAndVersionAreNamed() throws {
        var decoder = CaptureDecoder()
        let unknown = CaptureFrame(
            microseconds: 0, connection: 1, direction: .request,
            bytes: ByteSlice(copying: [0x03, 0xe7, 0, 2, 0, 0, 0, 9, 1, 2, 3]))
        let decoded = decoder.decode(unknown)
        #expect(FrameText.summary(decoded).contains("API 999 v2  correlation 9  11 bytes  unknown API"))
        #expect(!decoded.isFault)
        let answer = CaptureFrame(
            microseconds: 0, connection: 1, direction: .response, bytes: ByteSlice(copying: [0, 0, 0, 9, 5]))
        #expect(FrameText.summary(decoder.decode(answer)).contains("API 999 v2  correlation 9  5 bytes  unknown API"))
        #expect(
            FrameText.summary(decoder.decode(answer)).contains(
                "correlation 9  5 bytes  its request is not in the recording"))
    }

    @Test func refusedVersionOfApiVersionsIsReadInVersion0() throws {
        var decoder = CaptureDecoder()
        var request = try CaptureFrame.request(ApiVersionsRequest(), version: 3).bytes.bytes
        request[3] = 77
        let asked = decoder.decode(
            CaptureFrame(microseconds: 0, connection: 1, direction: .request, bytes: ByteSlice(copying: request)))
        #expect(asked.note == "unknown version")
        let answer = decoder.decode(try .response(ApiVersionsResponse(errorCode: 35), version: 0))
        #expect(answer.message as? ApiVersionsResponse == ApiVersionsResponse(errorCode: 35))
        #expect(FrameText.summary(answer).contains("ApiVersions v77  answered in v0"))
        #expect(FrameText.summary(answer).hasSuffix("errors UNSUPPORTED_VERSION"))
    }

    @Test func bareTokensAfterTheOldHandshakeAreTokens() throws {
        var decoder = CaptureDecoder()
        func token(_ text: String, _ direction: CaptureFrame.Direction) -> CaptureFrame {
            CaptureFrame(microseconds: 0, connection: 1, direction: direction, bytes: ByteSlice(utf8: text))
        }
        _ = decoder.decode(try .request(SaslHandshakeRequest(mechanism: "SCRAM-SHA-256"), version: 0, correlationID: 1))
        _ = decoder.decode(
            try .response(SaslHandshakeResponse(mechanisms: ["SCRAM-SHA-256"]), version: 0, correlationID: 1))
        #expect(decoder.decode(token("n,,n=alice,r=abc", .request)).note == "SASL token")
        #expect(decoder.decode(token("r=abcdef,s=c2FsdA==,i=4096", .response)).note == "SASL token")
        let next = decoder.decode(try .request(MetadataRequest(topics: []), version: 1, correlationID: 2))
        #expect(next.message is MetadataRequest)
        #expect(!next.isFault)
    }

    // MARK: Files

    private static let good = #"{"t_us":5,"connection":1,"direction":"request","frame":"ABIAAAAAAAH//w=="}"#

    private func run(_ path: String, _ flag: String = "--summary") throws {
        try DecodeCommand.parse([path, flag]).run()
    }

    /// The error of decoding the file, which ends the tool with status 1.
    private func failure(_ path: String) throws -> CaptureError {
        let error = #expect(throws: CaptureError.self) { try run(path) }
        let failure = try #require(error)
        #expect(MillraceCommand.exitCode(for: failure) == .failure)
        #expect(failure.file == path)
        return failure
    }

    @Test func plainAndCompressedFilesAreTheSame() throws {
        let folder = try TemporaryFolder()
        let packed = try #require(try Captures.all().first)
        let plain = try folder.write(
            Gzip.decompress(ByteSlice(copying: try Data(contentsOf: packed)), limit: 1 << 30).bytes, "plain.jsonl")
        #expect(try CaptureFile.frames(plain) == CaptureFile.frames(packed.path))
        #expect(try !CaptureFile.frames(plain).isEmpty)
        try run(plain, "--full")
    }

    @Test func lastLineMayLackItsEndAndEmptyLinesAreSkipped() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(("\n" + Self.good + "\n\n" + Self.good).utf8, "a.jsonl")
        #expect(try CaptureFile.frames(path).count == 2)
        #expect(try CaptureFile.frames(folder.write([], "empty.jsonl")).isEmpty)
    }

    @Test(arguments: [
        ("nonsense", "the line is not a JSON object of a frame"),
        (#"[1, 2]"#, "the line is not a JSON object of a frame"),
        (#"{"t_us":5,"connection":1,"direction":"request","fra"#, "the line is not a JSON object of a frame"),
        (#"{"t_us":5,"connection":1,"direction":"request"}"#, "frame is missing"),
        (#"{"t_us":"5","connection":1,"direction":"request","frame":""}"#, "t_us has the wrong type"),
        (#"{"t_us":5,"connection":1.5,"direction":"request","frame":""}"#, "the line is not a JSON object of a frame"),
        (#"{"t_us":5,"connection":0,"direction":"request","frame":""}"#, "connection is 0"),
        (#"{"t_us":5,"connection":1,"direction":"sideways","frame":""}"#, "sideways"),
        (#"{"t_us":5,"connection":1,"direction":"request","frame":"§"}"#, "frame is not base64"),
    ])
    func badLineIsNamed(_ line: String, _ expected: String) throws {
        let folder = try TemporaryFolder()
        let error = try failure(folder.write((Self.good + "\n" + line + "\n" + Self.good).utf8, "bad.jsonl"))
        #expect(error.line == 2)
        #expect(error.description.hasPrefix(folder.path("bad.jsonl") + ":2: "))
        #expect(error.message.contains(expected), "\(error)")
    }

    @Test func truncatedAndDamagedGzipIsNamed() throws {
        let folder = try TemporaryFolder()
        let packed = try Data(contentsOf: try #require(try Captures.all().first))
        for cut in [10, packed.count / 2, packed.count - 1] {
            let error = try failure(folder.write(packed.prefix(cut), "cut.jsonl.gz"))
            #expect(error.line == nil)
            #expect(error.message.contains("cannot be decompressed"))
        }
        var damaged = packed
        damaged[packed.count / 2] ^= 0xff
        #expect(try failure(folder.write(damaged, "bad.jsonl.gz")).message.contains("cannot be decompressed"))
    }

    @Test func missingFileIsNamed() throws {
        #expect(try failure("/no/such/file.jsonl").message.contains("cannot be read"))
    }

    @Test func frameThatIsNotAMessageIsPrintedAndThenAnError() throws {
        let folder = try TemporaryFolder()
        let bad = #"{"t_us":5,"connection":1,"direction":"request","frame":"AAMADAAA"}"#
        let error = try failure(folder.write((Self.good + "\n" + bad + "\n" + bad).utf8, "bad.jsonl"))
        #expect(error.line == 2)
        #expect(error.message == "first of 2 frames that cannot be read")
    }
}
