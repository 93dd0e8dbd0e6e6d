// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A codec that stores single values by the codecs of their elements.
protocol ContainerField<Value>: FieldCodec {
    associatedtype Value
    func store(_ value: Value, into writer: inout StoreWriter) throws
    func restore(from reader: inout StoreReader) throws -> Value
}

extension ContainerField {
    var storedSize: Int? { nil }

    func store(_ base: UnsafeRawPointer, stride: Int, count: Int, into writer: inout StoreWriter) throws {
        let run = unsafe StorableRun<Value>(base: base, stride: stride, count: count)
        try writer.enter()
        for index in 0..<count { try store(run[index], into: &writer) }
        writer.depth -= 1
    }

    func restore(
        _ base: UnsafeMutableRawPointer, stride: Int, count: Int, from reader: inout StoreReader, version: UInt32
    ) throws {
        let slots = unsafe StorableSlots<Value>(base: base, stride: stride, count: count)
        try reader.enter()
        var done = 0
        do {
            while done < count {
                slots.initialize(done, to: try restore(from: &reader))
                done += 1
            }
        } catch {
            slots.deinitialize(first: done)
            throw error
        }
        reader.depth -= 1
    }

    func deinitialize(_ base: UnsafeMutableRawPointer, stride: Int, count: Int) {
        unsafe StorableSlots<Value>(base: base, stride: stride, count: count).deinitialize(first: count)
    }
}
