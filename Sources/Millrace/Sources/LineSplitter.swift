// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Cuts bytes into lines that end in `\n` or `\r\n`. A pure value.
package struct LineSplitter: Sendable {
    private var rest: [UInt8] = []

    /// A splitter without bytes.
    package init() {}

    /// Calls `body` with each line that ends in `bytes`.
    package mutating func add(_ bytes: ArraySlice<UInt8>, _ body: (String) throws -> Void) rethrows {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: 0x0a) {
            if rest.isEmpty {
                try body(Self.text(bytes[start..<end]))
            } else {
                rest += bytes[start..<end]
                let line = rest
                rest = []
                try body(Self.text(line[...]))
            }
            start = end + 1
        }
        rest += bytes[start...]
    }

    /// Calls `body` with the bytes after the last line end, if there are any.
    package mutating func finish(_ body: (String) throws -> Void) rethrows {
        defer { rest = [] }
        if !rest.isEmpty { try body(Self.text(rest[...])) }
    }

    private static func text(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line.last == 0x0d ? line.dropLast() : line, as: UTF8.self)
    }
}
