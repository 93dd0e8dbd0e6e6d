// Millrace
// SPDX-License-Identifier: Apache-2.0

/// ACL rules, which administrators create, find and delete and which brokers enforce. Source: KIP-11, KIP-290.
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

        /// The reason why the rule is invalid; nil if it is valid.
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

    /// A filter for rules; nil and "any" match every value.
    struct Filter: Sendable {
        var resourceType: Int8
        var resourceName: String?
        var patternType: Int8
        var principal: String?
        var host: String?
        var operation: Int8
        var permission: Int8

        /// Whether every number is allowed in a filter.
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

    /// Maximum number of rules.
    static let maxRules = 100_000

    /// In the order of creation.
    private(set) var rules: [Rule] = [] { didSet { changes += 1 } }
    /// Number of changes.
    private(set) var changes: Int64 = 0
    private var known: Set<Rule> = []
    /// Rules for literal names, by kind of resource and name.
    private var literal: [LiteralName: [Rule]] = [:]
    private var prefixed: [Rule] = []

    private struct LiteralName: Hashable {
        var kind: Int8
        var name: String
    }

    /// Stores a valid rule, unless it is already there. Returns false if there is no room.
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

    /// The rules for a resource: for its name, for a prefix of it, or for all of its kind.
    func rules(for kind: ResourceKind, _ name: String) -> [Rule] {
        let named = literal[LiteralName(kind: kind.rawValue, name: name)] ?? []
        let all = literal[LiteralName(kind: kind.rawValue, name: "*")] ?? []
        return named + all + prefixed.filter { $0.resourceType == kind.rawValue && name.hasPrefix($0.resourceName) }
    }

    func matching(_ filter: Filter) -> [Rule] { rules.filter { filter.matches($0) } }

    /// Deletes and returns the matching rules.
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
