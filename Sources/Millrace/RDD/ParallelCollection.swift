// Millrace
// SPDX-License-Identifier: Apache-2.0

extension MillraceContext {
    /// An RDD of the elements of `collection`, split into `partitions` runs of nearly equal length.
    ///
    /// Default of `partitions`: the configuration's `defaultParallelism`, else the number of threads. Values below 1
    /// count as 1. Source: `SparkContext.parallelize`.
    @inlinable
    public func parallelize<Element: Sendable>(
        _ collection: some Sequence<Element>, partitions: Int? = nil
    ) -> RDD<Element> {
        parallelize(array: Array(collection), partitions: partitions)
    }

    @usableFromInline
    func parallelize<Element: Sendable>(array elements: [Element], partitions: Int?) -> RDD<Element> {
        let count = partitionCount(partitions)
        return DerivedRDD(
            context: self, kind: "parallelize", partitions: IndexPartition.range(count), dependencies: []
        ) { partition, task, yield in
            let range = Self.slice(partition.index, of: count, length: elements.count)
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Chunk<Element>.standardCount) {
                let end = min(range.upperBound, start + Chunk<Element>.standardCount)
                try await yield(Chunk(elements[start..<end]))
            }
        }
    }

    /// The integers of `range` in steps of `step`, which are never all in memory. Source: `SparkContext.range`.
    ///
    /// - Parameters:
    ///   - range: Bounds; the upper one is excluded. More than `Int.max` integers are a precondition failure.
    ///   - step: Distance of two integers, at least 1, default 1.
    ///   - partitions: Default: see `parallelize`.
    @inlinable
    public func range(_ range: Range<Int>, step: Int = 1, partitions: Int? = nil) -> RDD<Int> {
        precondition(step >= 1, "range needs a step of at least 1")
        let first = range.lowerBound
        let length = range.isEmpty ? 0 : (range.upperBound - 1 - first) / step + 1
        let count = partitionCount(partitions)
        return DerivedRDD.elementwise(
            context: self, kind: "range", partitions: IndexPartition.range(count), dependencies: []
        ) { partition, task, sink, endOfChunk in
            var output = RunBuffer<Int>()
            defer { output.free() }
            let range = Self.slice(partition.index, of: count, length: length)
            for start in stride(from: range.lowerBound, to: range.upperBound, by: Chunk<Int>.standardCount) {
                for position in start..<min(range.upperBound, start + Chunk<Int>.standardCount) {
                    try output.add(first + position * step, limit: task.maxRun, sink)
                }
                try output.flush(sink)
                try await endOfChunk()
            }
        }
    }

    /// An RDD without elements and without partitions.
    public func emptyRDD<Element: Sendable>(of type: Element.Type = Element.self) -> RDD<Element> {
        DerivedRDD(context: self, kind: "empty", partitions: [], dependencies: []) { _, _, _ in }
    }

    /// Number of partitions of a source for which the program asks for `partitions`.
    @usableFromInline
    func partitionCount(_ partitions: Int?) -> Int {
        max(1, partitions ?? configuration.defaultParallelism ?? configuration.master.threads)
    }

    /// The positions of slice `index` out of `count` of a collection.
    @usableFromInline
    static func slice(_ index: Int, of count: Int, length: Int) -> Range<Int> {
        func bound(_ index: Int) -> Int {
            // length * index / count without overflow.
            length / count * index + length % count * index / count
        }
        return bound(index)..<bound(index + 1)
    }
}
