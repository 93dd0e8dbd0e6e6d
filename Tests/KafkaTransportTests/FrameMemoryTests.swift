// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Testing

@Suite("Memory of frames")
struct FrameMemoryTests {
    @Test("The block of a large frame takes the next one, the last freed first")
    func reuse() {
        let memory = FrameMemory()
        let (first, second) = (memory.take(300_000), memory.take(400_000))
        memory.giveBack(first)
        memory.giveBack(second)
        #expect(memory.idleBytes == 2 * 512 << 10)
        let next = memory.take(500_000)
        #expect(next.baseAddress == second.baseAddress)
        #expect(next.count == 500_000)
        #expect(memory.idleBytes == 512 << 10)
        memory.giveBack(next)
    }

    @Test("A block takes frames of down to a quarter of its size")
    func sizes() {
        let memory = FrameMemory()
        let block = memory.take(400_000)
        let address = block.baseAddress
        memory.giveBack(block)
        // Capacities: 1024, 64 and 128 KiB; the block has 512.
        let (larger, tiny, quarter) = (memory.take(600_000), memory.take(65_536), memory.take(70_000))
        #expect(larger.baseAddress != address)
        #expect(tiny.baseAddress != address)
        #expect(quarter.baseAddress == address)
        memory.giveBack(tiny)
        memory.giveBack(quarter)
        memory.giveBack(larger)
        // The block kept its capacity.
        #expect(memory.idleBytes == (64 + 512 + 1024) << 10)
    }

    @Test("Small and huge frames go back to the heap", arguments: [0, 1, 65_535, (4 << 20) + 1, 50 << 20])
    func otherSizes(count: Int) {
        let memory = FrameMemory()
        let frame = memory.take(count)
        #expect(frame.count == count)
        memory.giveBack(frame)
        #expect(memory.idleBytes == 0)
    }

    @Test("At most 8 MiB are kept")
    func limit() {
        let memory = FrameMemory()
        let frames = (0..<12).map { _ in memory.take(1 << 20) }
        for frame in frames { memory.giveBack(frame) }
        #expect(memory.idleBytes == 8 << 20)
    }

    @Test("An incomplete frame gives its memory back")
    func incompleteFrame() throws {
        let memory = FrameMemory()
        do {
            var assembler = FrameAssembler(maxFrameBytes: 1 << 20, memory: memory)
            let bytes: [UInt8] = [0, 2, 0, 0, 1, 2, 3]
            let isComplete = try bytes.withUnsafeBytes { input in
                var position = 0
                return try assembler.next(in: input, from: &position) != nil
            }
            #expect(!isComplete)
            let isInside = assembler.isInsideFrame
            #expect(isInside)
        }
        #expect(memory.idleBytes == 128 << 10)
    }
}
