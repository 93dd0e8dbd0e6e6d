// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

struct ByteSliceTests {
    @Test func literalsMakeSlices() {
        let id = 7
        let text: ByteSlice? = "k"
        let interpolated: ByteSlice = "user-\(id)é"
        let bytes: ByteSlice = [0, 0xff]
        let empty: ByteSlice = []
        #expect(text?.bytes == Array("k".utf8))
        #expect(interpolated.bytes == Array("user-7é".utf8))
        #expect(bytes.bytes == [0, 255])
        #expect(empty.isEmpty && empty == "")
        #expect(RecordHeader(key: "h", value: "x").value == ByteSlice(utf8: "x"))
    }

    @Test func stringsAndArraysConvertBothWays() {
        let text = "naïve, 日本"
        #expect(String(ByteSlice(text)) == text)
        #expect(ByteSlice(text.dropFirst()) == ByteSlice(utf8: "aïve, 日本"))
        #expect([UInt8](ByteSlice(copying: [1, 2, 3])) == [1, 2, 3])
        #expect(String(ByteSlice(copying: [0x61, 0xff])) == "a\u{fffd}")
    }

    @Test func spansAreCopiedInAndLentOut() {
        let source: [UInt8] = [1, 2, 3, 4]
        let copy = ByteSlice(copying: source.span.bytes)
        #expect(copy.bytes == source)
        #expect(ByteSlice(copying: [UInt8]().span.bytes).isEmpty)
        let part = copy[1..<3]
        let seen = part.withRawSpan { span in
            (0..<span.byteCount).map { span.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
        }
        #expect(seen == [2, 3])
        #expect(throws: CancellationError.self) { try part.withRawSpan { _ in throw CancellationError() } }
    }
}
