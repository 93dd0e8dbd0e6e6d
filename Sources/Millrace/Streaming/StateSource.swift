// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The state that a stateful stream starts with.
enum StateSource<Key: Sendable, Value: Sendable>: Sendable {
    case none
    case pairs([(Key, Value)])
    case rdd(RDD<(Key, Value)>)

    func load() async throws -> [(Key, Value)] {
        switch self {
        case .none: []
        case .pairs(let pairs): pairs
        case .rdd(let rdd): try await rdd.collect()
        }
    }
}
