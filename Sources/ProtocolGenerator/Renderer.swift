// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Renderer of all files in `Sources/KafkaProtocol/Messages`.
enum Renderer {
    /// Contents of the generated files by name.
    static func render(_ files: [FileSpec], errorCodes: [ErrorCodeSpec]) -> [String: String] {
        var output: [String: String] = [:]
        for file in files {
            output["\(Names.type(file.name)).swift"] = printed(from: "\(file.name).spec") { out in
                for (index, message) in file.messages.enumerated() {
                    if index > 0 { out.line() }
                    MessageRenderer(message: message, api: file.api).render(into: &out)
                }
            }
        }
        let apis = files.compactMap(\.api).sorted { $0.key < $1.key }
        output["APIKey.swift"] = printed(from: "*.spec") { renderAPIKey(apis, into: &$0) }
        output["FieldVersions.swift"] = printed(from: "*.spec") { renderFieldVersions(files, into: &$0) }
        output["BrokerErrorCode.swift"] = printed(from: "ErrorCodes.spec") { renderErrorCodes(errorCodes, into: &$0) }
        return output
    }

    private static func printed(from source: String, _ body: (inout CodePrinter) -> Void) -> String {
        var out = CodePrinter()
        out.line("// Generated from ProtocolSpecs/\(source) by `make generate`; edits are lost.")
        out.line("// SPDX-License-Identifier: Apache-2.0")
        out.line("// swift-format-ignore-file")
        out.line()
        body(&out)
        return out.text
    }

    private static func renderAPIKey(_ apis: [(name: String, key: Int)], into out: inout CodePrinter) {
        out.line(
            "/// Number of an API in the request header. Unknown keys are kept as they are.")
        out.block("public struct APIKey: RawRepresentable, Hashable, Sendable") { out in
            out.line("/// Key on the wire.")
            out.line("public let rawValue: Int16")
            out.line()
            out.line("/// The API with this key, known or not.")
            out.line("public init(rawValue: Int16) { self.rawValue = rawValue }")
            out.line()
            for api in apis {
                out.line("/// \(api.name).")
                out.line("public static var \(Names.property(api.name)): APIKey { APIKey(rawValue: \(api.key)) }")
            }
        }
        out.line()
        out.block("extension APIKey: CustomStringConvertible") { out in
            out.line("/// Kafka's name of the API, or `API` and the key.")
            out.block("public var description: String") { out in
                out.line("switch rawValue {")
                for api in apis { out.line("case \(api.key): \"\(api.name)\"") }
                out.line("default: \"API \\(rawValue)\"")
                out.line("}")
            }
        }
        out.line()
        out.line("/// All APIs that this library knows.")
        out.block("public enum KafkaAPIs") { out in
            out.line("/// Request type of each API, in ascending order of keys; its `Response` is the response type.")
            out.line("public static let requests: [any KafkaRequest.Type] = [")
            for api in apis { out.line("    \(Names.type(api.name))Request.self,") }
            out.line("]")
        }
    }

    private static func renderFieldVersions(_ files: [FileSpec], into out: inout CodePrinter) {
        out.line("/// Fields that only some versions of their message have.")
        out.block("package enum FieldVersions") { out in
            out.line("/// One line per field: message and properties joined with dots, first version, last version.")
            out.line("package static let table: StaticString = \"\"\"")
            for message in files.flatMap(\.messages) {
                let structs = Dictionary(uniqueKeysWithValues: message.structs.map { ($0.name, $0.fields) })
                for line in fieldVersions(message.fields, of: message, below: message.name, structs) {
                    out.line("    " + line)
                }
            }
            out.line("    \"\"\"")
        }
    }

    private static func fieldVersions(
        _ fields: [FieldSpec], of message: MessageSpec, below path: String, _ structs: [String: [FieldSpec]]
    ) -> [String] {
        fields.flatMap { field -> [String] in
            let path = path + "." + Names.property(field.name)
            let versions = field.versions.intersection(message.versions)
            let inside = field.fields.isEmpty ? field.type.structureName.flatMap { structs[$0] } ?? [] : field.fields
            return (versions == message.versions ? [] : ["\(path) \(versions.lower) \(versions.upper)"])
                + fieldVersions(inside, of: message, below: path, structs)
        }
    }

    private static func renderErrorCodes(_ codes: [ErrorCodeSpec], into out: inout CodePrinter) {
        out.line("/// Error code of a broker. Unknown codes are kept as they are.")
        out.block("public struct BrokerErrorCode: RawRepresentable, Hashable, Sendable") { out in
            out.line("/// Code on the wire; 0 means no error.")
            out.line("public let rawValue: Int16")
            out.line()
            out.line("/// The error with this code, known or not.")
            out.line("public init(rawValue: Int16) { self.rawValue = rawValue }")
            out.line()
            for code in codes {
                out.documentation("\(code.name) (\(code.code)): \(code.text).")
                out.line(
                    "public static var \(Names.errorConstant(code.name)): BrokerErrorCode { BrokerErrorCode(rawValue: \(code.code)) }"
                )
            }
            out.line()
            out.line("/// Whether the same request may succeed later or elsewhere. False for unknown codes.")
            out.block("public var isRetriable: Bool") { out in
                out.line("switch rawValue {")
                out.line("case \(codes.filter(\.isRetriable).map { String($0.code) }.joined(separator: ", ")): true")
                out.line("default: false")
                out.line("}")
            }
            out.line()
            out.line("/// Kafka's name, such as `NOT_LEADER_OR_FOLLOWER`; nil for unknown codes.")
            out.block("public var name: String?") { out in
                out.line("switch rawValue {")
                for code in codes { out.line("case \(code.code): \"\(code.name)\"") }
                out.line("default: nil")
                out.line("}")
            }
            out.line()
            out.line("/// Meaning of the code, one sentence without a full stop; nil for unknown codes.")
            out.block("public var text: String?") { out in
                out.line("switch rawValue {")
                for code in codes { out.line("case \(code.code): \"\(code.text)\"") }
                out.line("default: nil")
                out.line("}")
            }
        }
        out.line()
        out.block("extension BrokerErrorCode: CustomStringConvertible") { out in
            out.line("/// Name and code, or `error code` and the number.")
            out.line(
                "public var description: String { "
                    + "name.map { \"\\($0) (\\(rawValue))\" } ?? \"error code \\(rawValue)\" }")
        }
    }
}
