// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Name of an RDD that is the same in every process that runs the same program: the batch and the stream operator that
/// it was built for, if any, and its operator. Own design.
public struct LineageName: Hashable, Sendable, Codable, CustomStringConvertible {
    private let batchMilliseconds: Int64?
    /// The stream operator in whose scope the RDD was built; `nil` outside of batches.
    public let scope: OperatorID?
    /// The operator that made the RDD.
    public let operatorID: OperatorID

    /// The name of the RDD of `operatorID`.
    public init(batchTime: BatchTime? = nil, scope: OperatorID? = nil, operatorID: OperatorID) {
        batchMilliseconds = batchTime?.milliseconds
        self.scope = scope
        self.operatorID = operatorID
    }

    /// The batch that the RDD was built for; `nil` outside of batches.
    public var batchTime: BatchTime? { batchMilliseconds.map(BatchTime.init(milliseconds:)) }

    /// The same name without its batch time, as one id: what a child's structural hash sees of its parent.
    var position: OperatorID {
        guard let scope else { return operatorID }
        return OperatorID(kind: operatorID.name, parents: [scope, operatorID], ordinal: 0)
    }

    /// Batch time, scope and operator, joined by slashes, without those that are `nil`.
    public var description: String {
        [batchTime?.description, scope?.description, operatorID.description].compactMap { $0 }.joined(separator: "/")
    }
}
