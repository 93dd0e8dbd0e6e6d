// Millrace
// SPDX-License-Identifier: Apache-2.0

@_spi(Reflection) private import Swift

/// A tuple whose elements can be stored: one column per element, so that each is stored by its own type's loop.
struct TupleField: FieldCodec {
    private struct Column {
        let offset: Int
        let codec: any FieldCodec
    }

    private let columns: [Column]
    let name: String
    let storedSize: Int?

    /// The codec of `type`, `nil` if it is not a tuple or one of its elements cannot be stored.
    init?(_ type: Any.Type) {
        guard isTuple(type) else { return nil }
        var columns: [Column] = []
        // The runtime says at which offset each element of the tuple is, and of which type.
        let isComplete = unsafe _forEachField(of: type) { _, offset, type, _ in
            guard let codec = findFieldCodec(of: type) else { return false }
            columns.append(Column(offset: offset, codec: codec))
            return true
        }
        guard isComplete else { return nil }
        self.columns = columns
        name = "(" + columns.map(\.codec.name).joined(separator: ", ") + ")"
        storedSize = nil
    }

    func store(_ base: UnsafeRawPointer, stride: Int, count: Int, into writer: inout StoreWriter) throws {
        for column in columns {
            column.codec.writeVersion(into: &writer)
            unsafe try column.codec.store(base + column.offset, stride: stride, count: count, into: &writer)
        }
    }

    func restore(
        _ base: UnsafeMutableRawPointer, stride: Int, count: Int, from reader: inout StoreReader, version: UInt32
    ) throws {
        var done = 0
        do {
            for column in columns {
                let version = try column.codec.readVersion(from: &reader)
                unsafe try column.codec.restore(
                    base + column.offset, stride: stride, count: count, from: &reader, version: version)
                done += 1
            }
        } catch {
            for column in columns[..<done] {
                unsafe column.codec.deinitialize(base + column.offset, stride: stride, count: count)
            }
            throw error
        }
    }

    func deinitialize(_ base: UnsafeMutableRawPointer, stride: Int, count: Int) {
        for column in columns {
            unsafe column.codec.deinitialize(base + column.offset, stride: stride, count: count)
        }
    }
}

private struct Holder<Value> {
    let value: Value
}

/// Whether `type` is a tuple: the runtime tells the kind of a field, so one is made of this type.
private func isTuple(_ type: Any.Type) -> Bool {
    func holder<Value>(_ type: Value.Type) -> Any.Type { Holder<Value>.self }
    var isTuple = false
    _ = unsafe _forEachField(of: _openExistential(type, do: holder)) { _, _, _, kind in
        isTuple = kind == .tuple
        return true
    }
    return isTuple
}
