// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// What one word-count job counts: words, and beside them the records that they came from.
///
/// Counting records in the same pass makes their number exact also where offsets have gaps, and a task that is tried again
/// counts them once.
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
