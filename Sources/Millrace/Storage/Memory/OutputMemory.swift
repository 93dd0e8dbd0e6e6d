// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Memory of the output of a map task, given back with the last reference.
@usableFromInline
final class OutputMemory: Sendable {
    private let manager: MemoryManager
    private let bytes: Int

    init(manager: MemoryManager, bytes: Int) {
        self.manager = manager
        self.bytes = bytes
    }

    deinit { manager.releaseOutput(bytes) }
}
