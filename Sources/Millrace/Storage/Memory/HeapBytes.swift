// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bytes on the heap that `count` elements refer to, if they are like those of `sample`: by the stored size of some of
/// them; 32 bytes for each if they have no codec.
func heapBytes<Element>(of sample: [Element], _ count: Int) -> Int {
    guard !_isPOD(Element.self), !sample.isEmpty, count > 0 else { return 0 }
    let inline = sample.count * MemoryLayout<Element>.stride
    let perElement = Double(estimatedBytes(of: sample, codec: StorageCodec<Element>()) - inline) / Double(sample.count)
    return Int(max(0, perElement) * Double(count))
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
