// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import StreamTestSupport
import TestSupport

/// A job that writes a `NumberedInput` to a sink, with its checkpoint in `/job` of a file system.
struct SinkJob {
    let context: StreamingContext
    let clock: ManualClock
    let input: NumberedInput

    init(
        _ files: FaultyFileSystem, now: Int64 = 10_000,
        configuration: StreamingConfiguration = StreamingConfiguration(),
        checkpointed: Bool = true, _ build: (NumberedInput) throws -> Void
    ) throws {
        clock = ManualClock(now: BatchTime(milliseconds: now))
        context = try StreamingContext(
            makeEngine(), batchDuration: .seconds(1), clock: clock, configuration: configuration)
        input = NumberedInput(context).id("numbers")
        try build(input)
        guard checkpointed else { return }
        try context.checkpoint(
            CheckpointLocation(store: DirectoryCheckpointStore(directory: "/job", takesOver: true, files: files)))
    }

    /// Runs until `count` batches have ended, or the stream has failed. Returns the failure.
    @discardableResult
    func run(_ count: Int) async -> (any Error)? { await context.run(batches: count, clock) }

    /// The elements of the committed folders of a `FileSink`, by folder.
    static func folders(_ files: FaultyFileSystem, _ prefix: String = "/out/n-") -> [String: [Int]] {
        var found: [String: [Int]] = [:]
        for (path, bytes) in files.files where path.hasPrefix(prefix) {
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
            found[folder, default: []] += lines
        }
        return found
    }

    /// All elements of the committed folders, sorted.
    static func elements(_ files: FaultyFileSystem) -> [Int] { folders(files).values.flatMap { $0 }.sorted() }
}
