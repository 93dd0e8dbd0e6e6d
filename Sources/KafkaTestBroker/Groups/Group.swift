// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Who is in a group, by the protocol that its members speak.
enum Group: Sendable {
    case classic(ClassicGroup)
    case consumer(ConsumerGroup)

    /// As ListGroups has it. Source: KIP-848, `GroupType`.
    var typeName: String {
        switch self {
        case .classic: "classic"
        case .consumer: "consumer"
        }
    }

    var stateName: String {
        switch self {
        case .classic(let group): group.state.rawValue
        case .consumer(let group): group.state.rawValue
        }
    }

    var protocolType: String {
        switch self {
        case .classic(let group): group.protocolType ?? ""
        case .consumer: "consumer"
        }
    }

    var isEmpty: Bool {
        switch self {
        case .classic(let group): group.state == .empty
        case .consumer(let group): group.isEmpty
        }
    }

    var nextDeadline: Int64? {
        switch self {
        case .classic(let group): group.nextDeadline
        case .consumer(let group): group.nextDeadline
        }
    }

    /// The topics that members subscribe to; nil if only the members know.
    var subscribedTopics: Set<String>? {
        switch self {
        case .classic(let group): group.subscribedTopics
        case .consumer(let group): group.subscribedTopics
        }
    }
}
