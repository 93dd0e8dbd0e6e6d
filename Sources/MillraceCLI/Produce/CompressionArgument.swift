// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A codec on the command line, by its name in Kafka's properties.
enum CompressionArgument: String, CaseIterable, Decodable, ExpressibleByArgument {
    case none, gzip, snappy, lz4, zstd
}
