// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Sorts elements in memory, and on disk when memory lacks room: sorted runs, merged at the end.
///
/// The order of equal elements stays. Without a codec nothing can be written, and memory grows past its limit.
/// Source: Spark's `ExternalSorter`.
@usableFromInline
struct ExternalSorter<Element: Sendable>: ~Copyable {
    private let disk: LazyLocalDisk
    private let codec: StorageCodec<Element>?
    private let reservation: MemoryReservation
    private let precedes: (Element, Element) throws -> Bool
    @usableFromInline var elements: [Element] = []
    @usableFromInline var sampler = SizeSampler()
    private var runs: [TemporaryFile] = []
    /// Number of runs on disk.
    var spillCount: Int { runs.count }

    /// A sorter by `precedes`, which must be a strict weak ordering.
    @usableFromInline
    init(
        memory: MemoryManager, disk: LazyLocalDisk, codec: StorageCodec<Element>?,
        by precedes: @escaping (Element, Element) throws -> Bool
    ) {
        self.disk = disk
        self.codec = codec
        self.precedes = precedes
        reservation = memory.reservation()
    }

    /// Adds an element.
    /// - Throws: `StreamingError.storageFailed` if a run cannot be written; errors of the ordering.
    @inlinable
    mutating func append(_ element: Element) throws {
        elements.append(element)
        if sampler.note() { try checkSize() }
    }

    @usableFromInline
    mutating func checkSize() throws {
        let bytes = estimatedBytes(of: elements, codec: codec)
        sampler.sample(bytes)
        // Sorting needs half as much again, and the array may double.
        if reservation.resize(to: bytes * 2) { return }
        guard codec != nil, !elements.isEmpty else { return }
        try spill()
    }

    /// Writes the elements as a sorted run and forgets them.
    mutating func spill() throws {
        guard let codec else { return }
        let sorted = try elements.sorted(by: precedes)
        elements = []
        let file = try storing("a run of a sort") {
            let file = try disk.get().makeFile("sort")
            try StoredBlock.write(sorted, to: file, codec)
            return file
        }
        runs.append(file)
        sampler = SizeSampler()
        _ = reservation.resize(to: 0)
    }

    /// Calls `body` with each element, sorted. Ends the use of the sorter.
    /// - Throws: `StreamingError.storageFailed` or `.dataDamaged` if a run cannot be read; errors of the closures.
    @usableFromInline
    consuming func forEach(_ body: (Element) throws -> Void) throws {
        let last = try elements.sorted(by: precedes)
        guard !runs.isEmpty, let codec else {
            for element in last { try body(element) }
            return
        }
        var merge = SortedRunMerge(precedes: precedes)
        for file in runs {
            let decoder = try storing("a run of a sort") {
                try BlockDecoder(FileBlockSource(file.openForReading()), codec)
            }
            try merge.add(decoder)
        }
        try merge.add(last)
        while let element = try merge.next() { try body(element) }
    }
}
