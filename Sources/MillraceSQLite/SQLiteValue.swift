// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A value of a column or of a statement's parameter.
public enum SQLiteValue: Hashable, Sendable, Codable {
    /// NULL.
    case null
    /// INTEGER.
    case integer(Int64)
    /// REAL.
    case real(Double)
    /// TEXT, in UTF-8.
    case text(String)
    /// BLOB.
    case blob([UInt8])

    /// INTEGER of an integer; one that does not fit becomes the nearest that does.
    public static func int(_ value: some BinaryInteger) -> SQLiteValue { .integer(Int64(clamping: value)) }

    var integerValue: Int64? {
        if case .integer(let value) = self { return value }
        return nil
    }

    var blobValue: [UInt8]? {
        if case .blob(let value) = self { return value }
        return nil
    }

    var textValue: String? {
        if case .text(let value) = self { return value }
        return nil
    }
}
