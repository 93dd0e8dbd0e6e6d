// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Blocks in a file, which is open as long as this value is.
struct FileBlockSource: BlockSource {
    private let file: any DiskFile
    private let size: Int

    init(_ file: any DiskFile) throws(DiskError) {
        self.file = file
        size = try file.size()
    }

    func read(_ count: Int, at offset: Int) throws -> StoredBytes {
        try file.read(max(0, min(count, size - offset)), at: offset)
    }
}
