// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// A piece of memory that batches are appended to and served from in place.
///
/// Bytes below `used` never change once a reader can know of them, so a slow connection may still be sending them while more
/// are appended behind. The memory goes with the last log entry and the last send that point into it.
// `@unchecked Sendable`: `used` and the bytes behind it are touched only by the appender, which holds the cluster's lock; readers
// learn of a range under the same lock, after it was written, and only read.
@safe
final class LogSegment: @unchecked Sendable {
    private let base: UnsafeMutableRawPointer
    let capacity: Int
    private(set) var used = 0

    /// An empty segment of `capacity` bytes.
    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit { unsafe base.deallocate() }

    /// Copies `bytes` behind the last ones and returns where they start; nil if they do not fit.
    func append(_ bytes: ByteSlice) -> Int? {
        guard bytes.count <= capacity - used else { return nil }
        let start = used
        let target = unsafe base + start
        unsafe bytes.withUnsafeBytes { source in
            if let address = source.baseAddress { unsafe target.copyMemory(from: address, byteCount: source.count) }
        }
        used += bytes.count
        return start
    }

    /// Overwrites a big-endian integer inside bytes that were just appended and that no reader knows of yet.
    func patch<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= used)
        unsafe (base + offset).storeBytes(of: value.bigEndian, as: T.self)
    }

    /// Gives up the bytes from `start` on, which were just appended and that no reader knows of yet.
    func takeBack(from start: Int) {
        precondition(start >= 0 && start <= used)
        used = start
    }

    /// Calls `body` with the bytes `range` in place.
    func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        precondition(range.lowerBound >= 0 && range.upperBound <= used)
        return unsafe body(UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// A copy of the bytes `range`.
    func copy(_ range: Range<Int>) -> ByteSlice {
        precondition(range.lowerBound >= 0 && range.upperBound <= used)
        return unsafe ByteSlice(copying: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// The bytes `range` in place, kept alive by this segment.
    func outgoing(_ range: Range<Int>) -> OutgoingBytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= used)
        return unsafe OutgoingBytes(owner: self, base: UnsafeRawPointer(base + range.lowerBound), count: range.count)
    }
}
