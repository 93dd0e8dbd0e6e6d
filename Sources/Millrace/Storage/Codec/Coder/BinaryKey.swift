// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A key that no type declares: an index, or that of a superclass.
struct BinaryKey: CodingKey {
    static let `super` = BinaryKey(stringValue: "super")

    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }
}
