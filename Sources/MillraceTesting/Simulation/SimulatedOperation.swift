// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A change of the world outside of a driver: a place at which a simulation may end it.
package struct SimulatedOperation: Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        case create, write, truncate, sync, syncDirectory, rename, remove, makeDirectory, call, request
    }

    package var kind: Kind
    /// The file, or the name of the call.
    package var place: String

    package init(_ kind: Kind, _ place: String) {
        self.kind = kind
        self.place = place
    }

    package var description: String { "\(kind.rawValue) \(place)" }

    /// Whether a full disk refuses it.
    var needsRoom: Bool { kind == .write || kind == .create }
}
