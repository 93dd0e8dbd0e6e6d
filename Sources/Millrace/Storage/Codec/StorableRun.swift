// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Values at equal distances in memory: an array, or one field of an array of tuples.
///
/// Valid during the call that receives it. Only `Storable._store` and the engine use it.
@safe
public struct StorableRun<Element> {
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let stride: Int
    /// Number of values.
    public let count: Int

    /// Values of type `Element` at `base`, `base + stride`, …, which must be initialized while the run is used.
    @inlinable
    @unsafe
    init(base: UnsafeRawPointer, stride: Int, count: Int) {
        unsafe self.base = unsafe base
        self.stride = stride
        self.count = count
    }

    /// The value at `index`, which must be below `count`.
    @inlinable
    public subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "index outside of the run")
        // Initialized memory of this type, by the contract of `init`.
        return unsafe (base + index * stride).assumingMemoryBound(to: Element.self).pointee
    }

    /// The bytes of the values, if they follow on from each other.
    @inlinable
    @unsafe
    var contiguousBytes: UnsafeRawBufferPointer? {
        guard stride == MemoryLayout<Element>.size || count == 1 else { return nil }
        return unsafe UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<Element>.size)
    }
}
