// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Testing

@Suite struct KafkaPropertiesTests {
    private func parse(_ text: String) throws -> [String: String] { try KafkaProperties.parse(text.utf8) }

    private func failure(_ bytes: [UInt8]) -> String {
        do {
            return "no error: \(try KafkaProperties.parse(bytes))"
        } catch {
            return "\(error)"
        }
    }

    @Test func namesEndAtEqualsColonOrBlank() throws {
        let read = try parse("a=1\nb:2\nc 3\n d = 4 \ne\t:\t=5\nf\ng=\nh==7\n")
        #expect(
            read == ["a": "1", "b": "2", "c": "3", "d": "4 ", "e": "=5", "f": "", "g": "", "h": "=7"])
    }

    @Test func commentsAndEmptyLinesAreSkipped() throws {
        let read = try parse("# a=1\n\n  ! b=2 \\\n \t\nc=3 # not a comment\n#\\\nd=4")
        #expect(read == ["c": "3 # not a comment", "d": "4"])
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func everyLineEndCounts(end: String) throws {
        #expect(try parse("a=1\(end)b=2\(end)\(end)c=3\\\(end)  4") == ["a": "1", "b": "2", "c": "34"])
    }

    @Test func aBackslashAtTheEndGoesOnWithTheNextLine() throws {
        #expect(try parse("list=a,\\\n   b,\\\n\tc\nx=1") == ["list": "a,b,c", "x": "1"])
        #expect(try parse("na\\\n  me = va\\\n\\\n lue") == ["name": "value"])
        #expect(try parse("a \\\n = \\\n b") == ["a": "b"])
        #expect(try parse("a=b\\\\\nc=d") == ["a": "b\\", "c": "d"])
        #expect(try parse("a=b\\\n# no comment") == ["a": "b# no comment"])
        #expect(try parse("a=b\\") == ["a": "b"])
        #expect(try parse("\\\n  a=b") == ["a": "b"])
    }

    @Test func escapesStandForCharacters() throws {
        #expect(try parse(##"a=\t\n\r\f\\\q\ \=\:\#"##) == ["a": "\t\n\r\u{c}\\q =:#"])
        #expect(try parse(#"a\ b\=c\:d=e"#) == ["a b=c:d": "e"])
        #expect(try parse(#"a=\u00fc\u20AC\uD83D\ude00\u0041b"#) == ["a": "ü€😀Ab"])
        #expect(try parse("a=ü€") == ["a": "ü€"])
    }

    @Test func theLastValueOfANameCounts() throws {
        #expect(try parse("a=1\nb=2\na=3") == ["a": "3", "b": "2"])
    }

    @Test func nothingIsAnEmptyFile() throws {
        for text in ["", "\n\n", "  ", "#", "\\", "\\\n"] { #expect(try parse(text).isEmpty) }
    }

    @Test(arguments: [
        ("a=1\n=2", "line 2"), (":", "line 1"), (#"a=\u12"#, "line 1"), (#"a=\u12g4"#, "line 1"),
        ("\n\na=\\\n\\ud83d", "line 4"), (#"a=\ud83d\u0041"#, "line 1"), (#"a=\udc00"#, "line 1"), (#"a=\u"#, "line 1"),
        (#"a=\u+123"#, "line 1"),
    ])
    func malformedLinesAreNamed(text: String, place: String) {
        let error = failure(Array(text.utf8))
        #expect(error.contains(place), "\(error)")
    }

    @Test func bytesThatAreNoUTF8AreAnError() {
        #expect(failure(Array("a=1\nb=".utf8) + [0xfc]).contains("line 2: the text is not UTF-8"))
        #expect(failure([0xff, 0x3d]).contains("line 1: the text is not UTF-8"))
    }

    @Test func aConfigurationIsMadeOfAFile() throws {
        let file = """
            # where to begin
            bootstrap.servers = a:1,\\
                b:2
            client.id: me
            """
        let read = try ConsumerConfiguration(properties: parse(file))
        #expect(read.client.bootstrapServers == ["a:1", "b:2"] && read.client.clientID == "me")
    }
}
