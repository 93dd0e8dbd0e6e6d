// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The tool's output: bytes that wait to be written in large pieces.
struct OutputBuffer: Sendable {
    /// Size from which `flushIfFull` writes, in bytes.
    private static let fullBytes = 256 << 10

    /// The bytes that are not written yet.
    private(set) var bytes: [UInt8] = []
    /// The descriptor to write to; nil keeps everything in `bytes`.
    let descriptor: Int32?
    /// Whether people read the output on a terminal.
    let isTerminal: Bool
    /// Whether the output may have colours.
    let usesColors: Bool

    init(descriptor: Int32?, isTerminal: Bool = false, usesColors: Bool = false) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
        self.usesColors = usesColors
    }

    /// Standard output. Colours are used on terminals, unless the variable NO_COLOR is set (no-color.org).
    static func standard(environment: [String: String]) -> OutputBuffer {
        Descriptor.ignoreBrokenPipes()
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let isTerminal = Descriptor.isTerminal(Descriptor.output)
        return OutputBuffer(
            descriptor: Descriptor.output, isTerminal: isTerminal, usesColors: isTerminal && !isPlain)
    }

    // MARK: Adding

    mutating func append(_ slice: ByteSlice) {
        unsafe slice.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    mutating func append(_ other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ text: some StringProtocol) { bytes.append(contentsOf: text.utf8) }

    /// Appends a number in decimal digits.
    mutating func append(decimal number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Appends four bytes, the most significant first.
    mutating func append(bigEndian number: Int32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> Int32(shift))) }
    }

    /// Appends a line.
    mutating func line(_ text: some StringProtocol) {
        append(text)
        append(UInt8(ascii: "\n"))
    }

    /// Appends a value as JSON, on a line of its own.
    mutating func line(_ value: JSONValue) {
        value.write(to: &self)
        append(UInt8(ascii: "\n"))
    }

    // MARK: Writing

    /// Writes the bytes if there are many of them.
    ///
    /// - Throws: as `flush()`.
    mutating func flushIfFull() throws {
        if bytes.count >= Self.fullBytes { try flush() }
    }

    /// Writes the bytes. Blocks while the reader of the output is slow.
    ///
    /// - Throws: `OutputClosed` if nobody reads the output any more; `ToolError`.
    mutating func flush() throws {
        guard let descriptor, !bytes.isEmpty else { return }
        // A failed write is not repeated: part of the bytes may have been written.
        defer { bytes.removeAll(keepingCapacity: true) }
        try Descriptor.write(bytes, to: descriptor)
    }
}
