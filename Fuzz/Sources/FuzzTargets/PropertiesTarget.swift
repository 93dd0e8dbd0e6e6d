// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

@testable import KafkaClient

/// A property file. Checks that writing and parsing it again gives the same properties, and that configurations made
/// from it are valid or rejected.
///
/// Input: one byte of options, then the file. Option 1 makes a consumer configuration from the known names, 2 a
/// producer configuration from them, 3 a consumer configuration from all names.
enum PropertiesTarget {
    static func run(_ input: ByteSlice) {
        guard let choice = input.isEmpty ? nil : input[0] else { return }
        let properties: [String: String]
        do {
            properties = try KafkaProperties.parse(input[1..<input.count].bytes)
        } catch let error as KafkaError {
            return Check.that(
                error.code == .invalidConfiguration && error.message.hasPrefix("line "),
                "an error does not name its line: \(error)")
        } catch {
            Check.broken("unexpected error: \(error)")
        }
        Check.that(
            (try? KafkaProperties.parse(written(properties).utf8)) == properties,
            "properties differ after writing and parsing")
        // Only option 3 keeps unknown names, because the search for the nearest name takes longer than everything else.
        var given = choice == 3 ? properties : properties.filter { KafkaProperty.known[$0.key] != nil }
        if given["bootstrap.servers"] == nil { given["bootstrap.servers"] = "a:1" }
        switch choice {
        case 1, 3: refusedOrRead { _ = try ConsumerConfiguration(properties: given) }
        case 2: refusedOrRead { _ = try ProducerConfiguration.read(properties: given) }
        default: break
        }
    }

    /// The properties as a file, with every special character escaped.
    private static func written(_ properties: [String: String]) -> String {
        properties.reduce(into: "") { $0 += escaped($1.key) + "=" + escaped($1.value) + "\n" }
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case "\u{c}": result.append(contentsOf: "\\f".unicodeScalars)
            case " ", "=", ":", "#", "!", "\\":
                result.append("\\")
                result.append(scalar)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func refusedOrRead(_ body: () throws -> Void) {
        do {
            try body()
        } catch let error as KafkaError {
            Check.that(error.code == .invalidConfiguration && !error.message.isEmpty, "unexpected error: \(error)")
        } catch {
            Check.broken("unexpected error: \(error)")
        }
    }
}
