// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The state of one key inside the function of `mapWithState`. Source: Spark's `State`.
public struct State<Value: Sendable>: Sendable {
    enum Change: Sendable {
        case none
        case updated
        case removed
    }

    /// The value; nil if the key has none, or it was removed.
    public private(set) var value: Value?
    /// Whether the key's timeout is over: the call has no record, and the value goes after it.
    public let isTimingOut: Bool
    private(set) var change = Change.none

    package init(_ value: Value?, isTimingOut: Bool = false) {
        self.value = value
        self.isTimingOut = isTimingOut
    }

    /// Whether the key has a value.
    public var exists: Bool { value != nil }

    /// The value.
    /// - Throws: `StreamingError.invalidState` if the key has none.
    public func get() throws -> Value {
        guard let value else {
            throw StreamingError(
                code: .invalidState, message: "the key has no state; look at exists, or use value, which is optional")
        }
        return value
    }

    /// Sets the value.
    /// - Throws: `StreamingError.invalidState` after `remove()`, and while the key is timing out.
    public mutating func update(_ value: Value) throws {
        try checkChange("update")
        self.value = value
        change = .updated
    }

    /// Removes the value.
    /// - Throws: `StreamingError.invalidState` after `remove()`, and while the key is timing out.
    public mutating func remove() throws {
        try checkChange("remove")
        value = nil
        change = .removed
    }

    private func checkChange(_ name: String) throws {
        if isTimingOut {
            throw StreamingError(
                code: .invalidState, message: "\(name) while the key is timing out: its state is removed anyway")
        }
        if case .removed = change {
            throw StreamingError(code: .invalidState, message: "\(name) after remove in the same call")
        }
    }
}
