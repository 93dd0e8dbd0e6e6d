// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// A block of memory to which batches are appended and from which they are sent in place.
///
/// Bytes below `used` never change once a reader can know of them, so a slow connection may still send them while more
/// are appended. The memory is freed with the last log entry and the last send that refer to it.
// `@unchecked Sendable`: only the appender, which holds the cluster's lock, changes `used` and the bytes from there on.
// Readers learn of a range under the same lock, after it was written, and only read.
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

    /// Appends a copy of `bytes` and returns its position; nil if it does not fit.
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

    /// Overwrites a big-endian integer in bytes that were just appended and that no reader knows yet.
    func patch<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= used)
        unsafe (base + offset).storeBytes(of: value.bigEndian, as: T.self)
    }

    /// Removes the bytes from `start` on, which were just appended and which no reader knows yet.
    func takeBack(from start: Int) {
        precondition(start >= 0 && start <= used)
        used = start
    }

    /// Calls `body` with the bytes of `range`, in place.
    func withBytes<R>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        precondition(range.lowerBound >= 0 && range.upperBound <= used)
        return unsafe body(UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// A copy of the bytes of `range`.
    func copy(_ range: Range<Int>) -> ByteSlice {
        precondition(range.lowerBound >= 0 && range.upperBound <= used)
        return unsafe ByteSlice(copying: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// The bytes of `range` in place, which was appended before; the result keeps this segment alive. Called without
    /// the cluster's lock, so it must not look at `used`.
    func outgoing(_ range: Range<Int>) -> OutgoingBytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
        return unsafe OutgoingBytes(owner: self, base: UnsafeRawPointer(base + range.lowerBound), count: range.count)
    }
}
