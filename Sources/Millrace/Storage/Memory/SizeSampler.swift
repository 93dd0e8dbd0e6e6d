// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Estimates the memory that a growing table takes, from samples at growing distances.
///
/// Between two samples the growth per change of the last interval is assumed to go on. Source: Spark's `SizeTracker`.
@usableFromInline
struct SizeSampler: Sendable {
    private var changes = 0
    private var nextSample = 64
    private var sampledBytes = 0
    private var sampledChanges = 0
    private var bytesPerChange = 0.0

    @usableFromInline
    init() {}

    /// Estimated bytes.
    var bytes: Int { sampledBytes + Int(bytesPerChange * Double(changes - sampledChanges)) }

    /// Notes a change; returns whether a sample is due.
    @usableFromInline
    mutating func note() -> Bool {
        changes += 1
        return changes >= nextSample
    }

    /// Takes a sample: the table has `bytes` now.
    mutating func sample(_ bytes: Int) {
        let grown = Double(bytes - sampledBytes) / Double(max(1, changes - sampledChanges))
        bytesPerChange = max(0, grown)
        sampledBytes = bytes
        sampledChanges = changes
        // Growth of an eighth between samples, and no more than what is cheap to be wrong about.
        nextSample = changes + min(65536, max(64, changes / 8))
    }
}

/// Memory that `elements` take: exactly for types without references, else by the stored size of some of them.
func estimatedBytes<Element>(of elements: some RandomAccessCollection<Element>, codec: StorageCodec<Element>?) -> Int {
    let inline = elements.count * MemoryLayout<Element>.stride
    guard !_isPOD(Element.self), !elements.isEmpty else { return inline }
    guard let codec else { return inline + elements.count * 32 }
    var writer = StoreWriter(capacity: 4096)
    let step = max(1, elements.count / 32)
    var sampled = 0
    var index = elements.startIndex
    while sampled * step < elements.count {
        // A value that cannot be stored is reported when it is to be stored.
        try? codec.store(elements[index], into: &writer)
        sampled += 1
        guard elements.distance(from: index, to: elements.endIndex) > step else { break }
        index = elements.index(index, offsetBy: step)
    }
    // Objects on the heap have 32 bytes of header and slack, unless the value fits in line.
    let perElement = Double(writer.count) / Double(sampled)
    let heap = perElement > 16 ? perElement + 32 : 0
    return inline + Int(heap * Double(elements.count))
}
