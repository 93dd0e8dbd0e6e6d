// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Samples of a job in a soak run, and their growth. A pure value.
struct SoakReport {
    struct Sample {
        var second: Int
        /// Resident memory; nil for a process that was just killed.
        var kibibytes: Int?
        /// Files of the job.
        var files: Int
        /// Records that the job has not committed.
        var lag: Int
    }

    let name: String
    /// Records per second, of all partitions.
    let rate: Int
    var samples: [Sample] = []

    /// Things that grow: the middle of the last quarter is compared with that of the second, as the first is for
    /// warming up. Faults that fall into one of them are allowed for: 16 MiB and a tenth of the memory, 20 files, and
    /// the records of 5 seconds.
    var growth: [String] {
        let quarter = samples.count / 4
        guard quarter > 0 else { return ["there are \(samples.count) samples, 4 are needed"] }
        let (early, late) = (samples.dropFirst(quarter).prefix(quarter), samples.suffix(quarter))
        var found: [String] = []
        func compare(_ what: String, allowed: Int, percent: Int = 0, _ value: (Sample) -> Int?) {
            let (before, after) = (Self.median(early.compactMap(value)), Self.median(late.compactMap(value)))
            guard after > before + before * percent / 100 + allowed else { return }
            found.append("\(name): \(what) grows from \(before) to \(after)")
        }
        compare("memory in KiB", allowed: 16 << 10, percent: 10) { $0.kibibytes }
        compare("the number of files", allowed: 20) { $0.files }
        compare("the lag", allowed: 5 * rate) { $0.lag }
        return found
    }

    private static func median(_ numbers: [Int]) -> Int { numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2] }

    /// A table of the samples.
    var table: String {
        func row(_ cells: [String]) -> String {
            cells.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }.joined()
        }
        let rows = samples.map { sample in
            row(["\(sample.second)", sample.kibibytes.map { "\($0)" } ?? "-", "\(sample.files)", "\(sample.lag)"])
        }
        return ([name, row(["second", "KiB", "files", "lag"])] + rows).joined(separator: "\n")
    }
}
