// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Part of a text file: the lines that begin at the byte offsets `start` ..< `end`. Source: Hadoop's `FileSplit`.
struct TextSplit: Partition {
    let index: Int
    let path: String
    let start: Int
    let end: Int

    /// A partition that an RDD of files made; the engine gives an RDD its own ones.
    static func of(_ partition: any Partition) -> TextSplit {
        guard let own = partition as? TextSplit else {
            preconditionFailure("partition \(partition.index) belongs to another RDD")
        }
        return own
    }

    /// The file `path`, or the files of the folder `path`.
    static func paths(_ path: String, _ files: any FileSystem) throws(DiskError) -> [String] {
        do throws(DiskError) {
            let names = try files.names(in: path).filter { !$0.hasPrefix("_") && !$0.hasPrefix(".") }
            return names.isEmpty ? [path] : names.map { path + "/" + $0 }
        } catch {
            // ENOTDIR: a file.
            guard error.errno == 20 else { throw error }
            return [path]
        }
    }

    static func size(of path: String, _ files: any FileSystem) throws(DiskError) -> Int {
        guard let file = try files.openForReading(path) else {
            throw DiskError(call: "open", errno: 2, path: path, message: "there is no such file")
        }
        defer { file.close() }
        return try file.size()
    }

    /// Parts of nearly equal size, `wanted` of them or more; at least one per file.
    static func splits(of files: [(path: String, size: Int)], into wanted: Int) -> [TextSplit] {
        let total = files.reduce(0) { $0 + $1.size }
        let length = max(1, (total + wanted - 1) / wanted)
        var splits: [TextSplit] = []
        for file in files {
            let count = max(1, (file.size + length - 1) / length)
            for part in 0..<count {
                splits.append(
                    TextSplit(
                        index: splits.count, path: file.path, start: file.size / count * part,
                        end: part + 1 == count ? file.size : file.size / count * (part + 1)))
            }
        }
        return splits
    }
}
