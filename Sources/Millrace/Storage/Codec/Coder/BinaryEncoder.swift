// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Encodes one value: a level of the tree of values.
final class BinaryEncoder: Encoder {
    private enum State {
        case empty, single, keyed, unkeyed
    }

    /// A value that is written at the end of its container, since others may be written before it is complete.
    private struct Deferred {
        let key: String?
        let encoder: BinaryEncoder
    }

    let sink: EncodingSink
    let depth: Int
    private let parent: BinaryEncoder?
    private let key: (any CodingKey)?
    private var state = State.empty
    private var deferred: [Deferred] = []
    /// Elements of an unkeyed container.
    private(set) var count = 0

    init(sink: EncodingSink, parent: BinaryEncoder?, key: (any CodingKey)?, depth: Int) {
        self.sink = sink
        self.parent = parent
        self.key = key
        self.depth = depth
    }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    var codingPath: [any CodingKey] { (parent?.codingPath ?? []) + (key.map { [$0] } ?? []) }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        enter(.keyed, .keyed)
        return KeyedEncodingContainer(BinaryKeyedEncoding<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        enter(.unkeyed, .unkeyed)
        return BinaryUnkeyedEncoding(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        if state == .empty { state = .single }
        return BinarySingleEncoding(encoder: self)
    }

    private func enter(_ wanted: State, _ tag: BinaryTag) {
        if state == .empty {
            state = wanted
            sink.write(tag)
        } else if state != wanted {
            sink.failure = EncodingError.invalidValue(
                self,
                EncodingError.Context(codingPath: codingPath, debugDescription: "a value uses containers of two kinds"))
        }
    }

    /// Writes a field by `body`.
    func field(_ key: some CodingKey, _ body: (EncodingSink) throws -> Void) rethrows {
        sink.writeKey(key.stringValue)
        try body(sink)
    }

    /// Writes an element by `body`.
    func element(_ body: (EncodingSink) throws -> Void) rethrows {
        count += 1
        // After a nested container that may not be complete, elements wait as well, to keep the order.
        try body(deferred.isEmpty ? sink : deferValue(nil, state: .single).sink)
    }

    /// Writes the only value by `body`.
    func single(_ body: (EncodingSink) throws -> Void) rethrows {
        count += 1
        try body(sink)
    }

    /// An encoder of a field or element that is written at the end of this container.
    func nested(_ key: (any CodingKey)?) -> BinaryEncoder {
        if key == nil { count += 1 }
        return deferValue(key, state: .empty)
    }

    private func deferValue(_ key: (any CodingKey)?, state: State) -> BinaryEncoder {
        let encoder = BinaryEncoder(
            sink: EncodingSink(internsKeys: false, depth: depth), parent: self, key: key, depth: depth + 1)
        encoder.state = state
        encoder.count = state == .single ? 1 : 0
        deferred.append(Deferred(key: key?.stringValue, encoder: encoder))
        return encoder
    }

    /// Writes the end of the value.
    func finish() throws {
        guard depth <= StoreWriter.maxDepth else { throw StoreWriter.tooDeep }
        if state == .empty { enter(.keyed, .keyed) }
        for value in deferred {
            try value.encoder.finish()
            if let key = value.key { sink.writeKey(key) }
            sink.append(value.encoder.sink)
        }
        switch state {
        case .keyed: sink.writer.writeVarint(BinaryTag.keyEnd)
        case .unkeyed: sink.write(.end)
        case .single: if count == 0 { sink.write(.null) }
        case .empty: break
        }
        if let failure = sink.failure { throw failure }
    }
}
