// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A collection type whose elements may be storable without conforming to `Storable`: tuples and `Codable` types.
protocol DynamicallyStorable {
    /// The codec, if the elements can be stored. The stored form is that of the `Storable` conformance.
    static func makeFieldCodec() -> (any FieldCodec)?
}

extension Array: DynamicallyStorable {
    static func makeFieldCodec() -> (any FieldCodec)? { StorageCodec<Element>().map { ArrayField(element: $0) } }
}

extension Optional: DynamicallyStorable {
    static func makeFieldCodec() -> (any FieldCodec)? { StorageCodec<Wrapped>().map { OptionalField(wrapped: $0) } }
}

extension Dictionary: DynamicallyStorable {
    static func makeFieldCodec() -> (any FieldCodec)? {
        guard let key = StorageCodec<Key>(), let value = StorageCodec<Value>() else { return nil }
        return DictionaryField(key: key, value: value)
    }
}

extension Set: DynamicallyStorable {
    static func makeFieldCodec() -> (any FieldCodec)? { StorageCodec<Element>().map { SetField(element: $0) } }
}

extension Pair: DynamicallyStorable {
    static func makeFieldCodec() -> (any FieldCodec)? {
        guard let first = StorageCodec<First>(), let second = StorageCodec<Second>() else { return nil }
        return PairField(first: first, second: second)
    }
}

private struct ArrayField<Element>: ContainerField {
    let element: StorageCodec<Element>
    var name: String { "Array<\(element.typeName)>" }

    func store(_ value: [Element], into writer: inout StoreWriter) throws {
        try element.storeArray(value, into: &writer)
    }

    func restore(from reader: inout StoreReader) throws -> [Element] { try element.restoreArray(from: &reader) }
}

private struct OptionalField<Wrapped>: ContainerField {
    let wrapped: StorageCodec<Wrapped>
    var name: String { "Optional<\(wrapped.typeName)>" }

    func store(_ value: Wrapped?, into writer: inout StoreWriter) throws {
        writer.writeInteger(UInt8(value == nil ? 0 : 1))
        if let value { try wrapped.store(value, into: &writer) }
    }

    func restore(from reader: inout StoreReader) throws -> Wrapped? {
        try reader.read(Bool.self) ? try wrapped.restore(from: &reader) : nil
    }
}

private struct DictionaryField<Key: Hashable, Element>: ContainerField {
    let key: StorageCodec<Key>
    let value: StorageCodec<Element>
    var name: String { "Dictionary<\(key.typeName), \(value.typeName)>" }

    func store(_ dictionary: [Key: Element], into writer: inout StoreWriter) throws {
        try key.storeArray(Array(dictionary.keys), into: &writer)
        try value.storeArray(Array(dictionary.values), into: &writer)
    }

    func restore(from reader: inout StoreReader) throws -> [Key: Element] {
        let keys = try key.restoreArray(from: &reader)
        let values = try value.restoreArray(from: &reader)
        let dictionary = [Key: Element](zip(keys, values)) { first, _ in first }
        guard keys.count == values.count, dictionary.count == keys.count else {
            throw reader.error(.invalidValue, "a dictionary has a key twice, or another number of values")
        }
        return dictionary
    }
}

private struct SetField<Element: Hashable>: ContainerField {
    let element: StorageCodec<Element>
    var name: String { "Set<\(element.typeName)>" }

    func store(_ value: Set<Element>, into writer: inout StoreWriter) throws {
        try element.storeArray(Array(value), into: &writer)
    }

    func restore(from reader: inout StoreReader) throws -> Set<Element> {
        let elements = try element.restoreArray(from: &reader)
        let set = Set(elements)
        guard set.count == elements.count else { throw reader.error(.invalidValue, "a set has an element twice") }
        return set
    }
}

private struct PairField<First, Second>: ContainerField {
    let first: StorageCodec<First>
    let second: StorageCodec<Second>
    var name: String { "Pair<\(first.typeName), \(second.typeName)>" }

    func store(_ value: Pair<First, Second>, into writer: inout StoreWriter) throws {
        try first.store(value.first, into: &writer)
        try second.store(value.second, into: &writer)
    }

    func restore(from reader: inout StoreReader) throws -> Pair<First, Second> {
        Pair(try first.restore(from: &reader), try second.restore(from: &reader))
    }
}
