// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import ProtocolGenerator

/// A spec that must be refused, with the line and a part of the message.
struct BadSpec: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var message: String
    var testDescription: String { message }

    init(_ text: String, line: Int, _ message: String) { (self.text, self.line, self.message) = (text, line, message) }

    private static func fields(_ lines: String, line: Int, _ message: String) -> BadSpec {
        BadSpec("data Thing versions 0-3 flexible 2+\n" + lines, line: line, message)
    }

    static let all: [BadSpec] = [
        BadSpec("api Thing\n", line: 1, "expected: api NAME KEY"),
        BadSpec("api Thing -1\n", line: 1, "expected: api NAME KEY"),
        BadSpec("api Thing 32768\n", line: 1, "expected: api NAME KEY"),
        BadSpec("\n# why\nmessage Thing versions 0 flexible none\n", line: 3, "expected: request|response|header|data"),
        BadSpec("data Thing versions 0\n", line: 1, "expected: request|response|header|data"),
        BadSpec("request Thing versions 0 flexible none\n", line: 1, "need an api line"),
        BadSpec("api Thing 1\ndata Thing versions 0 flexible none\n", line: 2, "must not have one"),
        BadSpec("data Thing versions 0+ flexible none\n", line: 1, "closed range of versions"),
        BadSpec("data Thing versions none flexible none\n", line: 1, "closed range of versions"),
        BadSpec("data Thing versions 3-1 flexible none\n", line: 1, "3-1 is not a range"),
        BadSpec("data Thing versions 0-3 flexible often\n", line: 1, "often is not a range"),
        fields("   A int8 0+\n", line: 2, "multiple of four"),
        fields("        A int8 0+\n", line: 2, "indented too deep"),
        fields("    A int8 0+\n        B int8 0+\n", line: 2, "is not a structure and cannot have fields"),
        fields("    A int8\n", line: 2, "expected: NAME TYPE VERSIONS"),
        fields("    A int8 x\n", line: 2, "x is not a range"),
        fields("    A int8 0+\n    A int8 0+\n", line: 3, "A is declared twice"),
        fields("    A int8 0+ often\n", line: 2, "unknown word often"),
        fields("    A int8 0+ default\n", line: 2, "default without a value"),
        fields("    A string 0+ nullable\n", line: 2, "is not a range"),
        fields("    A int8 2+ tag x 2+\n", line: 2, "tag without a number"),
        fields("    A int8 2+ tag 0\n", line: 2, "is not a range"),
        fields("    A int9 0+\n", line: 1, "Thing.A: structure int9 is not declared"),
        fields("    A []Gone 0+\n", line: 1, "Thing.A: structure Gone is not declared"),
        fields("    A Pair 0+\n        B int8 0+\n    C Pair 0+\n        D int8 0+\n", line: 1, "declared twice"),
        fields("    struct Pair\n        B int8 0+\n", line: 2, "expected: struct NAME RANGE"),
        fields("    A []bool 0+\n", line: 2, "[]bool: arrays are of integers, strings or structures"),
        fields("    A [][]int8 0+\n", line: 2, "[][]int8: arrays are of integers"),
        fields("    A int8 0+ nullable 0+\n", line: 2, "int8 cannot be null"),
        fields("    A int8 0+ default null\n", line: 2, "int8 cannot be null"),
        fields("    A int8 0+ default 128\n", line: 2, "128 is not a value of int8"),
        fields("    A uint16 0+ default -1\n", line: 2, "-1 is not a value of uint16"),
        fields("    A bool 0+ default 1\n", line: 2, "1 is not a value of bool"),
        fields("    A string 0+ default x\n", line: 2, "x is not a value of string"),
        fields("    A float64 0+ default x\n", line: 2, "x is not a value of float64"),
        fields("    A uuid 0+ default 7\n", line: 2, "7 is not a value of uuid"),
        fields("    A int8 1+ tag 0 1+\n", line: 1, "Thing.A: tag 0 is used in versions that are not flexible"),
        fields("    A int8 2+ tag 0 2+\n    B int8 2+ tag 0 2+\n", line: 3, "tag 0 is declared twice"),
        BadSpec("## Why\napi Thing 1\n", line: 1, "an api line cannot have a ## meaning"),
        BadSpec(
            "## Why\n\ndata Thing versions 0 flexible none\n", line: 1, "a meaning needs an element directly below"),
        fields("    ## One\n    ## two\n        A int8 0+\n", line: 2, "a meaning needs an element directly below"),
        fields("        ## Deeper\n    A int8 0+\n", line: 2, "a meaning needs an element directly below"),
        fields("    A int8 0+\n    ## One\n## two\n", line: 3, "a meaning needs an element directly below"),
        fields("    ## One\n    # why\n    A int8 0+\n", line: 2, "a meaning needs an element directly below"),
        fields("    A int8 0+\n    ## Last\n", line: 3, "a meaning needs an element directly below"),
        fields("    ##\n    A int8 0+\n", line: 2, "expected: ## MEANING"),
        fields("    ##Close\n    A int8 0+\n", line: 2, "expected: ## MEANING"),
    ]
}

