// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Renders one message as a Swift struct that encodes and decodes every version.
struct MessageRenderer {
    let message: MessageSpec
    /// API of a request or response; nil for other messages.
    let api: (name: String, key: Int)?

    /// Renders the message with its nested structures.
    func render(into out: inout CodePrinter) {
        let name = Names.type(message.name)
        let role =
            switch message.kind {
            case .request: "KafkaRequest"
            case .response: "KafkaResponse"
            case .header, .data: "KafkaMessage"
            }
        document(message.meaning, facts: facts(message.name, message.versions), into: &out)
        out.block("public struct \(name): \(role)") { out in
            if message.kind == .request, let api {
                out.line("/// Response to this request.")
                out.line("public typealias Response = \(Names.type(api.name))Response")
            }
            if let api {
                out.line("/// API key \(api.key).")
                out.line("public static let apiKey = APIKey.\(Names.property(api.name))")
            }
            out.line("/// Kafka's name of the message.")
            out.line("public static let messageName: StaticString = \"\(message.name)\"")
            out.line("/// Versions that exist.")
            out.line(
                "public static let versions: ClosedRange<Int16> = "
                    + "\(message.versions.lower)...\(message.versions.upper)")
            out.line("/// First version with compact lengths and tagged fields; nil if there is none.")
            out.line(
                "public static let firstFlexibleVersion: Int16? = "
                    + (message.flexible.isEmpty ? "nil" : "\(message.flexible.lower)"))
            renderBody(message.fields, of: name, versions: message.versions, path: "", isMessage: true, into: &out)
            for structure in message.structs {
                out.line()
                documentStruct(structure.name, structure.versions, structure.meaning, into: &out)
                renderStruct(
                    structure.name, structure.fields, versions: structure.versions, path: structure.name, into: &out)
            }
            renderNested(message.fields, path: "", into: &out)
        }
    }

    private func renderNested(_ fields: [FieldSpec], path: String, into out: inout CodePrinter) {
        for field in fields where !field.fields.isEmpty {
            guard let name = field.type.structureName else { continue }
            let inner = join(path, field)
            out.line()
            var meaning = field.meaning
            if !meaning.isEmpty {
                let place = if case .array = field.type { "Element" } else { "Value" }
                meaning = "\(place) of `\(inner)`: \(meaning)"
            }
            documentStruct(name, field.versions, meaning, into: &out)
            renderStruct(name, field.fields, versions: field.versions, path: inner, into: &out)
            renderNested(field.fields, path: inner, into: &out)
        }
    }

    private func renderStruct(
        _ name: String, _ fields: [FieldSpec], versions: VersionRange, path: String, into out: inout CodePrinter
    ) {
        out.block("public struct \(Names.type(name)): Equatable, Sendable") { out in
            renderBody(
                fields, of: name, versions: versions.intersection(message.versions), path: path, isMessage: false,
                into: &out)
        }
    }

    private func join(_ path: String, _ field: FieldSpec) -> String {
        path.isEmpty ? Names.property(field.name) : path + "." + Names.property(field.name)
    }

    // MARK: One struct

    private func renderBody(
        _ fields: [FieldSpec], of name: String, versions: VersionRange, path: String, isMessage: Bool,
        into out: inout CodePrinter
    ) {
        let flexible = message.flexible.intersection(versions)
        for field in fields {
            document(field.meaning, facts: facts(field), into: &out)
            out.line("public var \(Names.identifier(field.name)): \(swiftType(field))")
        }
        if !flexible.isEmpty {
            out.line("/// Tagged fields that the schema does not name, in ascending order of their tags.")
            out.line("public var unknownTaggedFields: [TaggedField]")
        }
        out.line()
        out.line("/// Creates a value; fields left out have the protocol's default.")
        var parameters = fields.map { field in
            "\(Names.property(field.name)): \(swiftType(field)) = \(defaultValue(field))"
        }
        if !flexible.isEmpty { parameters.append("unknownTaggedFields: [TaggedField] = []") }
        out.line("public init(")
        for (index, parameter) in parameters.enumerated() {
            out.line("    \(parameter)" + (index == parameters.count - 1 ? "" : ","))
        }
        out.block(")") { out in
            for field in fields {
                out.line("self.\(Names.property(field.name)) = \(Names.identifier(field.name))")
            }
            if !flexible.isEmpty { out.line("self.unknownTaggedFields = unknownTaggedFields") }
        }
        renderDecoder(fields, versions: versions, path: path, isMessage: isMessage, into: &out)
        renderEncoder(fields, versions: versions, path: path, isMessage: isMessage, into: &out)
    }

