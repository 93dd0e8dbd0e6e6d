// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Blocks in memory.
struct MemoryBlockSource: BlockSource {
    let bytes: StoredBytes

    func read(_ count: Int, at offset: Int) throws -> StoredBytes {
        let start = min(offset, bytes.count)
        let available = min(count, bytes.count - start)
        return unsafe StoredBytes(capacity: available) { target in
            unsafe bytes.withUnsafeBytes { source in
                // In bounds: no more than remain after the offset.
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[start..<start + available]))
            }
            return available
        }
    }
}
