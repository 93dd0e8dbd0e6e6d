// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Places in which the partitions of a persisted RDD are kept. Source: Spark's `StorageLevel`, without replication.
public struct StorageLevel: Hashable, Sendable, CustomStringConvertible {
    /// Whether elements are kept in memory, as values or as stored bytes.
    public let usesMemory: Bool
    /// Whether elements are written to disk when memory lacks room, or at once if memory is not used.
    public let usesDisk: Bool
    /// Whether elements in memory are stored bytes: smaller, but read again at each use.
    public let isSerialized: Bool
    /// The level's name.
    public let description: String

    /// Nothing is kept.
    public static let none = StorageLevel(false, false, false, "none")
    /// Values in memory; partitions for which there is no room are computed again. The level of `cache()`.
    public static let memoryOnly = StorageLevel(true, false, false, "memoryOnly")
    /// Values in memory; partitions for which there is no room are on disk.
    public static let memoryAndDisk = StorageLevel(true, true, false, "memoryAndDisk")
    /// Stored bytes in memory; partitions for which there is no room are computed again.
    public static let memoryOnlySerialized = StorageLevel(true, false, true, "memoryOnlySerialized")
    /// Stored bytes in memory; partitions for which there is no room are on disk.
    public static let memoryAndDiskSerialized = StorageLevel(true, true, true, "memoryAndDiskSerialized")
    /// On disk.
    public static let diskOnly = StorageLevel(false, true, true, "diskOnly")

    private init(_ usesMemory: Bool, _ usesDisk: Bool, _ isSerialized: Bool, _ description: String) {
        self.usesMemory = usesMemory
        self.usesDisk = usesDisk
        self.isSerialized = isSerialized
        self.description = description
    }

    /// Whether elements need a codec at this level.
    public var needsCodec: Bool { usesDisk || isSerialized }
}