    private func renderDecoder(
        _ fields: [FieldSpec], versions: VersionRange, path: String, isMessage: Bool, into out: inout CodePrinter
    ) {
        let access = isMessage ? "public" : "package"
        out.line()
        out.line("/// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.")
        out.block("\(access) init(from reader: inout WireReader, version: Int16) throws(WireError)") { out in
            out.line("self.init()")
            if isMessage { out.line("try reader.begin(Self.self, version: version)") }
            for field in fields where !isAlwaysTagged(field, versions) {
                out.when(condition(untaggedVersions(field), in: versions)) { out in
                    out.line("reader.field = \"\(join(path, field))\"")
                    renderRead(field, versions: versions, into: &out)
                }
            }
            let flexible = message.flexible.intersection(versions)
            guard !flexible.isEmpty else { return }
            let tagged = fields.filter { $0.tag != nil }
            out.when(condition(flexible, in: versions)) { out in
                out.line("reader.field = \"\(path.isEmpty ? "" : path + ".")taggedFields\"")
                guard !tagged.isEmpty else {
                    return out.line("unknownTaggedFields = try reader.readTaggedFields()")
                }
                out.block(
                    "unknownTaggedFields = try reader.readTaggedFields",
                    {
                        $0.line("(tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in")
                        $0.line("switch tag {")
                        for field in tagged {
                            let condition = condition(field.taggedVersions, in: flexible).map { " where " + $0 } ?? ""
                            $0.line("case \(field.tag ?? 0)\(condition):")
                            $0.line("    reader.field = \"\(join(path, field))\"")
                            let value = readExpression(field, within: flexible)
                            $0.line("    self.\(Names.property(field.name)) = \(value)")
                        }
                        $0.line("default: return false")
                        $0.line("}")
                        $0.line("return true")
                    })
            }
        }
    }

    private func renderRead(_ field: FieldSpec, versions: VersionRange, into out: inout CodePrinter) {
        let here = untaggedVersions(field).intersection(versions)
        out.line("self.\(Names.property(field.name)) = \(readExpression(field, within: here))")
    }

    private func renderEncoder(
        _ fields: [FieldSpec], versions: VersionRange, path: String, isMessage: Bool, into out: inout CodePrinter
    ) {
        let access = isMessage ? "public" : "package"
        out.line()
        out.line("/// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.")
        out.block("\(access) func encode(into writer: inout WireWriter, version: Int16) throws(WireError)") { out in
            if isMessage { out.line("try writer.begin(Self.self, version: version)") }
            for field in fields where !isAlwaysTagged(field, versions) {
                let needsCheck = !field.ignorable && !untaggedVersions(field).covers(versions) && field.tag == nil
                out.when(
                    condition(untaggedVersions(field), in: versions),
                    { out in
                        let here = untaggedVersions(field).intersection(versions)
                        if canFail(field) { out.line("writer.field = \"\(join(path, field))\"") }
                        renderWrite(field, within: here, into: &out)
                    },
                    otherwise: needsCheck ? { renderUnsupported(field, path: path, into: &$0) } : nil)
            }
            let flexible = message.flexible.intersection(versions)
            let tagged = fields.filter { $0.tag != nil }.sorted { ($0.tag ?? 0) < ($1.tag ?? 0) }
            for field in tagged where !field.ignorable {
                if let condition = condition(field.versions.intersection(field.taggedVersions), in: versions) {
                    out.block("if !(\(condition))") { renderUnsupported(field, path: path, into: &$0) }
                }
            }
            guard !flexible.isEmpty else { return }
            out.when(condition(flexible, in: versions)) { out in
                guard !tagged.isEmpty else { return out.line("writer.writeTaggedFields(unknownTaggedFields)") }
                out.line("var tagged: [TaggedField] = []")
                for field in tagged {
                    let present = condition(field.taggedVersions, in: flexible).map { "\($0), " } ?? ""
                    out.block("if \(present)\(isSet(field))") { out in
                        out.line("writer.field = \"\(join(path, field))\"")
                        out.line("tagged.append(")
                        out.block(
                            "    try writer.taggedField(\(field.tag ?? 0))", tail: ")",
                            {
                                $0.line("(writer: inout WireWriter) throws(WireError) in")
                                renderWrite(field, within: flexible, into: &$0)
                            })
                    }
                }
                out.line("writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)")
            }
        }
    }