@Suite struct SpecParserTests {
    @Test(arguments: BadSpec.all)
    func badSpecIsRefusedByFileAndLine(_ bad: BadSpec) {
        #expect {
            try SpecParser.parse(bad.text, file: "Thing.spec")
        } throws: { error in
            guard let error = error as? SpecError else { return false }
            return error.file == "Thing.spec" && error.line == bad.line && error.message.contains(bad.message)
                && "\(error)".hasPrefix("Thing.spec:\(bad.line): ")
        }
    }

    @Test func everyPartOfTheLayoutIsRead() throws {
        let file = try SpecParser.parse(
            """
            # A comment.
            api Thing 7

            request ThingRequest versions 0-3 flexible 2+
                struct Pair 1+
                    Left int32 1+
                Name string 0+ nullable 1+ default null ignorable
                Pairs []Pair 1+
                Inner Inner 2+ tag 4 2+
                    # A comment between.
                    Key uuid 2+ key
                Old string 0-1 inflexible
            response ThingResponse versions 0-3 flexible none
            """, file: "Thing.spec")
        #expect(file.name == "Thing" && file.api?.name == "Thing" && file.api?.key == 7)
        #expect(file.messages.map(\.kind) == [.request, .response])
        let request = try #require(file.messages.first)
        #expect(request.versions == VersionRange(lower: 0, upper: 3))
        #expect(request.flexible == VersionRange(lower: 2, upper: .max))
        #expect(request.structs.map(\.name) == ["Pair"])
        #expect(request.fields.map(\.name) == ["Name", "Pairs", "Inner", "Old"])
        let (name, pairs, inner, old) = try (
            request.fields.at(0), request.fields.at(1), request.fields.at(2), request.fields.at(3)
        )
        #expect(name.type == .string && name.defaultText == "null")
        #expect(name.nullable == VersionRange(lower: 1, upper: .max) && name.ignorable)
        #expect(pairs.type == .array(.structure("Pair")))
        #expect(inner.tag == 4 && inner.fields.map(\.isKey) == [true])
        #expect(old.inflexible && old.versions == VersionRange(lower: 0, upper: 1))
        let response = try file.messages.at(1)
        #expect(response.flexible.isEmpty && response.fields.isEmpty)
    }

    @Test func meaningsBelongToTheElementBelowThem() throws {
        let file = try SpecParser.parse(
            """
            # A comment.
            api Thing 7

            ## Asks for  things
            ## by name.
            request ThingRequest versions 0 flexible none
                ## Two numbers.
                struct Pair 0
                    ## The smaller one.
                    Left int32 0
                    Right int32 0
                # A comment between.
                ## Things to return.
                Things []Thing 0
                    ## Name of the thing.
                    Name string 0
            response ThingResponse versions 0 flexible none
            """, file: "Thing.spec")
        let request = try #require(file.messages.first)
        #expect(file.messages.map(\.meaning) == ["Asks for things by name.", ""])
        #expect(request.structs.map(\.meaning) == ["Two numbers."])
        #expect(try request.structs.only.fields.map(\.meaning) == ["The smaller one.", ""])
        #expect(request.fields.map(\.meaning) == ["Things to return."])
        #expect(try request.fields.only.fields.map(\.meaning) == ["Name of the thing."])
    }

    @Test func meaningInTheTableOfErrorCodesIsRefused() {
        #expect {
            try SpecParser.parseErrorCodes("## Why\n1 ONE final one\n", file: "ErrorCodes.spec")
        } throws: {
            ($0 as? SpecError)
                == SpecError(
                    file: "ErrorCodes.spec", line: 1, message: "the table of error codes cannot have a ## meaning")
        }
    }

    @Test(arguments: ["x NONE final text", "0 NONE sometimes text", "0 NONE final", "40000 BIG final text"])
    func badErrorCodeIsRefused(_ line: String) {
        #expect {
            try SpecParser.parseErrorCodes("1 ONE final one\n" + line, file: "ErrorCodes.spec")
        } throws: {
            ($0 as? SpecError)?.line == 2 && ($0 as? SpecError)?.message.contains("expected: CODE") == true
        }
    }

    @Test func errorCodeThatIsDeclaredTwiceIsRefused() {
        #expect {
            try SpecParser.parseErrorCodes("1 ONE final one\n1 UNO final one\n", file: "ErrorCodes.spec")
        } throws: {
            ($0 as? SpecError) == SpecError(file: "ErrorCodes.spec", line: 2, message: "code 1 is declared twice")
        }
    }

    @Test func errorCodesAreRead() throws {
        let codes = try SpecParser.parseErrorCodes("-1 SOME_ID retriable what it means\n", file: "ErrorCodes.spec")
        #expect(codes == [ErrorCodeSpec(code: -1, name: "SOME_ID", isRetriable: true, text: "what it means")])
    }

    @Test(arguments: [
        ("3", VersionRange(lower: 3, upper: 3)), ("3-7", VersionRange(lower: 3, upper: 7)),
        ("3+", VersionRange(lower: 3, upper: .max)), ("none", VersionRange.none),
    ])
    func versionRangeIsRead(_ text: String, _ range: VersionRange) { #expect(VersionRange(text[...]) == range) }

    @Test(arguments: ["", "-", "+", "-1", "3-", "7-3", "3++", "a-b", "-1+", "99999999999999999999"])
    func badVersionRangeIsRefused(_ text: String) { #expect(VersionRange(text[...]) == nil) }
}
