// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Uninitialized places for values at equal distances in memory.
///
/// Valid during the call that receives it. Only `Storable._restore` and the engine use it.
@safe
public struct StorableSlots<Element> {
    @usableFromInline let base: UnsafeMutableRawPointer
    @usableFromInline let stride: Int
    /// Number of places.
    public let count: Int

    /// Uninitialized, aligned memory for values of type `Element` at `base`, `base + stride`, ….
    @inlinable
    @unsafe
    init(base: UnsafeMutableRawPointer, stride: Int, count: Int) {
        unsafe self.base = unsafe base
        self.stride = stride
        self.count = count
    }

    /// Moves `value` into the place at `index`, which must be below `count` and empty.
    @inlinable
    public func initialize(_ index: Int, to value: consuming Element) {
        precondition(index >= 0 && index < count, "index outside of the run")
        // Memory for this type, by the contract of `init`.
        unsafe (base + index * stride).bindMemory(to: Element.self, capacity: 1).initialize(to: value)
    }

    /// Empties the first `count` places, which must be full.
    @inlinable
    public func deinitialize(first count: Int) {
        precondition(count <= self.count, "more places than there are")
        for index in 0..<count {
            unsafe (base + index * stride).assumingMemoryBound(to: Element.self).deinitialize(count: 1)
        }
    }

    /// The bytes of the places, if they follow on from each other.
    @inlinable
    @unsafe
    var contiguousBytes: UnsafeMutableRawBufferPointer? {
        guard stride == MemoryLayout<Element>.size || count == 1 else { return nil }
        return unsafe UnsafeMutableRawBufferPointer(start: base, count: count * MemoryLayout<Element>.size)
    }
}
