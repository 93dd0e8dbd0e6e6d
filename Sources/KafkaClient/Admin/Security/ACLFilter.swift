// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A choice of access control rules. Source: `AclBindingFilter` of the Java client.
public struct ACLFilter: Hashable, Sendable, CustomStringConvertible {
    /// The kind of things.
    public var kind: ACLResource.Kind
    /// The name; nil for all.
    public var name: String?
    /// The way in which names match; `.match` finds all rules that hold for the thing of this name.
    public var pattern: ACLResource.Pattern
    /// The user; nil for all.
    public var principal: String?
    /// The address; nil for all.
    public var host: String?
    /// The operation.
    public var operation: ACLOperation
    /// Whether it is allowed or denied.
    public var permission: ACLPermission

    /// The rules with these values; all rules by default.
    public init(
        kind: ACLResource.Kind = .any, name: String? = nil, pattern: ACLResource.Pattern = .any,
        principal: String? = nil, host: String? = nil, operation: ACLOperation = .any, permission: ACLPermission = .any
    ) {
        self.kind = kind
        self.name = name
        self.pattern = pattern
        self.principal = principal
        self.host = host
        self.operation = operation
        self.permission = permission
    }

    /// The one rule that equals `rule`.
    public init(_ rule: ACLRule) {
        self.init(
            kind: rule.resource.kind, name: rule.resource.name, pattern: rule.resource.pattern,
            principal: rule.principal, host: rule.host, operation: rule.operation, permission: rule.permission)
    }

    /// All rules.
    public static let all = ACLFilter()

    /// As in "any any topic orders any from any".
    public var description: String {
        "\(permission) \(principal ?? "any") \(operation) \(kind) \(name ?? "any") (\(pattern)) from \(host ?? "any")"
    }
}
