// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A block without its element type.
protocol AnyStoredBlock: AnyObject, Sendable {
    var level: StorageLevel { get }
    /// Number of elements.
    var count: Int { get }
    /// Estimated bytes in memory; 0 on disk.
    var memoryBytes: Int { get }
    var isOnDisk: Bool { get }
    /// The same block on disk.
    func onDisk(_ disk: LocalDisk) throws -> any AnyStoredBlock
}
