// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport

/// The start of reading when there is no offset or the partition no longer has it. Property `auto.offset.reset`.
public enum OffsetReset: Hashable, Sendable {
    /// The first record in the log.
    case earliest
    /// The end: after the last record.
    case latest
    /// No start: an error that names topic, partition and offset.
    case none
    /// The first record of this time or later, in milliseconds since 1970 UTC; the end if there is none.
    case timestamp(Int64)
    /// The first record that is at most this old; the end if there is none. `by_duration:` and an ISO 8601 duration
    /// (KIP-1106).
    case age(Duration)

    /// The position to look up; nil for none.
    ///
    /// - Parameter now: the time of day, in milliseconds since 1970 UTC.
    func position(now: Int64) -> OffsetPosition? {
        switch self {
        case .earliest: .earliest
        case .latest: .latest
        case .none: nil
        case .timestamp(let milliseconds): .timestamp(milliseconds)
        case .age(let age): .timestamp(max(now - age.inMilliseconds, 0))
        }
    }

    /// Reads the property's value; nil if it is malformed.
    init?(property text: String) {
        switch text.lowercased() {
        case "earliest": self = .earliest
        case "latest": self = .latest
        case "none": self = .none
        default:
            let prefix = "by_duration:"
            guard text.lowercased().hasPrefix(prefix), let age = Self.duration(text.dropFirst(prefix.count)) else {
                return nil
            }
            self = .age(age)
        }
    }

    /// Reads an ISO 8601 duration of days, hours, minutes and seconds, such as `P1DT12H`; nil if it is another text or
    /// negative.
    private static func duration(_ text: Substring) -> Duration? {
        let text = text.uppercased()
        guard text.hasPrefix("P"), text.count > 1, text.last != "T" else { return nil }
        var total = 0.0
        var isTime = false
        var number = ""
        for character in text.dropFirst() {
            switch character {
            case "T" where !isTime && number.isEmpty: isTime = true
            case "0"..."9", ".": number.append(character)
            default:
                let unit: Double? =
                    switch (character, isTime) {
                    case ("D", false): 86_400
                    case ("H", true): 3600
                    case ("M", true): 60
                    case ("S", true): 1
                    default: nil
                    }
                guard let unit, let count = Double(number) else { return nil }
                total += count * unit
                number = ""
            }
        }
        // At most a century: more is a mistake, and milliseconds must fit.
        guard number.isEmpty, (0...3.2e9).contains(total) else { return nil }
        return .milliseconds(Int64(total * 1000))
    }
}

extension OffsetReset: CustomStringConvertible {
    /// As in the property.
    public var description: String {
        switch self {
        case .earliest: "earliest"
        case .latest: "latest"
        case .none: "none"
        case .timestamp(let milliseconds): "timestamp:\(milliseconds)"
        case .age(let age): "by_duration:PT\(age.inMilliseconds / 1000)S"
        }
    }
}
