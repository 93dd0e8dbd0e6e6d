// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaProtocol

/// A format of `millrace consume -f`: text with placeholders for the parts of a record. Source: kcat 1.7.1.
///
/// `%s` value, `%S` its length or −1 for null, `%R` the same in four bytes, `%k` key, `%K` its length, `%t` topic, `%p`
/// partition, `%o` offset, `%T` timestamp in milliseconds, `%h` headers as `name=value,…`, `%%` a percent sign. Other
/// text has the escapes of `EscapedText`.
struct RecordFormat: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        /// These bytes of `literals`.
        case literal(Range<Int>)
        case value, valueLength, valueLengthBinary, key, keyLength, topic, partition, offset, timestamp, headers
    }

    private(set) var pieces: [Piece] = []
    /// All literal text, in one array so that printing a piece touches no reference count.
    private var literals: [UInt8] = []
    /// Printed for keys and values that are null or empty.
    private let placeholder: [UInt8]

    private init(showsNull: Bool) { placeholder = showsNull ? Array("NULL".utf8) : [] }

    /// The format that `text` describes.
    ///
    /// - Parameters:
    ///   - text: the format.
    ///   - showsNull: prints NULL for keys and values that are null or empty.
    /// - Throws: `ValidationError` for an unknown placeholder or escape.
    init(parsing text: String, showsNull: Bool = false) throws {
        self.init(showsNull: showsNull)
        var rest = text[...]
        while !rest.isEmpty {
            let literal = rest.prefix { $0 != "%" }
            add(literal: try EscapedText.bytes(literal))
            rest = rest.dropFirst(literal.count)
            guard !rest.isEmpty else { break }
            rest = rest.dropFirst()
            let letter = rest.popFirst()
            if letter == "%" {
                add(literal: [UInt8(ascii: "%")])
            } else {
                pieces.append(try Self.piece(letter))
            }
        }
    }

    /// Value, and before it the key with a delimiter if there is one, each record followed by `delimiter`.
    init(keyDelimiter: [UInt8]?, delimiter: [UInt8], showsNull: Bool = false) {
        self.init(showsNull: showsNull)
        if let keyDelimiter {
            pieces.append(.key)
            add(literal: keyDelimiter)
        }
        pieces.append(.value)
        add(literal: delimiter)
    }

    private static func piece(_ letter: Character?) throws -> Piece {
        switch letter {
        case "s": .value
        case "S": .valueLength
        case "R": .valueLengthBinary
        case "k": .key
        case "K": .keyLength
        case "t": .topic
        case "p": .partition
        case "o": .offset
        case "T": .timestamp
        case "h": .headers
        case nil: throw ValidationError("a % at the end of the format: write %% for a percent sign")
        case let letter?:
            throw ValidationError("%\(letter) is not known: give %s %S %R %k %K %t %p %o %T %h or %%")
        }
    }

    private mutating func add(literal: [UInt8]) {
        if literal.isEmpty { return }
        literals += literal
        if case .literal(let before) = pieces.last {
            pieces[pieces.count - 1] = .literal(before.lowerBound..<literals.count)
        } else {
            pieces.append(.literal(literals.count - literal.count..<literals.count))
        }
    }

    // MARK: Printing

    /// Appends a record.
    func write(_ record: Record, of source: RecordSource, to output: inout OutputBuffer) {
        for piece in pieces {
            switch piece {
            case .literal(let range): output.append(literals[range])
            case .value: write(record.value, to: &output)
            case .key: write(record.key, to: &output)
            case .valueLength: output.append(decimal: Int64(record.value?.count ?? -1))
            case .keyLength: output.append(decimal: Int64(record.key?.count ?? -1))
            case .valueLengthBinary: output.append(bigEndian: Int32(clamping: record.value?.count ?? -1))
            case .topic: output.append(source.topic)
            case .partition: output.append(source.partition)
            case .offset: output.append(decimal: record.offset)
            case .timestamp: output.append(decimal: record.timestamp)
            case .headers: Self.write(record.headers, to: &output)
            }
        }
    }

    private func write(_ part: ByteSlice?, to output: inout OutputBuffer) {
        if let part, part.count > 0 { output.append(part) } else { output.append(placeholder) }
    }

    private static func write(_ headers: RecordHeaders, to output: inout OutputBuffer) {
        var isFirst = true
        for header in headers {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            output.append(header.key)
            output.append(UInt8(ascii: "="))
            if let value = header.value { output.append(value) } else { output.append("NULL") }
        }
    }
}
