// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Security settings that administrators change at run time.
struct ClusterSecurity: Sendable {
    var acls = AccessControlList()
    var scramUsers = ScramUsers()
    var quotas = ClientQuotas()

    /// Whether the ACLs allow the caller an operation. Everybody may use a resource that has no rule, as with
    /// `allow.everyone.if.no.acl.found`.
    func allows(_ operation: ResourceOperation, _ kind: ResourceKind, _ name: String, _ call: Call) -> Bool {
        acls.allows(operation, kind, name, principal: call.caller.principal, host: call.caller.host)
    }
}
