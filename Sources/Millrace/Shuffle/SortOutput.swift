// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The output of a map task of a sort: one run, or several if memory lacked room.
@usableFromInline
struct SortOutput<Element: Sendable>: Sendable {
    @usableFromInline let runs: [SortedRun<Element>]
    /// Keeps the memory of the runs reserved.
    private let memory: OutputMemory?

    @usableFromInline
    init(runs: [SortedRun<Element>], memory: OutputMemory? = nil) {
        self.runs = runs
        self.memory = memory
    }
}

extension SortOutput: StoredAsLists {
    init(lists: [[Element]]) { self.init(runs: lists.map { .memory($0) }) }

    func lists() throws -> [[Element]] {
        try runs.map { run in
            switch run {
            case .memory(let elements): return elements
            case .disk(let pieces): return try pieces.flatMap { try RunSource.disk($0.elements).elements() }
            }
        }
    }
}
