// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A type that is stored as the lists of its elements are.
protocol StoredAsLists: DynamicallyStorable {
    associatedtype ListElement
    init(lists: [[ListElement]])
    func lists() throws -> [[ListElement]]
}

extension StoredAsLists {
    static func makeFieldCodec() -> (any FieldCodec)? {
        guard let codec = StorageCodec<[[ListElement]]>() else { return nil }
        return ListsField<Self>(codec: codec)
    }
}

private struct ListsField<Value: StoredAsLists>: ContainerField {
    let codec: StorageCodec<[[Value.ListElement]]>
    var name: String { codec.typeName }

    func store(_ value: Value, into writer: inout StoreWriter) throws {
        try codec.store(try value.lists(), into: &writer)
    }

    func restore(from reader: inout StoreReader) throws -> Value { Value(lists: try codec.restore(from: &reader)) }
}
