// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The operators of a job, so that a changed program can be compared with the one that wrote a checkpoint. Own design.
public struct GraphFingerprint: Codable, Hashable, Sendable {
    /// An operator.
    public struct Operator: Codable, Hashable, Sendable, CustomStringConvertible {
        /// Its id: a name, or a hash of its place in the graph.
        public var id: String
        /// Its kind, such as "mapWithState".
        public var kind: String
        /// Whether it has something in the checkpoint that would be lost without it: state, or plans.
        public var keeps: Bool

        /// An operator.
        public init(id: String, kind: String, keeps: Bool) {
            self.id = id
            self.kind = kind
            self.keeps = keeps
        }

        /// Kind and id.
        public var description: String { "\(kind) '\(id)'" }
    }

    /// The operators, sorted by id.
    public var operators: [Operator]

    /// A fingerprint of these operators.
    public init(_ operators: [Operator]) { self.operators = operators.sorted { $0.id < $1.id } }

    /// Differences from an earlier graph.
    public func changes(since old: GraphFingerprint) -> GraphChanges {
        let before = Dictionary(old.operators.map { ($0.id, $0) }) { first, _ in first }
        let now = Dictionary(operators.map { ($0.id, $0) }) { first, _ in first }
        return GraphChanges(
            added: operators.filter { before[$0.id] == nil },
            removed: old.operators.filter { now[$0.id] == nil },
            changed: operators.compactMap { new in
                guard let old = before[new.id], old.kind != new.kind else { return nil }
                return GraphChanges.Change(before: old, now: new)
            })
    }
}
