// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Identity of an operator (a transformation of an RDD or a stream) that is the same in every process that runs the
/// same program. Own design.
///
/// Given by the program (`.id("name")`), or a structural hash: of the kind of the operator, of its parents' ids, and of
/// its ordinal among operators that agree in both. So an operator that is inserted elsewhere changes no other's id.
public struct OperatorID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The given name, or the kind of the operator, such as `map`.
    public let name: String
    /// The structural hash; `nil` for a given name.
    public let structure: UInt64?
    /// Place among the operators of the same kind and parents, counted from 0.
    public let ordinal: Int

    /// The id that a program gave.
    public init(_ name: String) {
        self.name = name
        structure = nil
        ordinal = 0
    }

    /// The structural id of the operator of this kind that is number `ordinal` among those with equal parents.
    public init(kind: String, parents: [OperatorID], ordinal: Int) {
        self.init(kind: kind, structure: Self.structure(kind: kind, parents: parents), ordinal: ordinal)
    }

    init(kind: String, structure: UInt64, ordinal: Int) {
        name = kind
        var hasher = StableHasher()
        hasher.combine(structure)
        hasher.combine(UInt64(truncatingIfNeeded: ordinal))
        self.structure = hasher.finalize()
        self.ordinal = ordinal
    }

    /// Hash of kind and parents, without an ordinal.
    static func structure(kind: String, parents: [OperatorID]) -> UInt64 {
        var hasher = StableHasher()
        kind.stableHash(into: &hasher)
        for parent in parents { parent.stableHash(into: &hasher) }
        return hasher.finalize()
    }

    /// The name alone if it was given, else kind, ordinal and hash: `map#0-2f1c90ab54d1e077`.
    public var description: String {
        guard let structure else { return name }
        let digits = String(structure, radix: 16)
        return "\(name)#\(ordinal)-" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension OperatorID: StableHashable {
    /// Feeds the name, then the structural hash.
    public func stableHash(into hasher: inout StableHasher) {
        name.stableHash(into: &hasher)
        structure.stableHash(into: &hasher)
    }
}
