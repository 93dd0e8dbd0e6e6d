// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Name of a file of a write-ahead log: "log-", its number in 20 digits, "-", and the epoch of its writer.
struct LogFileName: Hashable, Comparable {
    let number: UInt64
    let epoch: UInt64

    init(number: UInt64, epoch: UInt64) {
        self.number = number
        self.epoch = epoch
    }

    /// `nil` if this is not the name of a log file.
    init?(_ name: String) {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "log", let number = UInt64(parts[1]), let epoch = UInt64(parts[2]) else {
            return nil
        }
        self.init(number: number, epoch: epoch)
        guard text == name else { return nil }
    }

    var text: String {
        let digits = String(number)
        return "log-" + String(repeating: "0", count: 20 - digits.count) + digits + "-\(epoch)"
    }

    static func < (a: LogFileName, b: LogFileName) -> Bool { (a.number, a.epoch) < (b.number, b.epoch) }

    /// The files that belong to the log, in order. Files of a writer that was replaced, made after its successor
    /// began, do not.
    static func log(_ names: [String]) -> [LogFileName] {
        var log: [LogFileName] = []
        for name in names.compactMap(LogFileName.init).sorted() {
            if let last = log.last {
                if name.epoch < last.epoch { continue }
                // Two writers made a file with this number: the later one counts.
                if name.number == last.number { log.removeLast() }
            }
            log.append(name)
        }
        return log
    }
}
