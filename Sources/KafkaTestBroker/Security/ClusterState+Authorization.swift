// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension ClusterState {
    /// The name of the one resource of kind `cluster`.
    static let clusterResource = "kafka-cluster"
    /// The value of authorized operations in the response if the request did not ask for them.
    static let operationsNotAsked = Int32.min

    /// Adds the configuration's SCRAM users to those that administrators stored.
    mutating func addConfiguredUsers() {
        for sasl in configuration.allSASL { security.scramUsers.add(sasl, using: &random) }
    }

    /// The operations that the caller may perform, one bit each; `operationsNotAsked` if the request did not ask.
    func authorizedOperations(_ kind: ResourceKind, _ name: String, _ call: Call, ifAsked isAsked: Bool) -> Int32 {
        guard isAsked else { return Self.operationsNotAsked }
        return kind.operations(configuration.imitating).reduce(0) { bits, operation in
            security.allows(operation, kind, name, call) ? bits | 1 << Int32(operation.rawValue) : bits
        }
    }
}
