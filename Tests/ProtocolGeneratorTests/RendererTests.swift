// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import ProtocolGenerator

/// Renders schemas made for these tests. KafkaProtocolTests checks the generated code.
@Suite struct RendererTests {
    private func rendered(_ fields: String, flexible: String = "2+") throws -> String {
        let text = "data Thing versions 0-5 flexible \(flexible)\n" + fields
        let output = Renderer.render([try SpecParser.parse(text, file: "Thing.spec")], errorCodes: [])
        return try #require(output["Thing.swift"])
    }

    /// Whether `code` has the lines of `part` in a row, ignoring indentation.
    private func contains(_ code: String, _ part: String) -> Bool {
        func flat(_ text: String) -> String {
            text.split(separator: "\n").map { String($0.drop { $0 == " " }) }.joined(separator: "\n") + "\n"
        }
        return ("\n" + flat(code)).contains("\n" + flat(part))
    }

    @Test func generatedFileSaysSoInItsFirstLine() throws {
        let first = "// Generated from ProtocolSpecs/Thing.spec by `make generate`; edits are lost.\n"
        #expect(try rendered("").hasPrefix(first))
    }

    @Test(arguments: [
        ("bool 0+", "Bool = false"), ("int8 0+", "Int8 = 0"), ("int16 0+ default -1", "Int16 = -1"),
        ("uint16 0+", "UInt16 = 0"), ("int32 0+ default 0x7fffffff", "Int32 = 0x7fffffff"), ("int64 0+", "Int64 = 0"),
        ("float64 0+ default 0.5", "Double = 0.5"), ("uuid 0+", "KafkaUUID = .zero"), ("string 0+", "String = \"\""),
        ("string 0+ nullable 0+ default null", "String? = nil"), ("string 0+ nullable 0+", "String? = \"\""),
        ("bytes 0+", "ByteSlice = .empty"), ("records 0+ nullable 0+", "ByteSlice? = nil"),
        ("[]int32 0+", "[Int32] = []"), ("[]string 0+ nullable 0+", "[String]? = []"),
        ("[]int8 0+ nullable 0+ default null", "[Int8]? = nil"),
    ])
    func fieldHasSwiftTypeAndDefault(_ spec: String, _ swift: String) throws {
        let code = try rendered("    SomeField \(spec)\n")
        #expect(contains(code, "someField: \(swift),"))
    }

