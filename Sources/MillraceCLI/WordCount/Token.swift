// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A key of the word count: a word, or one record.
///
/// Counting records in the same pass makes their number exact even if offsets have gaps, and a retried task counts them
/// once.
enum Token: Hashable, Sendable {
    case record
    case word(Word)
}

extension Token: StableHashable {
    func stableHash(into hasher: inout StableHasher) {
        switch self {
        case .record: UInt64.max.stableHash(into: &hasher)
        case .word(let word): word.stableHash(into: &hasher)
        }
    }
}
