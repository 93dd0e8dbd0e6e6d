// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import MillraceCLI

/// From the input of `millrace produce` to keys and values.
@Suite struct MessageTests {
    /// Feeds `input` in pieces of `size` bytes, as `InputFile` and `Production` do.
    private func split(_ input: [UInt8], at delimiter: [UInt8], size: Int, limit: Int = .max) -> [[UInt8]] {
        var splitter = MessageSplitter(delimiter: delimiter)
        var messages: [[UInt8]] = []
        var rest: [UInt8] = []
        var start = 0
        while messages.count < limit {
            let piece = input[start..<min(start + size, input.count)]
            start += piece.count
            let block = ByteSlice(copying: rest + piece)
            let used = splitter.split(block, isLast: piece.isEmpty) { message in
                messages.append(message.bytes)
                return messages.count < limit
            }
            rest = Array(block.bytes[used...])
            if piece.isEmpty { break }
        }
        return messages
    }

    private func text(_ messages: [[UInt8]]) -> [String] { messages.map { String(decoding: $0, as: UTF8.self) } }

    @Test func linesAreMessages() {
        for size in 1...20 {
            #expect(text(split(Array("a\nbc\n\n\nd".utf8), at: [0x0a], size: size)) == ["a", "bc", "d"])
            #expect(text(split(Array("a\n".utf8), at: [0x0a], size: size)) == ["a"])
            #expect(split([], at: [0x0a], size: size) == [])
            #expect(split([0x0a, 0x0a], at: [0x0a], size: size) == [])
        }
    }

    @Test func longDelimitersMayBeCut() {
        let input = Array("one<><>two<x<><".utf8)
        for size in 1...input.count {
            #expect(text(split(input, at: Array("<>".utf8), size: size)) == ["one", "two<x", "<"], "\(size)")
        }
        for size in 1...9 { #expect(text(split(Array("aaab".utf8), at: Array("aab".utf8), size: size)) == ["a"]) }
    }

    @Test func splittingEndsAtTheLimit() {
        #expect(text(split(Array("a\nb\nc\n".utf8), at: [0x0a], size: 100, limit: 2)) == ["a", "b"])
    }

    @Test func piecesDoNotMatter() {
        var generator = SplitMix64(seed: TestSeed.value)
        for _ in 0..<300 {
            let input = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...2, using: &generator)
            }
            let delimiter = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                UInt8.random(in: 0...2, using: &generator)
            }
            let whole = split(input, at: delimiter, size: 1000)
            let size = Int.random(in: 1...7, using: &generator)
            #expect(split(input, at: delimiter, size: size) == whole, "\(input) \(delimiter) \(size) \(TestSeed.value)")
            #expect(whole.allSatisfy { !$0.isEmpty && ByteSearch.find(delimiter, in: ByteSlice(copying: $0)) == nil })
        }
    }

    @Test func keysEndAtTheFirstDelimiter() {
        let parser = MessageParser(keyDelimiter: Array("::".utf8))
        #expect(parser.parse("k::v::w") == ("k", "v::w"))
        #expect(parser.parse("k:v") == (nil, "k:v"))
        #expect(parser.parse("::") == ("", ""))
        #expect(MessageParser().parse("k:v") == (nil, "k:v"))
        #expect(MessageParser(fixedKey: "f").parse("k:v") == ("f", "k:v"))
        #expect(MessageParser(keyDelimiter: Array(":".utf8), fixedKey: "f").parse("k:v") == ("k", "v"))
        #expect(MessageParser(keyDelimiter: Array(":".utf8), fixedKey: "f").parse("kv") == ("f", "kv"))
    }

    @Test func emptyIsNullIfAsked() {
        let parser = MessageParser(keyDelimiter: Array(":".utf8), emptyIsNull: true)
        #expect(parser.parse("k:") == ("k", nil))
        #expect(parser.parse(":v") == (nil, "v"))
        #expect(parser.parse(":") == (nil, nil))
    }

    @Test func headersHaveNamesAndValues() throws {
        #expect(try HeaderArgument(parsing: "a=b=c").header == RecordHeader(key: "a", value: "b=c"))
        #expect(try HeaderArgument(parsing: "a=").header == RecordHeader(key: "a", value: ""))
        #expect(try HeaderArgument(parsing: "a").header == RecordHeader(key: "a", value: nil))
        for wrong in ["", "=b"] { #expect(throws: ValidationError.self) { try HeaderArgument(parsing: wrong) } }
    }
}
