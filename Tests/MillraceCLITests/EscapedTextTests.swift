// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Testing

@testable import MillraceCLI

/// Escapes in delimiters and formats.
@Suite struct EscapedTextTests {
    @Test(
        arguments: [
            ("", []), ("a", [0x61]), (#"\n\r\t"#, [0x0a, 0x0d, 0x09]), (#"\x41"#, [0x41]), (#"\x4g"#, [0x04, 0x67]),
            (#"\xff0"#, [0xff, 0x30]), (#"\0"#, [0]), (#"\065"#, [0x35]), (#"\65"#, [65]), (#"\255"#, [255]),
            (#"\0008"#, [0, 0x38]), (#"\\n"#, [0x5c, 0x6e]), (#"\q"#, [0x71]), (#"a\"#, [0x61, 0x5c]),
            ("é", [0xc3, 0xa9]),
        ] as [(String, [UInt8])])
    func escapesAreBytes(text: String, bytes: [UInt8]) throws {
        #expect(try EscapedText.bytes(text) == bytes)
    }

    @Test(arguments: [#"\x"#, #"\xg"#, #"\256"#, #"\0777"#])
    func wrongEscapesAreNamed(text: String) {
        #expect(throws: ValidationError.self) { try EscapedText.bytes(text) }
    }
}
