// Millrace
// SPDX-License-Identifier: Apache-2.0

@testable import KafkaProtocol
@testable import KafkaTransport

/// Frames in a byte stream that arrives in pieces: however it is cut, the frames are those that stand in it.
///
/// The first byte: the largest frame in units of 8 bytes. The second: how many bytes behind it say the lengths of the pieces,
/// over and over; the lowest bit of each sends the rest of an incomplete frame straight into its place. Then the stream.
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
                    Check.that(count < expected.count && frame == stream[expected[count]], "frame \(count) is another")
                    count += 1
                }
            }
            Check.that(isSound, "a length that is too large is taken")
            let inside = (expected.last?.upperBound ?? 0) < stream.count
            Check.that(assembler.isInsideFrame == inside, "the stream's end is taken for another place")
        } catch {
            Check.that(!isSound, "a length is refused: \(error.announced)")
            Check.that(!(0...limit).contains(error.announced) && error.limit == limit, "another length is refused")
        }
        Check.that(count == expected.count, "\(count) frames of \(expected.count)")
    }

    /// The pieces in which the stream arrives.
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
            // No piece is empty for ever: every round of cuts moves on.
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
            Check.that(!room.isEmpty, "no room in an incomplete frame")
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
        Check.that(position == bytes.count, "\(position) bytes of \(bytes.count) are taken")
    }

    /// Where the frames of the stream lie, up to its end or to the first length beyond the limit, where it is not sound.
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
