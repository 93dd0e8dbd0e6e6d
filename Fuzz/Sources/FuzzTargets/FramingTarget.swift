// Millrace
// SPDX-License-Identifier: Apache-2.0

@testable import KafkaProtocol
@testable import KafkaTransport

/// Frames in a byte stream that arrives in pieces. Checks that the same frames result however the stream is split.
///
/// Input: the maximum frame size in units of 8 bytes (one byte), the number of split bytes (one byte), the split bytes,
/// and the stream. Split bytes give the lengths of the pieces and are used in rotation; the lowest bit of each writes
/// the rest of an incomplete frame directly into the frame's memory.
enum FramingTarget {
    static func run(_ input: ByteSlice) {
        guard input.count >= 2 else { return }
        let limit = Int(input[0]) * 8
        let cutCount = min(Int(input[1] & 15), input.count - 2)
        let cuts = input[2..<2 + cutCount]
        let stream = input[2 + cutCount..<input.count]
        let (expected, isSound) = plainFrames(stream, limit)

        var assembler = FrameAssembler(maxFrameBytes: limit)
        var feed = Feed(cuts: cuts, stream: stream)
        var count = 0
        do throws(FrameAssembler.InvalidLength) {
            while let chunk = feed.next() {
                try take(chunk.bytes, straight: chunk.isStraight, &assembler) { frame in
                    Check.that(count < expected.count && frame == stream[expected[count]], "frame \(count) differs")
                    count += 1
                }
            }
            Check.that(isSound, "a length above the limit is accepted")
            let inside = (expected.last?.upperBound ?? 0) < stream.count
            Check.that(assembler.isInsideFrame == inside, "the assembler is wrong about being inside a frame")
        } catch {
            Check.that(!isSound, "a valid length is rejected: \(error.announced)")
            Check.that(
                !(0...limit).contains(error.announced) && error.limit == limit,
                "the rejected length is not the one in the stream")
        }
        Check.that(count == expected.count, "\(count) frames instead of \(expected.count)")
    }

    /// Splits the stream into pieces.
    private struct Feed {
        let cuts: ByteSlice
        let stream: ByteSlice
        var position = 0
        var index = 0

        init(cuts: ByteSlice, stream: ByteSlice) {
            self.cuts = cuts
            self.stream = stream
        }

        mutating func next() -> (bytes: ByteSlice, isStraight: Bool)? {
            guard position < stream.count else { return nil }
            let cut = cuts.isEmpty ? 255 : cuts[index % cuts.count]
            index += 1
            // Every 16th piece is not empty, so that the stream always ends.
            let count = min(max(Int(cut >> 1), index % 16 == 0 ? 1 : 0), stream.count - position)
            defer { position += count }
            return (stream[position..<position + count], cut & 1 == 1)
        }
    }

    private static func take(
        _ bytes: ByteSlice, straight: Bool, _ assembler: inout FrameAssembler, _ frame: (ByteSlice) -> Void
    ) throws(FrameAssembler.InvalidLength) {
        var position = 0
        if straight, let room = unsafe assembler.room {
            Check.that(!room.isEmpty, "an incomplete frame has no room")
            let count = min(room.count, bytes.count)
            unsafe bytes.withUnsafeBytes {
                unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            position = count
            if let whole = unsafe assembler.filled(count) { frame(unsafe ByteSlice(ByteBlock(adopting: whole))) }
        }
        while position < bytes.count {
            let whole = unsafe try bytes.withUnsafeBytes { raw throws(FrameAssembler.InvalidLength) in
                unsafe try assembler.next(in: raw, from: &position)
            }
            guard let whole = unsafe whole else { break }
            frame(unsafe ByteSlice(ByteBlock(adopting: whole)))
        }
        Check.that(position == bytes.count, "only \(position) bytes of \(bytes.count) are consumed")
    }

    /// Ranges of the frames up to the end of the stream, or up to the first length above the limit, which makes the
    /// stream invalid.
    private static func plainFrames(_ stream: ByteSlice, _ limit: Int) -> (frames: [Range<Int>], isSound: Bool) {
        var frames: [Range<Int>] = []
        var start = 0
        while start + 4 <= stream.count {
            let count = (0..<4).reduce(0) { $0 << 8 | Int(stream[start + $1]) }
            guard count <= limit else { return (frames, false) }
            guard start + 4 + count <= stream.count else { break }
            frames.append(start + 4..<start + 4 + count)
            start += 4 + count
        }
        return (frames, true)
    }
}
