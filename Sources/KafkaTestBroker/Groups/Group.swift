// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The members of a group, by protocol.
enum Group: Sendable {
    case classic(ClassicGroup)
    case consumer(ConsumerGroup)
    case share(ShareGroup)

    /// The type's name in ListGroups. Source: KIP-848, `GroupType`.
    var typeName: String {
        switch self {
        case .classic: "classic"
        case .consumer: "consumer"
        case .share: "share"
        }
    }

    var stateName: String {
        switch self {
        case .classic(let group): group.state.rawValue
        case .consumer(let group): group.state.rawValue
        case .share(let group): group.state.rawValue
        }
    }

    var protocolType: String {
        switch self {
        case .classic(let group): group.protocolType ?? ""
        case .consumer: "consumer"
        case .share: "share"
        }
    }

    var isEmpty: Bool {
        switch self {
        case .classic(let group): group.state == .empty
        case .consumer(let group): group.isEmpty
        case .share(let group): group.isEmpty
        }
    }

    var nextDeadline: Int64? {
        switch self {
        case .classic(let group): group.nextDeadline
        case .consumer(let group): group.nextDeadline
        case .share(let group): group.nextDeadline
        }
    }

    /// The topics that members subscribe to; nil if unknown to the broker.
    var subscribedTopics: Set<String>? {
        switch self {
        case .classic(let group): group.subscribedTopics
        case .consumer(let group): group.subscribedTopics
        case .share(let group): group.subscribedTopics
        }
    }
}
