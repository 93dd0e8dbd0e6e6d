// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A change of one config; all others keep their values. Source: IncrementalAlterConfigs, KIP-339.
public enum ConfigChange: Hashable, Sendable {
    /// Sets a value.
    case set(String, to: String)
    /// Removes the value that was set, so that the next one in `ConfigEntry.synonyms` holds.
    case remove(String)
    /// Adds items, separated by commas, to a list.
    case append(String, String)
    /// Removes items, separated by commas, from a list.
    case subtract(String, String)

    var wire: IncrementalAlterConfigsRequest.AlterableConfig {
        switch self {
        case .set(let name, let value): .init(name: name, configOperation: 0, value: value)
        case .remove(let name): .init(name: name, configOperation: 1, value: nil)
        case .append(let name, let items): .init(name: name, configOperation: 2, value: items)
        case .subtract(let name, let items): .init(name: name, configOperation: 3, value: items)
        }
    }
}
