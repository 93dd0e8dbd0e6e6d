// Millrace
// SPDX-License-Identifier: Apache-2.0

extension AccessControlList {
    /// Whether the rules let someone do something. A rule that denies wins; without one it takes a rule that allows,
    /// or that none speaks of the resource. Source: `StandardAuthorizerData`.
    func allows(
        _ operation: ResourceOperation, _ kind: ResourceKind, _ name: String, principal: String, host: String
    ) -> Bool {
        guard !rules.isEmpty else { return true }
        var isKnown = false
        var isAllowed = false
        for rule in rules(for: kind, name) {
            isKnown = true
            guard rule.principal == principal || rule.principal == "User:*", rule.host == host || rule.host == "*"
            else { continue }
            if rule.permission == Number.deny {
                if rule.operation == operation.rawValue || rule.operation == ResourceOperation.all.rawValue {
                    return false
                }
            } else if rule.grants(operation) {
                isAllowed = true
            }
        }
        return isAllowed || !isKnown
    }
}

extension AccessControlList.Rule {
    /// Whether the operation that the rule allows is or implies another.
    fileprivate func grants(_ wanted: ResourceOperation) -> Bool {
        guard let own = ResourceOperation(rawValue: operation) else { return false }
        if own == wanted || own == .all { return true }
        return switch wanted {
        case .describe: [.read, .write, .delete, .alter].contains(own)
        case .describeConfigs: own == .alterConfigs
        default: false
        }
    }
}
