// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// An access control rule: who may do what, with what. Source: `AclBinding` of the Java client.
public struct ACLRule: Hashable, Sendable, CustomStringConvertible {
    /// The things that it is about.
    public var resource: ACLResource
    /// The user, as `User:name`; `User:*` for all.
    public var principal: String
    /// The address that the user connects from; `*` for all.
    public var host: String
    /// The operation.
    public var operation: ACLOperation
    /// Whether it is allowed or denied.
    public var permission: ACLPermission

    /// A rule with these values, for all hosts by default.
    public init(
        _ permission: ACLPermission, _ principal: String, _ operation: ACLOperation, on resource: ACLResource,
        host: String = "*"
    ) {
        self.resource = resource
        self.principal = principal
        self.host = host
        self.operation = operation
        self.permission = permission
    }

    /// As in "allow User:a read topic orders from *".
    public var description: String { "\(permission) \(principal) \(operation) \(resource) from \(host)" }

    /// The rule with these values on the wire; nil if one of them is unknown.
    init?(
        _ kind: Int8, _ name: String, _ pattern: Int8, _ principal: String, _ host: String, _ operation: Int8,
        _ permission: Int8
    ) {
        guard let kind = ACLResource.Kind(rawValue: kind), let pattern = ACLResource.Pattern(rawValue: pattern),
            let operation = ACLOperation(rawValue: operation), let permission = ACLPermission(rawValue: permission)
        else { return nil }
        self.init(
            permission, principal, operation, on: ACLResource(kind, name, pattern: pattern), host: host)
    }
}
