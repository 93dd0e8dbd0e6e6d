// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads Kafka's properties: every name must be known and every value well formed.
struct PropertyReader {
    let role: KafkaProperty.Role
    private let properties: [String: String]
    private var used: Set<String> = []
    private(set) var ignored: [IgnoredProperty] = []

    init(_ properties: [String: String], role: KafkaProperty.Role) {
        self.properties = properties
        self.role = role
    }

    /// Checks all names that were not read: collects those without effect, and throws for all others.
    mutating func finish() throws {
        for name in properties.keys.sorted() where !used.contains(name) {
            switch KafkaProperty.known[name]?.treatment {
            case .ignored(let reason), .readOrIgnored(_, let reason):
                ignored.append(IgnoredProperty(name: name, reason: reason))
            case .rejected(let reason):
                throw KafkaError(.invalidConfiguration, "property \(name) is not supported: \(reason)")
            case .read(let roles):
                let owners = roles.map { "\($0)" }.sorted().joined(separator: " or ")
                throw KafkaError(
                    .invalidConfiguration, "property \(name) belongs to a \(owners), not to a \(role): remove it")
            case nil: throw unknown(name)
            }
        }
    }

    private func unknown(_ name: String) -> KafkaError {
        let nearest = KafkaProperty.nearest(to: name, role: role)
        return KafkaError(
            .invalidConfiguration, "unknown property \(name)" + (nearest.map { ": did you mean \($0)?" } ?? ""))
    }

    func malformed(_ name: String, _ expected: String) -> KafkaError {
        // A secret's value stays out of errors.
        let value = KafkaProperty.secrets.contains(name) ? "not readable" : "\"\(properties[name] ?? "")\""
        return KafkaError(.invalidConfiguration, "property \(name) is \(value): give \(expected)")
    }

    /// Notes those of `names` that are given as properties without effect.
    mutating func ignore(_ names: [String], _ reason: String) {
        for name in names where properties[name] != nil && used.insert(name).inserted {
            ignored.append(IgnoredProperty(name: name, reason: reason))
        }
    }

    /// The value without surrounding white space; nil if the property is not given.
    mutating func string(_ name: String) -> String? {
        // A name that is missing from the table would be reported as unknown to roles that do not read it.
        assert(KafkaProperty.known[name] != nil)
        guard let value = properties[name] else { return nil }
        used.insert(name)
        return String(value.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }

    mutating func integer(_ name: String, in range: ClosedRange<Int>, unit: String = "") throws -> Int? {
        guard let text = string(name) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw malformed(name, "a whole number\(unit) in \(range.lowerBound)...\(range.upperBound)")
        }
        return value
    }

    mutating func milliseconds(
        _ name: String, in range: ClosedRange<Int> = 0...Int(Int32.max)
    ) throws -> Duration? {
        try integer(name, in: range, unit: " of milliseconds").map { .milliseconds($0) }
    }

    /// A buffer size; nil also for −1, the system's default.
    mutating func bufferSize(_ name: String) throws -> Int? {
        let value = try integer(name, in: -1...Int(Int32.max), unit: " of bytes (-1: the system's default)")
        return value == -1 ? nil : value
    }

    mutating func boolean(_ name: String) throws -> Bool? {
        switch string(name)?.lowercased() {
        case nil: nil
        case "true": true
        case "false": false
        default: throw malformed(name, "true or false")
        }
    }

    mutating func list(_ name: String) throws -> [String]? {
        guard let text = string(name) else { return nil }
        let items = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        if items.isEmpty { throw malformed(name, "at least one item, separated by commas") }
        return items.map { String($0) }
    }

    /// The value in lower case, which must be one of `values`.
    mutating func oneOf(_ name: String, _ values: [String]) throws -> String? {
        guard let text = string(name)?.lowercased() else { return nil }
        guard values.contains(text) else { throw malformed(name, "one of " + values.joined(separator: ", ")) }
        return text
    }

    /// Throws unless the value is one of `values`; `reason` says why others are not supported.
    mutating func requireValue(_ name: String, oneOf values: [String], _ reason: String) throws {
        guard KafkaProperty.isRead(name, by: role), let text = string(name) else { return }
        if !values.contains(where: { $0.lowercased() == text.lowercased() }) {
            throw KafkaError(
                .invalidConfiguration,
                "property \(name) is \"\(text)\", but only \(values.joined(separator: ", ")) is supported: \(reason)"
            )
        }
    }
}
