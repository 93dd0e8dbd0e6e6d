// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Numbers in `AcknowledgeTypes`. Source: KIP-932, KIP-1222.
enum ShareAcknowledgeType {
    /// There is no record at this offset.
    static let gap: Int8 = 0
    static let accept: Int8 = 1
    static let release: Int8 = 2
    static let reject: Int8 = 3
    /// The lock begins again; from version 2 on.
    static let renew: Int8 = 4
}
