// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Limits and times of one share group. Times are in milliseconds. Source: KIP-932, `ShareGroupConfig`, `GroupConfig`.
struct ShareSettings: Equatable, Sendable {
    /// The start of a partition that the group has not read.
    enum OffsetReset: Equatable, Sendable {
        case earliest
        case latest
        /// The first record of this age or younger.
        case byDuration(Int64)
    }

    /// `group.share.session.timeout.ms`.
    var sessionTimeout: Int64 = 45_000
    /// `group.share.heartbeat.interval.ms`.
    var heartbeatInterval: Int32 = 5000
    /// `group.share.max.size`.
    var maxSize = 200
    /// `group.share.record.lock.duration.ms`: after this time without an acknowledgement a record is free again.
    var lockDuration: Int64 = 30_000
    /// `group.share.delivery.count.limit`: a record that was delivered this often is not delivered again.
    var deliveryCountLimit: Int16 = 5
    /// `group.share.partition.max.record.locks`: records between the first and the last that are not finished.
    var maxRecordLocks: Int64 = 2000
    /// `share.auto.offset.reset` of the group.
    var offsetReset = OffsetReset.latest
    /// `share.isolation.level` of the group.
    var readsCommitted = false
}

extension ShareSettings.OffsetReset {
    /// The value of `share.auto.offset.reset`; nil if it is none. Source: KIP-932; KIP-1106 for `by_duration`.
    init?(_ text: String) {
        switch text {
        case "earliest": self = .earliest
        case "latest": self = .latest
        default:
            guard text.hasPrefix("by_duration:"), let time = Self.milliseconds(text.dropFirst("by_duration:".count))
            else { return nil }
            self = .byDuration(time)
        }
    }

    /// Milliseconds of an ISO 8601 duration such as `P1DT2H30M` or `PT0.5S`.
    private static func milliseconds(_ text: Substring) -> Int64? {
        guard text.first == "P", text.count > 2 else { return nil }
        var total = 0.0
        var digits = ""
        var isTime = false
        for character in text.dropFirst() {
            let unit: Double
            switch character {
            case "0"..."9", ".":
                digits.append(character)
                continue
            case "T" where !isTime && digits.isEmpty:
                isTime = true
                continue
            case "D" where !isTime: unit = 86_400_000
            case "H" where isTime: unit = 3_600_000
            case "M" where isTime: unit = 60_000
            case "S" where isTime: unit = 1000
            default: return nil
            }
            guard let number = Double(digits) else { return nil }
            total += number * unit
            digits = ""
        }
        return digits.isEmpty && total < 1e15 ? Int64(total) : nil
    }
}
