// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A group protocol on the command line, by its name in Kafka's properties.
enum GroupProtocolArgument: String, CaseIterable, Decodable, ExpressibleByArgument {
    case classic, consumer
}
