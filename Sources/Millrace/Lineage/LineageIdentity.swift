// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The name of one RDD, shared by the RDD and the shuffles that it reads, and the ordinals of its children.
@usableFromInline
final class LineageIdentity: Sendable {
    /// Name of the operator's kind.
    @usableFromInline let kind: String
    private let state: Mutex<LineageName>
    private let actions = Atomic(0)
    /// Numbers the RDDs built from this one outside of scopes.
    private let children = LineageScope(batchTime: nil, operatorID: nil)

    /// Names the next RDD of this kind and these parents: numbered by the current scope, else by its first parent (so
    /// that the numbers are freed with it), else by the context.
    @usableFromInline
    init(kind: String, parents: [AnyRDD], context: MillraceContext) {
        self.kind = kind
        let structure = OperatorID.structure(kind: kind, parents: parents.map(\.identity.name.position))
        let scope = LineageScope.current
        let counter = scope ?? parents.first?.identity.children ?? context.rootScope
        let id = OperatorID(kind: kind, structure: structure, ordinal: counter.nextOrdinal(of: structure))
        state = Mutex(LineageName(batchTime: scope?.batchTime, scope: scope?.operatorID, operatorID: id))
    }

    @usableFromInline var name: LineageName { state.withLock { $0 } }

    /// Replaces the operator's id by one that the program gives.
    func rename(_ id: OperatorID) {
        state.withLock { $0 = LineageName(batchTime: $0.batchTime, scope: $0.scope, operatorID: id) }
    }

    /// The number of the RDD's next action.
    func nextAction() -> Int { actions.add(1, ordering: .relaxed).oldValue }
}
