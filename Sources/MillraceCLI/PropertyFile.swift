// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A file of Kafka properties that an option names.
enum PropertyFile {
    /// The properties of the file.
    ///
    /// - Throws: `ValidationError` that names the file and says why it cannot be read, or what is wrong in which line.
    static func read(_ path: String) throws -> [String: String] {
        do {
            return try KafkaProperties.parse(try Data(contentsOf: URL(filePath: path)))
        } catch let error as KafkaError {
            throw ValidationError("--command-config \(path): \(error.message)")
        } catch {
            throw ValidationError("--command-config \(path): cannot be read: \(error)")
        }
    }
}
