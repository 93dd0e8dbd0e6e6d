// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Differences between the graph of a program and that of a checkpoint.
public struct GraphChanges: Hashable, Sendable, CustomStringConvertible {
    /// An operator whose kind has changed.
    public struct Change: Hashable, Sendable {
        /// The operator of the checkpoint, and that of the program.
        public var before: GraphFingerprint.Operator, now: GraphFingerprint.Operator
    }

    /// Operators that only the program has. They begin without state.
    public var added: [GraphFingerprint.Operator]
    /// Operators that only the checkpoint has.
    public var removed: [GraphFingerprint.Operator]
    /// Operators whose ids are in both, but with other kinds.
    public var changed: [Change]

    /// Whether there are no differences.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

    /// One line per difference: "+" added, "-" removed, "~" changed.
    public var description: String {
        let lines =
            added.map { "+ \($0)" } + removed.map { "- \($0)\($0.keeps ? ", with its state" : "")" }
            + changed.map { "~ \($0.before) is now \($0.now)" }
        return lines.joined(separator: "\n")
    }

    /// Throws `StreamingError.graphChanged` if something that is in the checkpoint would be lost or misread: additions
    /// are allowed, and so are removals of operators that keep nothing.
    ///
    /// - Parameter allowsRemovals: Whether what removed operators kept may be dropped.
    public func check(allowsRemovals: Bool) throws {
        let lost = removed.filter(\.keeps)
        guard changed.contains(where: { $0.before.keeps || $0.now.keeps }) || (!lost.isEmpty && !allowsRemovals)
        else { return }
        throw StreamingError(
            code: .graphChanged,
            message:
                "the program has another graph than its checkpoint; name operators with .id() to keep their state, or "
                + "allow removals to drop it:\n\(self)")
    }
}
