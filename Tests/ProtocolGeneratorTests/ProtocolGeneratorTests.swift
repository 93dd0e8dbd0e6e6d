// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ProtocolGenerator

@Suite struct ProtocolGeneratorTests {
    private let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func generatedMessagesAreFresh() throws {
        let stale = try ProtocolGenerator.run(root: root, write: false)
        #expect(stale.isEmpty, "run `make generate` and commit the result")
    }

    private let example = """
        # An API made for this test.
        api Example 300
        request ExampleRequest versions 0-4 flexible 3+
            struct Shared 0+
                Id int32 0+ key
            TopicIds []uuid 2+ ignorable
            Name string 0+ nullable 1+ default null
            Left Shared 0+
            Rights []Shared 1+ nullable 2-3
            Hint string 3+ nullable 3+ default null tag 0 3+
            Inner Detail 4+ nullable 4+ default null
                Protocol bool 4+ default true

        response ExampleResponse versions 0-4 flexible 3+
            ErrorCode int16 0+
        """

    @Test func specIsParsed() throws {
        let spec = try SpecParser.parse(example, file: "Example.spec")
        #expect(spec.api?.name == "Example")
        #expect(spec.api?.key == 300)
        #expect(spec.messages.map(\.name) == ["ExampleRequest", "ExampleResponse"])
        let request = spec.messages[0]
        #expect(request.versions == VersionRange(lower: 0, upper: 4))
        #expect(request.flexible == VersionRange(lower: 3, upper: .max))
        #expect(request.structs.map(\.name) == ["Shared"])
        #expect(request.fields.map(\.name) == ["TopicIds", "Name", "Left", "Rights", "Hint", "Inner"])
        #expect(request.fields[0].type == .array(.uuid))
        #expect(request.fields[3].nullable == VersionRange(lower: 2, upper: 3))
        #expect(request.fields[4].tag == 0)
        #expect(request.fields[5].fields.map(\.name) == ["Protocol"])
    }

    @Test func renderedCodeFollowsTheVersions() throws {
        let spec = try SpecParser.parse(example, file: "Example.spec")
        var out = CodePrinter()
        MessageRenderer(message: spec.messages[0], api: spec.api).render(into: &out)
        for line in [
            "public struct ExampleRequest: KafkaRequest {",
            "public typealias Response = ExampleResponse",
            "public static let apiKey = APIKey.example",
            "public static let versions: ClosedRange<Int16> = 0...4",
            "public static let firstFlexibleVersion: Int16? = 3",
            "public var topicIDs: [KafkaUUID]",
            "public var rights: [Shared]?",
            "public var inner: Detail?",
            "public var `protocol`: Bool",
            "self.name = try version >= 1 ? reader.readNullableString(flexible: version >= 3) : "
                + "reader.readString(flexible: version >= 3)",
            "throw writer.unsupportedField(\"inner\")",
            "(2...3).contains(version)",
            "writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)",
        ] { #expect(out.text.contains(line), "missing: \(line)") }
        #expect(!out.text.contains("unsupportedField(\"topicIDs\")"))
    }

    @Test(arguments: [
        ("api A x\n", 1, "expected: api NAME KEY"),
        ("request R versions 0 flexible none\n", 1, "need an api line"),
        ("data D versions 0+ flexible none\n", 1, "closed range"),
        ("data D versions 0 flexible none\n  A int8 0+\n", 2, "multiple of four"),
        ("data D versions 0 flexible none\n    A int8\n", 2, "expected: NAME TYPE VERSIONS"),
        ("data D versions 0 flexible none\n    A int8 3-1\n", 2, "no range of versions"),
        ("data D versions 0 flexible none\n    A int8 0+ shiny\n", 2, "unknown word shiny"),
        ("data D versions 0 flexible none\n    A int8 0+\n    A int8 0+\n", 3, "stands twice"),
        ("data D versions 0 flexible none\n    A int8 0+\n            B int8 0+\n", 3, "indented deeper"),
        ("data D versions 0 flexible none\n    A int8 0+\n        B int8 0+\n", 2, "is no structure"),
        ("data D versions 0 flexible none\n    A []Gone 0+\n", 1, "no structure Gone"),
    ] as [(String, Int, String)])
    func mistakesAreNamedWithTheirLine(text: String, line: Int, message: String) {
        let error = #expect(throws: SpecError.self) { try SpecParser.parse(text, file: "Bad.spec") }
        #expect(error?.line == line)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test func errorCodesAreParsedAndRefusedTwice() throws {
        let codes = try SpecParser.parseErrorCodes("# comment\n6 NOT_LEADER retriable moved away\n", file: "E")
        #expect(codes == [ErrorCodeSpec(code: 6, name: "NOT_LEADER", isRetriable: true, text: "moved away")])
        #expect(throws: SpecError.self) { try SpecParser.parseErrorCodes("1 A final x\n1 B final y\n", file: "E") }
        #expect(throws: SpecError.self) { try SpecParser.parseErrorCodes("1 A sometimes x\n", file: "E") }
    }

    @Test func namesFollowTheHouseStyle() {
        #expect(Names.property("TopicIds") == "topicIDs")
        #expect(Names.property("ClusterId") == "clusterID")
        #expect(Names.identifier("Protocol") == "`protocol`")
        #expect(Names.type("SnapshotId") == "SnapshotID")
        #expect(Names.errorConstant("UNKNOWN_TOPIC_ID") == "unknownTopicID")
    }
}
