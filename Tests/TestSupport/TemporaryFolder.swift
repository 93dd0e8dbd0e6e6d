// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder of its own for one test, removed with this value.
package final class TemporaryFolder: Sendable {
    package let path: String

    /// Makes an empty folder.
    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/millrace-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Makes a folder with a copy of everything in `other`.
    package init(copying other: TemporaryFolder) throws {
        path = FileManager.default.temporaryDirectory.path + "/millrace-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }  // A folder left in the temporary folder is harmless.

    /// The path of an entry, which need not exist.
    package func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its path.
    @discardableResult
    package func write(_ bytes: some Collection<UInt8>, _ name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    /// The paths of all files below this folder that end in `suffix`, sorted.
    package func files(_ suffix: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(suffix) }.map(path).sorted()
    }

    /// The size of a file in bytes.
    package static func size(_ path: String) throws -> Int { try Data(contentsOf: URL(filePath: path)).count }

    /// Replaces a file's content by what `body` makes of it.
    package static func change(_ path: String, _ body: (inout Data) -> Void) throws {
        var data = try Data(contentsOf: URL(filePath: path))
        body(&data)
        try data.write(to: URL(filePath: path))
    }
}
