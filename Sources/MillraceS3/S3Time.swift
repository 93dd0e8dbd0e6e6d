// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A time as signatures name it: "20150830T123600Z".
struct S3Time: Sendable {
    let text: String

    /// The time `seconds` after the epoch, in UTC.
    init(seconds: Int64) {
        let (days, second) = seconds.quotientAndRemainder(dividingBy: 86400)
        // The proleptic Gregorian calendar, counted from 0000-03-01. Source: Howard Hinnant, "chrono-compatible
        // low-level date algorithms".
        let shifted = days + 719_468
        let era = shifted / 146_097
        let day = shifted - era * 146_097
        let year = (day - day / 1460 + day / 36524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let calendarMonth = month < 10 ? month + 3 : month - 9
        text =
            Self.pad(year + era * 400 + (calendarMonth <= 2 ? 1 : 0), 4) + Self.pad(calendarMonth, 2)
            + Self.pad(dayOfYear - (153 * month + 2) / 5 + 1, 2) + "T" + Self.pad(second / 3600, 2)
            + Self.pad(second / 60 % 60, 2) + Self.pad(second % 60, 2) + "Z"
    }

    /// The date alone.
    var date: String { String(text.prefix(8)) }

    private static func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
