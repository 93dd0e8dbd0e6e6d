// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A run of elements, in memory or on disk.
@usableFromInline
enum RunSource<Element: Sendable>: Sendable {
    case memory([Element])
    case disk(DiskRun<Element>)

    /// Number of elements.
    @usableFromInline var count: Int {
        switch self {
        case .memory(let elements): elements.count
        case .disk(let run): run.count
        }
    }

    @usableFromInline var isOnDisk: Bool {
        if case .disk = self { return true }
        return false
    }

    /// Calls `body` with all elements, some at a time.
    @inlinable
    func forEachBlock(_ body: ([Element]) async throws -> Void) async throws {
        switch self {
        case .memory(let elements): if !elements.isEmpty { try await body(elements) }
        case .disk(let run):
            var reader = try run.open()
            while let elements = try reader.next() { try await body(elements) }
        }
    }

    /// All elements.
    func elements() throws -> [Element] {
        switch self {
        case .memory(let elements): return elements
        case .disk(let run):
            var reader = try run.open()
            var elements: [Element] = []
            elements.reserveCapacity(run.count)
            while let block = try reader.next() { elements.append(contentsOf: block) }
            return elements
        }
    }
}
