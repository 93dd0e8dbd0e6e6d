// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Names and places of the fields of a value.
final class DecodedFields {
    private(set) var names: [String] = []
    private var positions: [Int] = []
    /// Fields are mostly asked for in the order in which they are stored.
    private var next = 0

    func add(_ name: String, _ position: Int) {
        names.append(name)
        positions.append(position)
    }

    /// Place of the value of the field `name`.
    func find(_ name: String) -> Int? {
        if next < names.count, names[next] == name {
            next += 1
            return positions[next - 1]
        }
        // `decodeIfPresent` asks for the same field several times.
        guard let index = names.firstIndex(of: name) else { return nil }
        next = index + 1
        return positions[index]
    }
}
