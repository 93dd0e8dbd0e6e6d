// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Name of the file of a partition, as Hadoop's: `part-00000`.
func partName(_ index: Int) -> String {
    let digits = String(index)
    return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
}
