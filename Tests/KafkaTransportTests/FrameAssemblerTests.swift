// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Testing

/// Splitting of a byte stream into frames, without sockets.
@Suite struct FrameAssemblerTests {
    /// The frames in `chunks`, in order; incomplete frames are left out.
    private func frames(
        _ assembler: inout FrameAssembler, _ chunks: [[UInt8]]
    ) throws(FrameAssembler.InvalidLength) -> [[UInt8]] {
        var frames: [[UInt8]] = []
        for chunk in chunks {
            // An exact copy, so that a sanitizer detects a read past its end.
            let input = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk.count, alignment: 1)
            defer { input.deallocate() }
            input.copyBytes(from: chunk)
            var position = 0
            while let frame = try assembler.next(in: UnsafeRawBufferPointer(input), from: &position) {
                frames.append(Array(frame))
                frame.deallocate()
            }
            #expect(position == chunk.count)
        }
        return frames
    }

    @Test func framesOfOneChunkComeOneByOne() throws {
        var assembler = FrameAssembler(maxFrameBytes: 10)
        let bytes: [UInt8] = [0, 0, 0, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 1, 3]
        #expect(try frames(&assembler, [bytes]) == [[1, 2], [], [3]])
        expectBetweenFrames(assembler)
    }

    @Test func cutsMayFallAnywhere() throws {
        let bytes: [UInt8] = [0, 0, 0, 2, 1, 2, 0, 0, 0, 0, 0, 0, 0, 3, 3, 4, 5]
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var assembler = FrameAssembler(maxFrameBytes: 10)
                let chunks = [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]
                #expect(try frames(&assembler, chunks) == [[1, 2], [], [3, 4, 5]], "cuts at \(first) and \(second)")
            }
        }
    }

    private func room(of assembler: borrowing FrameAssembler) throws -> UnsafeMutableRawBufferPointer {
        let room = assembler.room
        return try #require(room)
    }

    private func expectBetweenFrames(_ assembler: borrowing FrameAssembler) {
        let (inside, room) = (assembler.isInsideFrame, assembler.room)
        #expect(!inside)
        #expect(room == nil)
    }

    @Test func restOfAFrameGoesStraightIntoItsPlace() throws {
        var assembler = FrameAssembler(maxFrameBytes: 10)
        expectBetweenFrames(assembler)
        #expect(try frames(&assembler, [[0, 0, 0, 5, 1]]).isEmpty)
        let rest = try room(of: assembler)
        #expect(rest.count == 4)
        rest.copyBytes(from: [2, 3, 4] as [UInt8])
        let early = assembler.filled(3)
        #expect(early == nil)
        let inside = assembler.isInsideFrame
        #expect(inside)
        let last = try room(of: assembler)
        #expect(last.count == 1)
        last.copyBytes(from: [5] as [UInt8])
        let frame = assembler.filled(1)
        #expect(frame.map(Array.init) == [1, 2, 3, 4, 5])
        frame?.deallocate()
        expectBetweenFrames(assembler)
        #expect(try frames(&assembler, [[0, 0, 0, 1, 9]]) == [[9]])
    }

    @Test func partOfAPrefixIsInsideAFrame() throws {
        var assembler = FrameAssembler(maxFrameBytes: 10)
        #expect(try frames(&assembler, [[0]]).isEmpty)
        let (inside, room) = (assembler.isInsideFrame, assembler.room)
        #expect(inside)
        #expect(room == nil)
    }

    @Test func lengthOutsideTheLimitIsRefusedAndTheLimitItselfIsNot() throws {
        var assembler = FrameAssembler(maxFrameBytes: 3)
        #expect(try frames(&assembler, [[0, 0, 0, 3, 1, 2, 3]]) == [[1, 2, 3]])
        var longer = FrameAssembler(maxFrameBytes: 3)
        #expect(throws: FrameAssembler.InvalidLength.self) { try frames(&longer, [[0, 0, 0, 4]]) }
        var negative = FrameAssembler(maxFrameBytes: 3)
        do throws(FrameAssembler.InvalidLength) {
            _ = try frames(&negative, [[0xff, 0xff], [0xff, 0xfe]])
            Issue.record("a negative length was taken")
        } catch {
            #expect(error.announced == -2)
            #expect(error.limit == 3)
        }
    }
}
