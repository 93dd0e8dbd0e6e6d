// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bytes of blocks, in memory or in a file.
protocol BlockSource {
    /// `count` bytes from `offset` on, or fewer at the end; allocates no more than there are.
    func read(_ count: Int, at offset: Int) throws -> StoredBytes
}
