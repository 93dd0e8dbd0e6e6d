// Millrace
// SPDX-License-Identifier: Apache-2.0

extension AnyRDD {
    /// The lineage as text, one RDD per line: number of partitions in parentheses where a stage begins, name, storage;
    /// `+-` and one more step of indentation for each shuffle. Source: `RDD.toDebugString`.
    public func toDebugString() -> String {
        var lines: [String] = []
        describe(prefix: "", beginsStage: true, into: &lines)
        return lines.joined(separator: "\n")
    }

    private func describe(prefix: String, beginsStage: Bool, into lines: inout [String]) {
        let count = "(\(partitionCount))"
        let offset = String(repeating: " ", count: (count.count - 1) / 2)
        let space = String(repeating: " ", count: count.count - offset.count)
        let margin = beginsStage ? count + " " : offset + "|" + space
        let storage = storageDescription.isEmpty ? "" : " [\(storageDescription)]"
        lines.append(prefix + margin + name.description + storage)
        for dependency in dependencies {
            switch dependency {
            case .narrow(let parent): parent.describe(prefix: prefix, beginsStage: false, into: &lines)
            case .shuffle(let shuffle):
                shuffle.mapSide.describe(prefix: prefix + offset + "+-", beginsStage: true, into: &lines)
            }
        }
    }
}