    @Test func fieldOfSomeVersionsIsReadThereAndRefusedElsewhere() throws {
        let code = try rendered("    A int32 3+\n    B string 1-4 ignorable\n", flexible: "none")
        #expect(
            contains(code, "if version >= 3 {\nself.a = reader.int32(\"a\")\n} else {\nself.a = 0\n}"))
        #expect(
            contains(
                code,
                "if version >= 3 {\nwriter.int32(self.a)\n} else {\nif self.a != 0 { writer.unsupported(\"a\") }\n}"))
        #expect(contains(code, "if (1...4).contains(version) {\nself.b = reader.string(\"b\", flexible: false)"))
        #expect(!code.contains("unsupported(\"b\")"))
        #expect(!code.contains("TaggedField"))
    }

    @Test func compactLengthsFollowTheVersion() throws {
        let code = try rendered("    A string 0+\n    B string 2+\n    C string 0-1\n    D string 0+ inflexible\n")
        #expect(contains(code, "let isFlexible = version >= 2\nself.a = reader.string(\"a\", flexible: isFlexible)"))
        #expect(code.contains("self.b = reader.string(\"b\", flexible: true)"))
        #expect(code.contains("self.c = reader.string(\"c\", flexible: false)"))
        #expect(code.contains("self.d = reader.string(\"d\", flexible: false)"))
    }

    @Test func nullFollowsTheVersion() throws {
        let code = try rendered("    A string 0+ nullable 3+\n", flexible: "none")
        #expect(code.contains("self.a = reader.nullableString(\"a\", flexible: false, nullable: version >= 3)"))
        #expect(code.contains("writer.nullableString(self.a, \"a\", flexible: false, nullable: version >= 3)"))
        let always = try rendered("    A bytes 0+ nullable 0+\n", flexible: "none")
        #expect(always.contains("self.a = reader.nullableBytes(\"a\", flexible: false)"))
        let never = try rendered("    A []int32 0+ default null\n", flexible: "none")
        #expect(never.contains("self.a = reader.integers(\"a\", flexible: false)"))
        #expect(never.contains("writer.nullableIntegers(self.a, \"a\", flexible: false, nullable: false)"))
    }

    @Test func fieldsOfTheSameVersionsShareACondition() throws {
        let code = try rendered(
            "    A int32 3+\n    B bool 3+ ignorable\n    C int8 0+\n    D int8 3+\n", flexible: "none")
        #expect(
            contains(
                code,
                "if version >= 3 {\nself.a = reader.int32(\"a\")\nself.b = reader.bool(\"b\")\n} else {\n"
                    + "self.a = 0\nself.b = false\n}\nself.c = reader.int8(\"c\")\nif version >= 3 {"))
        #expect(
            contains(
                code,
                "if version >= 3 {\nwriter.int32(self.a)\nwriter.bool(self.b)\n} else {\n"
                    + "if self.a != 0 { writer.unsupported(\"a\") }\n}\nwriter.int8(self.c)\n"))
    }

    @Test func onlyStructuresWithArraysOfStructuresCompareTheirFields() throws {
        let code = try rendered(
            """
                A int32 0+
                Pairs []Pair 0+ nullable 0+
                    B []int32 0+
                C string 0+
            """)
        #expect(
            contains(
                code,
                """
                public static func == (a: Self, b: Self) -> Bool {
                if a.a != b.a { return false }
                if a.c != b.c { return false }
                if !areEqual(a.pairs, b.pairs) { return false }
                return a.unknownTaggedFields == b.unknownTaggedFields
                }
                """))
        #expect(code.ranges(of: "func ==").count == 1)
    }

    @Test func taggedFieldsAreReadByTagAndWrittenInOrderIfSet() throws {
        let code = try rendered("    B int32 3+ tag 7 3+\n    A int64 2+ default -1 tag 1 2+ ignorable\n")
        #expect(contains(code, "case 7 where version >= 3:\nself.b = section.value.int32(\"b\")"))
        #expect(contains(code, "case 1:\nself.a = section.value.int64(\"a\")\ndefault: section.keep()"))
        #expect(contains(code, "if self.a != -1 {\nvar inner = writer.taggedWriter()\ninner.int64(self.a)"))
        let first = try #require(code.firstRange(of: "writer.add(1, inner, to: &tagged)"))
        let second = try #require(code.firstRange(of: "writer.add(7, inner, to: &tagged)"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(contains(code, "if !(version >= 3) {\nif self.b != 0 { writer.unsupported(\"b\") }\n}"))
        #expect(!code.contains("unsupported(\"a\")"))
    }

    @Test func structuresNestAndFieldsNameTheirPath() throws {
        let code = try rendered(
            """
                struct Shared 0+
                    Id int32 0+
                Left Shared 0+
                Rights []Shared 1+
                Topics []Topic 0+
                    Partitions []Part 0+
                        Index int32 0+
                Owner Owner 2+ nullable 2+ default null
                    GroupId string 2+
            """)
        #expect(code.contains("public var left: Shared\n") && code.contains("public var rights: [Shared]\n"))
        #expect(code.contains("    public struct Topic: Equatable, Sendable, WireStructure"))
        #expect(code.contains("reader.int32(\"topics.partitions.index\")"))
        #expect(code.contains("reader.string(\"owner.groupID\", flexible: true)"))
        #expect(code.contains("public var owner: Owner?"))
        #expect(code.contains("self.owner = reader.nullableStruct(\"owner\", version: version)"))
    }

    @Test func meaningIsTheSummaryAndFactsFollow() throws {
        let text = """
            ## Stores things
            data Thing versions 0-5 flexible 2+
                ## A shared pair.
                struct Pair 1+
                    Left int32 1+
                ## Group to join; created on first join if it does not exist.
                GroupId string 0+ nullable 3+
                ## Pairs to store.
                Pairs []Pair 1+
                ## Topics to store.
                Topics []Topic 0+
                    ## Partitions of the topic.
                    Partitions []Part 4
                        Index int32 4
                ## Owner of the thing.
                Owner Owner 2+
                    Name string 2+
                Plain int32 0
            """
        let output = Renderer.render([try SpecParser.parse(text, file: "Thing.spec")], errorCodes: [])
        let code = try #require(output["Thing.swift"])
        func documented(_ declaration: String, _ summary: String, _ facts: String) -> Bool {
            contains(code, "/// \(summary)\n///\n/// \(facts)\n\(declaration)")
        }
        #expect(documented("public struct Thing: KafkaMessage {", "Stores things.", "Kafka's `Thing`, versions 0-5."))
        #expect(
            documented(
                "public var groupID: String?", "Group to join; created on first join if it does not exist.",
                "Kafka's `GroupId`, versions 0+. Null allowed from version 3."))
        #expect(documented("public var pairs: [Pair]", "Pairs to store.", "Kafka's `Pairs`, versions 1+."))
        #expect(
            documented(
                "public struct Pair: Equatable, Sendable, WireStructure {", "A shared pair.",
                "Kafka's `Pair` in `Thing`, versions 1+."
            )
        )
        #expect(
            documented(
                "public struct Topic: Equatable, Sendable, WireStructure {", "Element of `topics`: Topics to store.",
                "Kafka's `Topic` in `Thing`, versions 0+."))
        #expect(
            documented(
                "public struct Part: Equatable, Sendable, WireStructure {",
                "Element of `topics.partitions`: Partitions of the topic.",
                "Kafka's `Part` in `Thing`, version 4."))
        #expect(
            documented(
                "public struct Owner: Equatable, Sendable, WireStructure {", "Value of `owner`: Owner of the thing.",
                "Kafka's `Owner` in `Thing`, versions 2+."))
        #expect(contains(code, "public var owner: Owner\n/// `Plain`, version 0.\npublic var plain: Int32"))
    }

    @Test func elementsWithoutMeaningKeepTheirFacts() throws {
        let code = try rendered("    A []Pair 1+ ignorable\n        B int32 2-3\n")
        #expect(code.contains("\n/// Kafka's `Thing`, versions 0-5.\npublic struct Thing"))
        #expect(contains(code, "/// `A`, versions 1+. Dropped silently by versions without it.\npublic var a: [Pair]"))
        #expect(contains(code, "/// `B`, versions 2-3.\npublic var b: Int32"))
        #expect(contains(code, "/// A `Pair` of `Thing`.\npublic struct Pair: Equatable, Sendable, WireStructure {"))
    }

    @Test func documentationIsWrappedAt120Columns() throws {
        let words = (1...60).map { "word\($0)" }.joined(separator: " ")
        let code = try rendered("    A []Pair 0+\n        ## \(words)\n        B int32 0+\n")
        let lines = code.split(separator: "\n")
        let first = try #require(lines.firstIndex { $0.hasPrefix("        /// word1 ") })
        let last = try #require(lines.firstIndex { $0.hasSuffix(" word60.") })
        try #require(first <= last)
        #expect(lines[first...last].allSatisfy { $0.count <= 120 && $0.hasPrefix("        /// word") })
        let joined = lines[first...last].map { $0.drop { $0 == " " }.dropFirst(4) }.joined(separator: " ")
        #expect(joined == words + ".")
        // The longest word and its space take 7 columns.
        #expect(lines[first..<last].allSatisfy { $0.count > 120 - 7 })
        #expect(lines.dropFirst(last + 1).prefix(2) == ["        ///", "        /// Kafka's `B`, versions 0+."])
    }

    @Test func apiKeysAndRegistryAreInAscendingOrder() throws {
        func api(_ name: String, _ key: Int) throws -> FileSpec {
            try SpecParser.parse(
                "api \(name) \(key)\nrequest \(name)Request versions 0 flexible none\n"
                    + "response \(name)Response versions 0 flexible none\n", file: "\(name).spec")
        }
        let output = Renderer.render([try api("InitThingId", 9), try api("Ask", 4)], errorCodes: [])
        let code = try #require(output["APIKey.swift"])
        #expect(code.contains("public static var initThingID: APIKey { APIKey(rawValue: 9) }"))
        #expect(contains(code, "AskRequest.self,\nInitThingIDRequest.self,"))
        let thing = try #require(output["InitThingID.swift"])
        #expect(thing.contains("public struct InitThingIDRequest: KafkaRequest {"))
        #expect(thing.contains("public static var apiKey: APIKey { .initThingID }"))
        #expect(thing.contains("public typealias Response = InitThingIDResponse"))
    }

    @Test func errorCodesBecomeConstants() throws {
        let codes = [
            ErrorCodeSpec(code: 0, name: "NONE", isRetriable: false, text: "no error"),
            ErrorCodeSpec(code: 6, name: "UNKNOWN_TOPIC_ID", isRetriable: true, text: "gone"),
        ]
        let code = try #require(Renderer.render([], errorCodes: codes)["BrokerErrorCode.swift"])
        #expect(code.contains("public static var unknownTopicID: BrokerErrorCode { BrokerErrorCode(rawValue: 6) }"))
        #expect(contains(code, "case 6: true\ndefault: false"))
        #expect(code.contains("case 6: \"UNKNOWN_TOPIC_ID\""))
    }

    @Test(arguments: [
        ("GroupId", "groupID"), ("TopicIds", "topicIDs"), ("MaxWaitMs", "maxWaitMs"), ("Id", "id"),
        ("NodeIdAndEpoch", "nodeIDAndEpoch"), ("Default", "default"),
    ])
    func namesAreSwift(_ kafka: String, _ swift: String) { #expect(Names.property(kafka) == swift) }

    @Test func typesAreAsKafkaWritesThem() {
        #expect(Names.type("SnapshotId") == "SnapshotID")
        #expect(Names.type("InitProducerIdRequest") == "InitProducerIDRequest")
    }

    @Test func keywordsAreQuoted() throws {
        #expect(try rendered("    Default int8 0+\n").contains("public var `default`: Int8"))
    }
}
