// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file of Kafka properties, one per line.
enum PropertyFile {
    /// The properties of the file.
    ///
    /// - Throws: `ValidationError` that names the file, and the line if its content is invalid.
    static func read(_ path: String) throws -> [String: String] {
        do {
            return try KafkaProperties.parse(try Data(contentsOf: URL(filePath: path)))
        } catch let error as KafkaError {
            throw ValidationError("--command-config \(path): \(error.message)")
        } catch {
            throw ValidationError("--command-config \(path): the file cannot be read: \(error)")
        }
    }
}
