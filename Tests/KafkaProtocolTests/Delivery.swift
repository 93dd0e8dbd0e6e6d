// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport

/// Ways to deliver frames to the framing layer; its output must be the same for all.
enum Delivery: CaseIterable {
    /// Each frame with its length in one read.
    case whole
    /// All frames in one read.
    case joined
    /// One read per byte.
    case byteByByte
    /// Reads of random sizes, some of them directly into the frame's block, as a socket does.
    case randomCuts

    /// Sends `frames`, each after its length, through the framing layer and returns its output.
    ///
    /// Each frame is a block of its own size, so that a read past its end leaves the memory.
    func deliver(_ frames: [ByteSlice]) throws -> [ByteSlice] {
        var seed: UInt64 = 0
        do {
            var stream = FrameStream()
            switch self {
            case .whole:
                for frame in frames { try stream.read(FrameStream.framed(frame)) }
            case .joined:
                try stream.read(frames.flatMap(FrameStream.framed))
            case .byteByByte:
                for frame in frames {
                    for byte in FrameStream.framed(frame) { try stream.read(CollectionOfOne(byte)) }
                }
            case .randomCuts:
                seed = TestSeed.value
                print("frames in random cuts: seed \(seed)")
                try Self.inRandomCuts(frames.flatMap(FrameStream.framed), &stream, SplitMix64(seed: seed))
            }
            guard !stream.isInsideFrame else { throw TestFailure("the last frame is incomplete") }
            return stream.frames
        } catch {
            throw TestFailure("\(self), seed \(seed): \(error)")
        }
    }

    private static func inRandomCuts(
        _ bytes: [UInt8], _ stream: inout FrameStream, _ generator: SplitMix64
    ) throws {
        var random = generator
        var position = 0
        while position < bytes.count {
            // Small sizes are as frequent as large ones.
            let most = 1 << Int.random(in: 0...16, using: &random)
            let chunk = bytes[position..<min(position + Int.random(in: 1...most, using: &random), bytes.count)]
            if Bool.random(using: &random), let taken = stream.fill(chunk) {
                position += taken
            } else {
                try stream.read(chunk)
                position += chunk.count
            }
        }
    }
}

/// Collects the frames that a `FrameAssembler` completes.
struct FrameStream: ~Copyable {
    private var assembler = FrameAssembler(maxFrameBytes: 100_000_000)
    private(set) var frames: [ByteSlice] = []

    var isInsideFrame: Bool { assembler.isInsideFrame }

    /// `frame` after its length.
    static func framed(_ frame: ByteSlice) -> [UInt8] {
        withUnsafeBytes(of: UInt32(frame.count).bigEndian) { Array($0) } + frame.bytes
    }

    /// Passes the bytes of one read to the assembler.
    mutating func read(_ bytes: some Collection<UInt8>) throws {
        var frames: [ByteSlice] = []
        try withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 1) { input in
            input.copyBytes(from: bytes)
            var position = 0
            while let frame = try assembler.next(in: UnsafeRawBufferPointer(input), from: &position) {
                frames.append(ByteSlice(ByteBlock(adopting: frame)))
            }
        }
        self.frames += frames
    }

    /// Writes bytes directly into the block of the incomplete frame; nil if no frame is incomplete.
    mutating func fill(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let room = assembler.room else { return nil }
        let count = min(room.count, bytes.count)
        room.copyBytes(from: bytes.prefix(count))
        if let frame = assembler.filled(count) { frames.append(ByteSlice(ByteBlock(adopting: frame))) }
        return count
    }
}
