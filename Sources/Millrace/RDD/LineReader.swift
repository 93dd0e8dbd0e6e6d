// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads the lines of a part of a text file, block by block. The file is closed with the last copy of the reader.
struct LineReader {
    private let file: any DiskFile
    private let end: Int
    /// Offset of the next byte to read.
    private var position: Int
    /// Bytes read and not yet returned; the first one is at `lineStart` in the file.
    private var rest: [UInt8] = []
    private var lineStart: Int
    /// Whether the line at `lineStart` belongs to the part before.
    private var skipsFirst: Bool
    private var isDone = false

    init(_ split: TextSplit, _ files: any FileSystem) throws(DiskError) {
        guard let file = try files.openForReading(split.path) else {
            throw DiskError(call: "open", errno: 2, path: split.path, message: "the file has been removed")
        }
        self.file = file
        end = split.end
        // One byte earlier: a line that begins exactly at `start` is recognized by the end before it.
        skipsFirst = split.start > 0
        position = skipsFirst ? split.start - 1 : 0
        lineStart = position
        isDone = split.start >= split.end
    }

    /// Some lines; `nil` at the end of the part.
    mutating func next() throws -> [String]? {
        var lines: [String] = []
        while !isDone && lines.isEmpty {
            let bytes = try file.read(1 << 16, at: position)
            position += bytes.count
            let isEnd = bytes.count == 0
            unsafe bytes.withUnsafeBytes { unsafe rest.append(contentsOf: $0) }
            cut(isEnd: isEnd, into: &lines)
            if isEnd { isDone = true }
        }
        return lines.isEmpty ? nil : lines
    }

    /// Moves whole lines from `rest` to `lines`; at the end of the file also a last one without an end.
    private mutating func cut(isEnd: Bool, into lines: inout [String]) {
        var start = 0
        while !isDone, let newline = rest[start...].firstIndex(of: 0x0a) {
            take(start..<newline, into: &lines)
            start = newline + 1
        }
        if isEnd && !isDone && start < rest.count { take(start..<rest.count, into: &lines) }
        rest.removeFirst(start)
    }

    private mutating func take(_ range: Range<Int>, into lines: inout [String]) {
        defer { lineStart += range.count + 1 }
        if skipsFirst {
            skipsFirst = false
        } else if lineStart >= end {
            isDone = true
        } else {
            let hasReturn = range.last.map { rest[$0] == 0x0d } ?? false
            lines.append(String(decoding: rest[range.dropLast(hasReturn ? 1 : 0)], as: UTF8.self))
        }
        if lineStart + range.count + 1 >= end { isDone = true }
    }
}
