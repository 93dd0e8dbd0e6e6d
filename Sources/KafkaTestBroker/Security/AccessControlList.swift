// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Who may do what: rules that administrators store, find and delete, and that the brokers act on. Source: KIP-11,
/// KIP-290.
struct AccessControlList: Sendable {
    /// Numbers of pattern types and permissions.
    enum Number {
        static let any: Int8 = 1
        static let match: Int8 = 2
        static let literal: Int8 = 3
        static let prefixed: Int8 = 4
        static let deny: Int8 = 2
    }

    /// One rule.
    struct Rule: Hashable, Sendable {
        var resourceType: Int8
        var resourceName: String
        var patternType: Int8
        var principal: String
        var host: String
        var operation: Int8
        var permission: Int8

        /// What is wrong with the rule; nil if it can be stored.
        var problem: String? {
            if !(2...7).contains(resourceType) { return "Invalid resource type \(resourceType)" }
            if resourceName.isEmpty { return "Resource name should not be empty" }
            if resourceType == 4, resourceName != "kafka-cluster" {
                return "The only valid name for the CLUSTER resource is kafka-cluster"
            }
            if patternType != Number.literal && patternType != Number.prefixed {
                return "Invalid pattern type \(patternType)"
            }
            if !(2...15).contains(operation) { return "Invalid operation \(operation)" }
            if !(2...3).contains(permission) { return "Invalid permission type \(permission)" }
            if !principal.contains(":") { return "Could not parse principal from \(principal)" }
            return nil
        }
    }

    /// A pattern for rules; nil and "any" leave a part open.
    struct Filter: Sendable {
        var resourceType: Int8
        var resourceName: String?
        var patternType: Int8
        var principal: String?
        var host: String?
        var operation: Int8
        var permission: Int8

        /// Whether every part is a number that filters may have.
        var isValid: Bool {
            (1...7).contains(resourceType) && (1...4).contains(patternType) && (1...15).contains(operation)
                && (1...3).contains(permission)
        }

        func matches(_ rule: Rule) -> Bool {
            matchesResource(rule) && (principal == nil || principal == rule.principal)
                && (host == nil || host == rule.host)
                && (operation == Number.any || operation == rule.operation)
                && (permission == Number.any || permission == rule.permission)
        }

        private func matchesResource(_ rule: Rule) -> Bool {
            guard resourceType == Number.any || resourceType == rule.resourceType else { return false }
            guard patternType <= Number.match || patternType == rule.patternType else { return false }
            guard let resourceName else { return true }
            guard patternType == Number.match else { return resourceName == rule.resourceName }
            if rule.patternType == Number.prefixed { return resourceName.hasPrefix(rule.resourceName) }
            return resourceName == rule.resourceName || rule.resourceName == "*"
        }
    }

    /// The most rules that are kept.
    static let maxRules = 100_000

    /// In the order in which they were made.
    private(set) var rules: [Rule] = []
    private var known: Set<Rule> = []
    /// The rules of literal names, by kind of resource and name.
    private var literal: [LiteralName: [Rule]] = [:]
    private var prefixed: [Rule] = []

    private struct LiteralName: Hashable {
        var kind: Int8
        var name: String
    }

    /// Stores a rule that is valid; one that is there already stays as it is. False if there is no room.
    mutating func insert(_ rule: Rule) -> Bool {
        if known.contains(rule) { return true }
        guard rules.count < Self.maxRules else { return false }
        known.insert(rule)
        rules.append(rule)
        index(rule)
        return true
    }

    private mutating func index(_ rule: Rule) {
        if rule.patternType == Number.prefixed {
            prefixed.append(rule)
        } else {
            literal[LiteralName(kind: rule.resourceType, name: rule.resourceName), default: []].append(rule)
        }
    }

    /// The rules that speak of a resource: by its name, by a prefix of it, or of all of its kind.
    func rules(for kind: ResourceKind, _ name: String) -> [Rule] {
        let named = literal[LiteralName(kind: kind.rawValue, name: name)] ?? []
        let all = literal[LiteralName(kind: kind.rawValue, name: "*")] ?? []
        return named + all + prefixed.filter { $0.resourceType == kind.rawValue && name.hasPrefix($0.resourceName) }
    }

    func matching(_ filter: Filter) -> [Rule] { rules.filter { filter.matches($0) } }

    /// Deletes what matches, and returns it.
    mutating func remove(_ filter: Filter) -> [Rule] {
        let removed = matching(filter)
        rules.removeAll { filter.matches($0) }
        known.subtract(removed)
        literal = [:]
        prefixed = []
        for rule in rules { index(rule) }
        return removed
    }
}
