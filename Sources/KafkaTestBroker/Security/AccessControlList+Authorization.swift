// Millrace
// SPDX-License-Identifier: Apache-2.0

extension AccessControlList {
    /// Whether the rules allow an operation. A rule that denies wins; otherwise a rule must allow it, or the resource
    /// must have no rules. Source: `StandardAuthorizerData`.
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
    /// Whether the rule's operation includes `wanted`.
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
