// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream of bytes into the frames that stand in it, each behind a 4-byte big-endian length, however the bytes
/// come.
///
/// No I/O: a `FramedChannel` feeds it what a socket gave. A frame's block is reserved once its length is known and was
/// checked against the limit, never before. Bytes that arrived with others are taken by `next(in:from:)`; of a frame
/// that is still incomplete the rest can be received straight into its place, with `room` and `filled(_:)`. Source:
/// Kafka's protocol guide, "Network".
@safe
package struct FrameAssembler: ~Copyable {
    /// A length that is negative or above the limit.
    package struct InvalidLength: Error, Equatable {
        /// What the prefix says, in bytes.
        package let announced: Int
        /// The largest length that is taken.
        package let limit: Int
    }

    private let maxFrameBytes: Int
    /// The length prefix as far as it came: `prefixCount` bytes of it.
    private var prefix: UInt32 = 0
    private var prefixCount = 0
    /// The frame that is being received, `bodyCount` bytes of it so far.
    private var body: UnsafeMutableRawBufferPointer?
    private var bodyCount = 0

    /// Starts between frames. `maxFrameBytes`: the largest frame, without its prefix.
    package init(maxFrameBytes: Int) { self.maxFrameBytes = maxFrameBytes }

    deinit { unsafe body?.deallocate() }

    /// Whether bytes of a frame or of its prefix are here and the rest is not.
    package var isInsideFrame: Bool { unsafe body != nil || prefixCount > 0 }

    /// Where the missing bytes of the frame that is being received belong; nil while no frame's length is known. Never
    /// empty.
    package var room: UnsafeMutableRawBufferPointer? {
        guard let body = unsafe body else { return nil }
        return unsafe UnsafeMutableRawBufferPointer(rebasing: body[bodyCount...])
    }

    /// Says that the first `count` bytes of `room` were filled. Returns the frame if that was all of it; it is the
    /// caller's, to be deallocated.
    package mutating func filled(_ count: Int) -> UnsafeMutableRawBufferPointer? {
        guard let body = unsafe body else { return nil }
        bodyCount += count
        precondition(bodyCount <= body.count, "more bytes than there was room for")
        return bodyCount == body.count ? unsafe take(body) : nil
    }

    /// Takes bytes of `input` from `position` on, which moves behind them, until a frame is whole or the input is used
    /// up.
    ///
    /// - Returns: The frame without its prefix, which is the caller's, to be deallocated; nil once the input is used
    ///   up.
    /// - Throws: `InvalidLength` behind the prefix that says so; the stream cannot be read on from there.
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
            unsafe body = .allocate(byteCount: announced, alignment: 16)
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