    private func renderUnsupported(_ field: FieldSpec, path: String, into out: inout CodePrinter) {
        out.line("if \(isSet(field)) { throw writer.unsupportedField(\"\(join(path, field))\") }")
    }

    // MARK: Documentation

    /// Prints the meaning followed by the facts, or only the facts of an element without a meaning.
    private func document(_ meaning: String, facts: String, into out: inout CodePrinter) {
        guard let last = meaning.last else { return out.documentation(facts) }
        out.documentation(".!?:".contains(last) ? meaning : meaning + ".", facts)
    }

    private func documentStruct(
        _ name: String, _ versions: VersionRange, _ meaning: String, into out: inout CodePrinter
    ) {
        let facts =
            meaning.isEmpty
            ? "A `\(name)` of `\(message.name)`." : "Kafka's `\(name)` in `\(message.name)`, \(text(versions))."
        document(meaning, facts: facts, into: &out)
    }

    private func text(_ range: VersionRange) -> String {
        if range.isEmpty { return "no version" }
        if range.upper == .max { return "versions \(range.lower)+" }
        return range.lower == range.upper ? "version \(range.lower)" : "versions \(range.lower)-\(range.upper)"
    }

    private func facts(_ name: String, _ versions: VersionRange) -> String { "Kafka's `\(name)`, \(text(versions))." }

    private func facts(_ field: FieldSpec) -> String {
        var text =
            field.meaning.isEmpty
            ? "`\(field.name)`, \(text(field.versions))." : facts(field.name, field.versions)
        if !field.nullable.isEmpty { text += " Null allowed from version \(field.nullable.lower)." }
        if let tag = field.tag { text += " Tag \(tag)." }
        if field.ignorable { text += " Dropped silently by versions without it." }
        return text
    }

    // MARK: Versions

    /// Versions in which the field is not tagged.
    private func untaggedVersions(_ field: FieldSpec) -> VersionRange {
        guard field.tag != nil else { return field.versions }
        // A field may be untagged before its tagged versions, but no field of the protocol changes from tagged to
        // untagged.
        return field.versions.lower < field.taggedVersions.lower
            ? VersionRange(lower: field.versions.lower, upper: field.taggedVersions.lower - 1) : .none
    }

    private func isAlwaysTagged(_ field: FieldSpec, _ versions: VersionRange) -> Bool {
        field.tag != nil && untaggedVersions(field).intersection(versions).isEmpty
    }

    /// Swift condition that tests for `range`, given that the version is in `context`; nil if it is always true.
    private func condition(_ range: VersionRange, in context: VersionRange) -> String? {
        if range.covers(context) { return nil }
        let here = range.intersection(context)
        if here.isEmpty { return "false" }
        if here.lower == here.upper { return "version == \(here.lower)" }
        if here.upper == context.upper { return "version >= \(here.lower)" }
        if here.lower == context.lower { return "version <= \(here.upper)" }
        return "(\(here.lower)...\(here.upper)).contains(version)"
    }

    // MARK: Types and values

    private func isOptional(_ field: FieldSpec) -> Bool {
        !field.nullable.isEmpty || field.defaultText == "null"
    }

    private func swiftType(_ type: FieldType) -> String {
        switch type {
        case .bool: "Bool"
        case .int8: "Int8"
        case .int16: "Int16"
        case .uint16: "UInt16"
        case .int32: "Int32"
        case .int64: "Int64"
        case .float64: "Double"
        case .uuid: "KafkaUUID"
        case .string: "String"
        case .bytes, .records: "ByteSlice"
        case .structure(let name): Names.type(name)
        case .array(let element): "[\(swiftType(element))]"
        }
    }

    private func swiftType(_ field: FieldSpec) -> String { swiftType(field.type) + (isOptional(field) ? "?" : "") }

    private func defaultValue(_ field: FieldSpec) -> String {
        if let text = field.defaultText { return text == "null" ? "nil" : text }
        switch field.type {
        case .bool: return "false"
        case .int8, .int16, .uint16, .int32, .int64, .float64: return "0"
        case .uuid: return ".zero"
        case .string: return "\"\""
        case .bytes, .records: return isOptional(field) && field.type == .records ? "nil" : ".empty"
        case .structure(let name): return "\(Names.type(name))()"
        case .array: return "[]"
        }
    }

