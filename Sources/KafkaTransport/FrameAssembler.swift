// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Splits a stream of bytes into frames, each of which follows its 4-byte big-endian length; the bytes may come in
/// pieces of any size.
///
/// It does no I/O: a `FramedChannel` passes the bytes of a socket to it. A frame's memory is allocated after its length
/// was checked against the limit. `next(in:from:)` copies a frame's bytes out of a shared buffer; the rest of an
/// incomplete frame can be received in place, with `room` and `filled(_:)`. Source: Kafka's protocol guide, "Network".
@safe
package struct FrameAssembler: ~Copyable {
    /// A length that is negative or above the limit.
    package struct InvalidLength: Error, Equatable {
        /// The length in the prefix, in bytes.
        package let announced: Int
        /// The largest length allowed.
        package let limit: Int
    }

    private let maxFrameBytes: Int
    /// The place of frames; nil for the heap.
    private let memory: FrameMemory?
    /// The first `prefixCount` bytes of the length prefix.
    private var prefix: UInt32 = 0
    private var prefixCount = 0
    /// The frame that is being received; its first `bodyCount` bytes are there.
    private var body: UnsafeMutableRawBufferPointer?
    private var bodyCount = 0

    /// Starts between frames.
    ///
    /// - Parameters:
    ///   - maxFrameBytes: the largest frame, without its prefix.
    ///   - memory: gives the memory of frames, which goes back to it; nil for that of the heap, to be deallocated.
    package init(maxFrameBytes: Int, memory: FrameMemory? = nil) {
        self.maxFrameBytes = maxFrameBytes
        self.memory = memory
    }

    deinit {
        if let body = unsafe body { unsafe free(body) }
    }

    /// Frees the memory of a frame that nobody wants.
    package borrowing func free(_ frame: UnsafeMutableRawBufferPointer) {
        if let memory { unsafe memory.giveBack(frame) } else { unsafe frame.deallocate() }
    }

    /// Whether a frame or its prefix has arrived in part.
    package var isInsideFrame: Bool { unsafe body != nil || prefixCount > 0 }

    /// The place of the missing bytes of the frame that is being received, never empty; nil between frames and while
    /// the length is incomplete.
    package var room: UnsafeMutableRawBufferPointer? {
        guard let body = unsafe body else { return nil }
        return unsafe UnsafeMutableRawBufferPointer(rebasing: body[bodyCount...])
    }

    /// Records that the first `count` bytes of `room` were filled. Returns the frame if it is complete, which the
    /// caller must free.
    package mutating func filled(_ count: Int) -> UnsafeMutableRawBufferPointer? {
        guard let body = unsafe body else { return nil }
        bodyCount += count
        precondition(bodyCount <= body.count, "more bytes than there was room for")
        return bodyCount == body.count ? unsafe take(body) : nil
    }

    /// Takes bytes of `input` from `position` on until a frame is complete or the input ends, and moves `position` past
    /// them.
    ///
    /// - Returns: The frame without its prefix, which the caller must free; nil if the input ends first.
    /// - Throws: `InvalidLength` with `position` after the prefix; the stream cannot be read any further.
    package mutating func next(
        in input: UnsafeRawBufferPointer, from position: inout Int
    ) throws(InvalidLength) -> UnsafeMutableRawBufferPointer? {
        if unsafe body == nil {
            while prefixCount < 4 {
                guard position < input.count else { return nil }
                prefix = unsafe prefix << 8 | UInt32(input[position])
                prefixCount += 1
                position += 1
            }
            let announced = Int(Int32(bitPattern: prefix))
            guard announced >= 0 && announced <= maxFrameBytes else {
                throw InvalidLength(announced: announced, limit: maxFrameBytes)
            }
            unsafe body = memory?.take(announced) ?? .allocate(byteCount: announced, alignment: 16)
            bodyCount = 0
        }
        guard let body = unsafe body else { return nil }
        let count = min(body.count - bodyCount, input.count - position)
        let place = unsafe UnsafeMutableRawBufferPointer(rebasing: body[bodyCount...])
        unsafe place.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[position..<position + count]))
        position += count
        bodyCount += count
        return bodyCount == body.count ? unsafe take(body) : nil
    }

    private mutating func take(_ frame: UnsafeMutableRawBufferPointer) -> UnsafeMutableRawBufferPointer {
        unsafe body = nil
        prefix = 0
        prefixCount = 0
        return unsafe frame
    }
}
