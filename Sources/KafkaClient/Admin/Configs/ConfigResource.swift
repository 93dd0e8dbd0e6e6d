// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A thing that has configs. Source: `ConfigResource` of the Java client.
public enum ConfigResource: Hashable, Sendable, CustomStringConvertible {
    /// A topic, by name.
    case topic(String)
    /// One broker, by id: its own dynamic values before those of all brokers.
    case broker(Int32)
    /// The dynamic values for all brokers.
    case allBrokers
    /// The levels of a broker's loggers.
    case brokerLoggers(Int32)
    /// The metrics that clients push, by name of the subscription (KIP-714).
    case clientMetrics(String)
    /// A group, by id (Kafka 4.0).
    case group(String)

    /// As in "topic a".
    public var description: String {
        switch self {
        case .topic(let name): "topic \(name)"
        case .broker(let id): "broker \(id)"
        case .allBrokers: "all brokers"
        case .brokerLoggers(let id): "loggers of broker \(id)"
        case .clientMetrics(let name): "client metrics \(name)"
        case .group(let id): "group \(id)"
        }
    }

    /// The type and name on the wire.
    var wire: (type: Int8, name: String) {
        switch self {
        case .topic(let name): (2, name)
        case .broker(let id): (4, "\(id)")
        case .allBrokers: (4, "")
        case .brokerLoggers(let id): (8, "\(id)")
        case .clientMetrics(let name): (16, name)
        case .group(let id): (32, id)
        }
    }

    /// The broker that must be asked; nil if any can answer.
    var broker: Int32? {
        switch self {
        case .broker(let id), .brokerLoggers(let id): id
        default: nil
        }
    }

    /// The resource with this type and name; nil if the type is unknown.
    init?(type: Int8, name: String) {
        switch type {
        case 2: self = .topic(name)
        case 4 where name.isEmpty: self = .allBrokers
        case 4:
            guard let id = Int32(name) else { return nil }
            self = .broker(id)
        case 8:
            guard let id = Int32(name) else { return nil }
            self = .brokerLoggers(id)
        case 16: self = .clientMetrics(name)
        case 32: self = .group(name)
        default: return nil
        }
    }
}
