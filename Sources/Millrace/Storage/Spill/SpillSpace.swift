// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Memory and disk of one operation of one RDD.
@usableFromInline
struct SpillSpace: Sendable {
    let memory: MemoryManager
    let disk: LazyLocalDisk
    /// Name of the operation, for errors.
    let operation: String
    /// Whether memory has a limit; without one nothing is measured and nothing goes to disk.
    @usableFromInline let isLimited: Bool
    /// Bytes that one task may take, so that as many as there are threads have room beside the outputs in memory.
    private let share: Int

    init(memory: MemoryManager, disk: LazyLocalDisk, operation: String, threads: Int) {
        share = max(MemoryManager.minimumShare, (memory.limit ?? 0) / 4 * 3 / threads)
        self.memory = memory
        self.disk = disk
        self.operation = operation
        isLimited = memory.limit != nil
    }

    /// Asks for `bytes` in all for a task's elements; false if they must go to disk.
    func grant(_ bytes: Int, _ reservation: MemoryReservation) -> Bool {
        bytes <= share && reservation.resize(to: bytes)
    }

    /// The codec of elements for which there is no room.
    /// - Throws: `StreamingError.codecMissing` if they cannot be stored.
    func codec<Element>(of type: Element.Type) throws -> StorageCodec<Element> {
        if let codec = StorageCodec<Element>() { return codec }
        let name = (type as? any KeyedElement.Type)?.pairName ?? "\(type)"
        throw StreamingError(
            code: .codecMissing,
            message: "\(operation) has reached the memory limit of \(memory.limit ?? 0) bytes and cannot write "
                + "elements of type \(name) to disk: a type in it has no codec. Declare it Codable, conform it to "
                + "Storable, or raise EngineConfiguration.memoryLimit")
    }
}

/// An element that users know as a pair.
protocol KeyedElement {
    static var pairName: String { get }
}

extension KeyedEntry: KeyedElement {
    static var pairName: String { "\((Key, Value).self)" }
}
