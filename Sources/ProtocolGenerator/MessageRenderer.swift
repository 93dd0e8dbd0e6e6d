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
                out.line("public static var apiKey: APIKey { .\(Names.property(api.name)) }")
            }
            out.line("/// Kafka's name of the message.")
            out.line("public static var messageName: StaticString { \"\(message.name)\" }")
            out.line("/// Versions that exist.")
            out.line(
                "public static var versions: ClosedRange<Int16> { "
                    + "\(message.versions.lower)...\(message.versions.upper) }")
            out.line("/// First version with compact lengths and tagged fields; nil if there is none.")
            out.line(
                "public static var firstFlexibleVersion: Int16? { "
                    + (message.flexible.isEmpty ? "nil }" : "\(message.flexible.lower) }"))
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
        out.block("public struct \(Names.type(name)): Equatable, Sendable, WireStructure") { out in
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
        renderEquality(fields, isFlexible: !flexible.isEmpty, into: &out)
        renderDecoder(fields, versions: versions, path: path, isMessage: isMessage, into: &out)
        renderEncoder(fields, versions: versions, path: path, isMessage: isMessage, into: &out)
    }

    /// Prints a comparison of a structure with arrays of structures; others keep the one that the compiler makes, which
    /// would have a copy of the array's comparison for each type of elements.
    private func renderEquality(_ fields: [FieldSpec], isFlexible: Bool, into out: inout CodePrinter) {
        func isArray(_ field: FieldSpec) -> Bool { if case .array(.structure) = field.type { true } else { false } }
        guard fields.contains(where: isArray) else { return }
        out.line()
        out.line("/// Whether all fields are equal.")
        out.block("public static func == (a: Self, b: Self) -> Bool") { out in
            for field in fields where !isArray(field) {
                let name = Names.property(field.name)
                out.line("if a.\(name) != b.\(name) { return false }")
            }
            for field in fields where isArray(field) {
                let name = Names.property(field.name)
                out.line("if !areEqual(a.\(name), b.\(name)) { return false }")
            }
            out.line(isFlexible ? "return a.unknownTaggedFields == b.unknownTaggedFields" : "return true")
        }
    }

    // MARK: Reading

    private func renderDecoder(
        _ fields: [FieldSpec], versions: VersionRange, path: String, isMessage: Bool, into out: inout CodePrinter
    ) {
        out.line()
        if isMessage {
            out.line("/// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.")
            out.block("public init(from reader: inout WireReader, version: Int16) throws(WireError)") { out in
                out.line("try reader.begin(Self.messageName, Self.versions, version: version)")
                renderReads(fields, versions: versions, path: path, into: &out)
                out.line("try reader.check()")
            }
        } else {
            out.block("init(reading reader: inout WireReader, version: Int16)") { out in
                renderReads(fields, versions: versions, path: path, into: &out)
            }
        }
    }

    private func renderReads(
        _ fields: [FieldSpec], versions: VersionRange, path: String, into out: inout CodePrinter
    ) {
        renderIsFlexible(versions, into: &out)
        for (condition, fields) in grouped(fields, versions) {
            out.when(
                condition,
                { out in
                    for field in fields {
                        let here = untaggedVersions(field).intersection(versions)
                        let value = read(field, path, from: "reader", within: here, of: versions)
                        out.line("\(property(field)) = \(value)")
                    }
                }, otherwise: { for field in fields { $0.line("\(property(field)) = \(defaultValue(field))") } })
        }
        let tagged = fields.filter { $0.tag != nil }
        for field in tagged where isAlwaysTagged(field, versions) {
            out.line("\(property(field)) = \(defaultValue(field))")
        }
        let flexible = message.flexible.intersection(versions)
        guard !flexible.isEmpty else { return }
        let section = (path.isEmpty ? "" : path + ".") + "taggedFields"
        guard !tagged.isEmpty else {
            return out.when(
                isFlexible(in: versions) == "true" ? nil : "isFlexible",
                { $0.line("self.unknownTaggedFields = reader.taggedFields(\"\(section)\")") },
                otherwise: { $0.line("self.unknownTaggedFields = []") })
        }
        out.line("self.unknownTaggedFields = []")
        let isFlexible = isFlexible(in: versions) == "true" ? "" : "isFlexible, "
        out.block("if \(isFlexible)var section = reader.taggedSection(\"\(section)\")") { out in
            out.block("while section.next(&reader)") { out in
                out.line("switch section.tag {")
                for field in tagged {
                    let condition = condition(field.taggedVersions, in: flexible).map { " where " + $0 } ?? ""
                    out.line("case \(field.tag ?? 0)\(condition):")
                    let value = read(field, path, from: "section.value", within: flexible, of: versions)
                    out.line("    \(property(field)) = \(value)")
                }
                out.line("default: section.keep()")
                out.line("}")
            }
            out.line("self.unknownTaggedFields = section.unknown")
        }
    }

    /// The call that reads `field` in `here`, some or all of the structure's `versions`.
    private func read(
        _ field: FieldSpec, _ path: String, from reader: String, within here: VersionRange, of versions: VersionRange
    ) -> String {
        let name = "\"\(join(path, field))\""
        let nullable = field.nullable.intersection(here)
        let call =
            nullable.isEmpty
            ? { $0 } : { (call: String) in "nullable" + call.prefix(1).uppercased() + call.dropFirst() }
        let null = nullable.isEmpty ? "" : condition(nullable, in: here).map { ", nullable: \($0)" } ?? ""
        let flexible = "flexible: \(flexibleArgument(field, within: here, of: versions))"
        switch field.type {
        case .bool, .int8, .int16, .uint16, .int32, .int64, .float64, .uuid: return "\(reader).\(field.type)(\(name))"
        case .string: return "\(reader).\(call("string"))(\(name), \(flexible)\(null))"
        case .bytes, .records: return "\(reader).\(call("bytes"))(\(name), \(flexible)\(null))"
        case .structure(let type):
            return nullable.isEmpty
                ? "\(Names.type(type))(reading: &\(reader), version: version)"
                : "\(reader).nullableStruct(\(name), version: version\(null))"
        case .array(.string): return "\(reader).\(call("strings"))(\(name), \(flexible)\(null))"
        case .array(.structure): return "\(reader).\(call("structs"))(\(name), \(flexible), version: version\(null))"
        case .array: return "\(reader).\(call("integers"))(\(name), \(flexible)\(null))"
        }
    }

    // MARK: Writing

    private func renderEncoder(
        _ fields: [FieldSpec], versions: VersionRange, path: String, isMessage: Bool, into out: inout CodePrinter
    ) {
        out.line()
        if isMessage {
            out.line(
                "/// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.")
            out.block("public func encode(into writer: inout WireWriter, version: Int16) throws(WireError)") { out in
                out.line("try writer.begin(Self.messageName, Self.versions, version: version)")
                renderWrites(fields, versions: versions, path: path, into: &out)
                out.line("try writer.check()")
            }
        } else {
            out.block("func write(into writer: inout WireWriter, version: Int16)") { out in
                renderWrites(fields, versions: versions, path: path, into: &out)
            }
        }
    }

    private func renderWrites(
        _ fields: [FieldSpec], versions: VersionRange, path: String, into out: inout CodePrinter
    ) {
        renderIsFlexible(versions, into: &out)
        for (condition, fields) in grouped(fields, versions) {
            let checked = fields.filter { !$0.ignorable && $0.tag == nil }
            out.when(
                condition,
                { out in
                    for field in fields {
                        let here = untaggedVersions(field).intersection(versions)
                        out.line(write(field, path, to: "writer", within: here, of: versions))
                    }
                },
                otherwise: checked.isEmpty
                    ? nil : { for field in checked { renderUnsupported(field, path: path, into: &$0) } })
        }
        let flexible = message.flexible.intersection(versions)
        let tagged = fields.filter { $0.tag != nil }.sorted { ($0.tag ?? 0) < ($1.tag ?? 0) }
        for field in tagged where !field.ignorable {
            if let condition = condition(field.versions.intersection(field.taggedVersions), in: versions) {
                out.block("if !(\(condition))") { renderUnsupported(field, path: path, into: &$0) }
            }
        }
        guard !flexible.isEmpty else { return }
        out.when(isFlexible(in: versions) == "true" ? nil : "isFlexible") { out in
            guard !tagged.isEmpty else { return out.line("writer.taggedFields(self.unknownTaggedFields)") }
            out.line("var tagged: [TaggedField] = []")
            for field in tagged {
                let present = condition(field.taggedVersions, in: flexible).map { "\($0), " } ?? ""
                out.block("if \(present)\(isSet(field))") { out in
                    out.line("var inner = writer.taggedWriter()")
                    out.line(write(field, path, to: "inner", within: flexible, of: versions))
                    out.line("writer.add(\(field.tag ?? 0), inner, to: &tagged)")
                }
            }
            out.line("writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)")
        }
    }

    /// The call that writes `field` in `here`, some or all of the structure's `versions`.
    private func write(
        _ field: FieldSpec, _ path: String, to writer: String, within here: VersionRange, of versions: VersionRange
    ) -> String {
        let value = property(field)
        let name = "\"\(join(path, field))\""
        let call =
            isOptional(field)
            ? { (call: String) in "nullable" + call.prefix(1).uppercased() + call.dropFirst() } : { $0 }
        let nullable = field.nullable.intersection(here)
        let null =
            isOptional(field)
            ? (nullable.isEmpty ? "false" : condition(nullable, in: here)).map { ", nullable: \($0)" } ?? "" : ""
        let flexible = "flexible: \(flexibleArgument(field, within: here, of: versions))"
        switch field.type {
        case .bool, .int8, .int16, .uint16, .int32, .int64, .float64, .uuid: return "\(writer).\(field.type)(\(value))"
        case .string: return "\(writer).\(call("string"))(\(value), \(name), \(flexible)\(null))"
        case .bytes, .records: return "\(writer).\(call("bytes"))(\(value), \(name), \(flexible)\(null))"
        case .structure:
            return isOptional(field)
                ? "\(writer).nullableStruct(\(value), \(name), version: version\(null))"
                : "\(value).write(into: &\(writer), version: version)"
        case .array(.string): return "\(writer).\(call("strings"))(\(value), \(name), \(flexible)\(null))"
        case .array(.structure):
            return "\(writer).\(call("structs"))(\(value), \(name), \(flexible), version: version\(null))"
        case .array: return "\(writer).\(call("integers"))(\(value), \(name), \(flexible)\(null))"
        }
    }

    private func renderUnsupported(_ field: FieldSpec, path: String, into out: inout CodePrinter) {
        out.line("if \(isSet(field)) { writer.unsupported(\"\(join(path, field))\") }")
    }

    // MARK: Groups of fields

    private func property(_ field: FieldSpec) -> String { "self." + Names.property(field.name) }

    /// The fields with a place of their own before the tagged ones, those that follow each other under the same
    /// condition together.
    private func grouped(
        _ fields: [FieldSpec], _ versions: VersionRange
    ) -> [(condition: String?, fields: [FieldSpec])] {
        var groups: [(condition: String?, fields: [FieldSpec])] = []
        for field in fields where !isAlwaysTagged(field, versions) {
            let condition = condition(untaggedVersions(field), in: versions)
            if let last = groups.last, last.condition == condition {
                groups[groups.count - 1].fields.append(field)
            } else {
                groups.append((condition, [field]))
            }
        }
        return groups
    }

    /// The Swift condition for a flexible version among `versions`.
    private func isFlexible(in versions: VersionRange) -> String { condition(message.flexible, in: versions) ?? "true" }

    private func renderIsFlexible(_ versions: VersionRange, into out: inout CodePrinter) {
        let condition = isFlexible(in: versions)
        if condition != "true", condition != "false" { out.line("let isFlexible = \(condition)") }
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
        case .string where standard == "\"\"" && !isOptional(field): return "!\(value).isEmpty"
        default: return "\(value) != \(standard)"
        }
    }

    private func flexibleArgument(
        _ field: FieldSpec, within here: VersionRange, of versions: VersionRange
    ) -> String {
        if field.inflexible { return "false" }
        guard let condition = condition(message.flexible, in: here) else { return "true" }
        return condition == "false" ? "false" : "isFlexible"
    }
}