    /// Swift condition that is true if the field differs from its default.
    private func isSet(_ field: FieldSpec) -> String {
        let value = "self." + Names.property(field.name)
        let standard = defaultValue(field)
        switch field.type {
        case .array where standard == "[]": return isOptional(field) ? "\(value)?.isEmpty != true" : "!\(value).isEmpty"
        case .bool: return standard == "false" ? value : "!\(value)"
        default: return "\(value) != \(standard)"
        }
    }

    private func canFail(_ field: FieldSpec) -> Bool {
        switch field.type {
        case .string, .bytes, .records, .array, .structure: true
        default: isOptional(field)
        }
    }

    private func flexibleArgument(_ field: FieldSpec, within versions: VersionRange) -> String {
        if field.inflexible { return "false" }
        guard let condition = condition(message.flexible, in: versions) else { return "true" }
        return condition
    }

    private func readExpression(_ field: FieldSpec, within versions: VersionRange) -> String {
        let flexible = flexibleArgument(field, within: versions)
        let nullable = field.nullable.intersection(versions)
        if nullable.isEmpty { return "try " + read(field.type, flexible, nullable: false) }
        guard let condition = condition(nullable, in: versions) else {
            return "try " + read(field.type, flexible, nullable: true)
        }
        return "try \(condition) ? \(read(field.type, flexible, nullable: true)) : "
            + read(field.type, flexible, nullable: false)
    }

    private func read(_ type: FieldType, _ flexible: String, nullable: Bool) -> String {
        let prefix = nullable ? "readNullable" : "read"
        switch type {
        case .bool: return "reader.readBool()"
        case .int8: return "reader.readInt8()"
        case .int16: return "reader.readInt16()"
        case .uint16: return "reader.readUInt16()"
        case .int32: return "reader.readInt32()"
        case .int64: return "reader.readInt64()"
        case .float64: return "reader.readFloat64()"
        case .uuid: return "reader.readUUID()"
        case .string: return "reader.\(prefix)String(flexible: \(flexible))"
        case .bytes, .records: return "reader.\(prefix)Bytes(flexible: \(flexible))"
        case .structure(let name):
            let type = Names.type(name)
            let body = "\(type)(from: &reader, version: version)"
            return nullable
                ? "reader.readNullableStruct { (reader: inout WireReader) throws(WireError) in try \(body) }" : body
        case .array(let element):
            return "reader.\(prefix)Array(flexible: \(flexible)) { (reader: inout WireReader) throws(WireError) in "
                + "try \(read(element, flexible, nullable: false)) }"
        }
    }

    private func renderWrite(_ field: FieldSpec, within versions: VersionRange, into out: inout CodePrinter) {
        let name = "self." + Names.property(field.name)
        let flexible = flexibleArgument(field, within: versions)
        guard isOptional(field) else { return out.line(write(field.type, name, flexible, nullable: false)) }
        let nullable = field.nullable.intersection(versions)
        if nullable.isEmpty {
            out.line(write(field.type, "writer.nonNull(\(name))", flexible, nullable: false))
        } else if let condition = condition(nullable, in: versions) {
            out.when(
                condition, { $0.line(write(field.type, name, flexible, nullable: true)) },
                otherwise: { $0.line(write(field.type, "writer.nonNull(\(name))", flexible, nullable: false)) })
        } else {
            out.line(write(field.type, name, flexible, nullable: true))
        }
    }

    private func write(_ type: FieldType, _ value: String, _ flexible: String, nullable: Bool) -> String {
        let prefix = nullable ? "writeNullable" : "write"
        switch type {
        case .bool: return "writer.writeBool(\(value))"
        case .int8, .int16, .uint16, .int32, .int64: return "writer.writeInteger(\(value))"
        case .float64: return "writer.writeFloat64(\(value))"
        case .uuid: return "writer.writeUUID(\(value))"
        case .string: return "try writer.\(prefix)String(\(value), flexible: \(flexible))"
        case .bytes, .records: return "try writer.\(prefix)Bytes(\(value), flexible: \(flexible))"
        case .structure:
            return nullable
                ? "try writer.writeNullableStruct(\(value)) { (value: \(swiftType(type)), writer: inout WireWriter) throws(WireError) in "
                    + "try value.encode(into: &writer, version: version) }"
                : "try \(value).encode(into: &writer, version: version)"
        case .array(let element):
            return "try writer.\(prefix)Array(\(value), flexible: \(flexible)) "
                + "{ (value: \(swiftType(element)), writer: inout WireWriter) throws(WireError) in "
                + "\(write(element, "value", flexible, nullable: false)) }"
        }
    }
}
