// Millrace
// SPDX-License-Identifier: Apache-2.0

/// First byte of every value in the form that `Codable` types are stored in.
///
/// A keyed container is a list of (key, value), where a key is a varint: 0 ends the list; 1 is followed by a name;
/// 2 is followed by a number and a name, to which later keys of the run refer as that number plus 3. An unkeyed
/// container is a list of values and `.end`. Own design.
enum BinaryTag: UInt8 {
    case null = 0
    case `false`
    case `true`
    /// A zigzag varint.
    case signed
    /// A varint.
    case unsigned
    /// 4 bytes.
    case float
    /// 8 bytes.
    case double
    /// A length and UTF-8.
    case string
    case keyed
    case unkeyed
    case end
    /// The elements of a `[UInt8]`: a length and the bytes.
    case bytes

    static let keyEnd: UInt64 = 0
    static let keyLiteral: UInt64 = 1
    static let keyDefinition: UInt64 = 2
    static let firstKeyReference: UInt64 = 3
}
