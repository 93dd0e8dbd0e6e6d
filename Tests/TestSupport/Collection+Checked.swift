// Millrace
// SPDX-License-Identifier: Apache-2.0

extension Collection {
    /// The element of a collection that must have exactly one.
    ///
    /// Throws where `self[0]` would end the whole test run.
    package var only: Element {
        get throws {
            guard let first, count == 1 else { throw TestFailure("\(count) elements rather than 1: \(self)") }
            return first
        }
    }

    /// The element at an offset from the start. Throws where a subscript would end the whole test run.
    package func at(_ offset: Int) throws -> Element {
        guard let index = index(startIndex, offsetBy: offset, limitedBy: endIndex), index < endIndex else {
            throw TestFailure("no element \(offset) among \(count): \(self)")
        }
        return self[index]
    }
}
