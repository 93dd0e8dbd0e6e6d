// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Parser of specs. `ProtocolSpecs/README.md` describes the format.
struct SpecParser {
    private struct Line {
        var number: Int
        /// Nesting level: indentation divided by four.
        var depth: Int
        var words: [Substring]
        var meaning: Meaning?
    }

    /// Text of the `##` lines directly above an element.
    private struct Meaning {
        /// Number of the first line.
        var number: Int
        var indentation: Int
        var text: String
    }

    private let file: String
    private var lines: [Line] = []
    private var next = 0

    /// Parses the spec `text` of the file called `file`.
    static func parse(_ text: String, file: String) throws(SpecError) -> FileSpec {
        var parser = try SpecParser(text, file: file)
        return try parser.fileSpec()
    }

    /// Parses the table of error codes, with lines `CODE NAME retriable|final TEXT`.
    static func parseErrorCodes(_ text: String, file: String) throws(SpecError) -> [ErrorCodeSpec] {
        let parser = try SpecParser(text, file: file)
        var codes: [ErrorCodeSpec] = []
        for line in parser.lines {
            try parser.refuseMeaning(line, "the table of error codes")
            guard line.words.count >= 4, let code = Int16(line.words[0]),
                ["retriable", "final"].contains(line.words[2])
            else { throw parser.error(line, "expected: CODE NAME retriable|final TEXT") }
            if codes.contains(where: { $0.code == Int(code) }) {
                throw parser.error(line, "code \(code) is declared twice")
            }
            codes.append(
                ErrorCodeSpec(
                    code: Int(code), name: String(line.words[1]), isRetriable: line.words[2] == "retriable",
                    text: line.words[3...].joined(separator: " ")))
        }
        return codes
    }

    private init(_ text: String, file: String) throws(SpecError) {
        self.file = file
        var meaning: Meaning?
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let indentation = raw.prefix { $0 == " " }.count
            let content = raw.dropFirst(indentation)
            if content.hasPrefix("##") {
                let text = content.dropFirst(2).split(separator: " ").joined(separator: " ")
                guard content.hasPrefix("## "), !text.isEmpty else {
                    throw SpecError(file: file, line: index + 1, message: "expected: ## MEANING")
                }
                if let begun = meaning, begun.indentation == indentation {
                    meaning?.text = begun.text + " " + text
                } else {
                    if let meaning { throw unattached(meaning) }
                    meaning = Meaning(number: index + 1, indentation: indentation, text: text)
                }
                continue
            }
            if let meaning, content.isEmpty || content.hasPrefix("#") || indentation != meaning.indentation {
                throw unattached(meaning)
            }
            if content.isEmpty || content.hasPrefix("#") { continue }
            guard indentation % 4 == 0 else {
                throw SpecError(file: file, line: index + 1, message: "indentation must be a multiple of four spaces")
            }
            lines.append(
                Line(
                    number: index + 1, depth: indentation / 4, words: content.split(separator: " "), meaning: meaning))
            meaning = nil
        }
        if let meaning { throw unattached(meaning) }
    }

    private func unattached(_ meaning: Meaning) -> SpecError {
        SpecError(
            file: file, line: meaning.number,
            message: "a meaning needs an element directly below it, at the same indentation")
    }

    private func refuseMeaning(_ line: Line, _ place: String) throws(SpecError) {
        guard let meaning = line.meaning else { return }
        throw SpecError(file: file, line: meaning.number, message: "\(place) cannot have a ## meaning")
    }

    private func error(_ line: Line, _ message: String) -> SpecError {
        SpecError(file: file, line: line.number, message: message)
    }

    private mutating func fileSpec() throws(SpecError) -> FileSpec {
        var spec = FileSpec(name: file.split(separator: ".").first.map(String.init) ?? file)
        if let line = lines.first, line.words.first == "api" {
            guard line.words.count == 3, let key = Int(line.words[2]), (0...Int(Int16.max)).contains(key) else {
                throw error(line, "expected: api NAME KEY")
            }
            try refuseMeaning(line, "an api line")
            spec.api = (String(line.words[1]), key)
            next = 1
        }
        while next < lines.count { spec.messages.append(try message(hasAPI: spec.api != nil)) }
        return spec
    }

    private mutating func message(hasAPI: Bool) throws(SpecError) -> MessageSpec {
        let line = lines[next]
        guard line.depth == 0, line.words.count == 6, let kind = MessageSpec.Kind(rawValue: String(line.words[0])),
            line.words[2] == "versions", line.words[4] == "flexible"
        else { throw error(line, "expected: request|response|header|data NAME versions RANGE flexible RANGE") }
        guard hasAPI == (kind == .request || kind == .response) else {
            throw error(line, "requests and responses need an api line at the top, other messages must not have one")
        }
        let versions = try range(line.words[3], line)
        guard !versions.isEmpty, versions.upper < Int(Int16.max) else {
            throw error(line, "a message needs a closed range of versions")
        }
        var message = MessageSpec(
            kind: kind, name: String(line.words[1]), versions: versions, flexible: try range(line.words[5], line),
            meaning: line.meaning?.text ?? "")
        next += 1
        while next < lines.count, lines[next].depth == 1, lines[next].words[0] == "struct" {
            let line = lines[next]
            guard line.words.count == 3 else { throw error(line, "expected: struct NAME RANGE") }
            next += 1
            message.structs.append(
                StructSpec(
                    name: String(line.words[1]), versions: try range(line.words[2], line),
                    meaning: line.meaning?.text ?? "", fields: try fields(depth: 2, line)))
        }
        message.fields = try fields(depth: 1, line)
        try check(message, line)
        return message
    }

    private mutating func fields(depth: Int, _ parent: Line) throws(SpecError) -> [FieldSpec] {
        var fields: [FieldSpec] = []
        while next < lines.count, lines[next].depth >= depth {
            let line = lines[next]
            guard line.depth == depth else { throw error(line, "indented too deep for the line above") }
            var field = try self.field(line)
            if fields.contains(where: { $0.name == field.name }) {
                throw error(line, "\(field.name) is declared twice")
            }
            if let tag = field.tag, fields.contains(where: { $0.tag == tag }) {
                throw error(line, "tag \(tag) is declared twice")
            }
            next += 1
            field.fields = try self.fields(depth: depth + 1, line)
            if !field.fields.isEmpty, field.type.structureName == nil {
                throw error(line, "\(field.name) is not a structure and cannot have fields")
            }
            fields.append(field)
        }
        return fields
    }

    private func field(_ line: Line) throws(SpecError) -> FieldSpec {
        guard line.words.count >= 3 else { throw error(line, "expected: NAME TYPE VERSIONS …") }
        var field = FieldSpec(
            name: String(line.words[0]), type: FieldType(line.words[1]), versions: try range(line.words[2], line),
            meaning: line.meaning?.text ?? "")
        if case .array(let element) = field.type {
            switch element {
            case .int8, .int16, .uint16, .int32, .int64, .string, .structure: break
            default: throw error(line, "\(line.words[1]): arrays are of integers, strings or structures")
            }
        }
        var words = line.words.dropFirst(3)
        while let word = words.popFirst() {
            switch word {
            case "nullable": field.nullable = try range(words.popFirst(), line)
            case "default":
                guard let text = words.popFirst() else { throw error(line, "default without a value") }
                field.defaultText = String(text)
            case "tag":
                guard let tag = words.popFirst().flatMap({ Int($0) }), tag >= 0 else {
                    throw error(line, "tag without a number")
                }
                field.tag = tag
                field.taggedVersions = try range(words.popFirst(), line)
            case "ignorable": field.ignorable = true
            case "key": field.isKey = true
            case "inflexible": field.inflexible = true
            default: throw error(line, "unknown word \(word)")
            }
        }
        if !field.type.canBeNull, !field.nullable.isEmpty || field.defaultText == "null" {
            throw error(line, "\(line.words[1]) cannot be null")
        }
        if let text = field.defaultText, text != "null", !field.type.accepts(defaultText: text) {
            throw error(line, "\(text) is not a value of \(line.words[1])")
        }
        return field
    }

    private func range(_ word: Substring?, _ line: Line) throws(SpecError) -> VersionRange {
        guard let word, let range = VersionRange(word) else {
            throw error(line, "\(word ?? "") is not a range of versions: write 3, 3-7, 3+ or none")
        }
        return range
    }

    /// Checks that every structure is declared exactly once, and that only flexible versions use tags.
    private func check(_ message: MessageSpec, _ line: Line) throws(SpecError) {
        var declared = message.structs.map(\.name)
        func collect(_ fields: [FieldSpec]) {
            for field in fields where !field.fields.isEmpty {
                declared.append(field.type.structureName ?? "")
                collect(field.fields)
            }
        }
        func use(_ fields: [FieldSpec]) throws(SpecError) {
            for field in fields {
                if let name = field.type.structureName, !declared.contains(name) {
                    throw error(line, "\(message.name).\(field.name): structure \(name) is not declared")
                }
                if let tag = field.tag, !message.flexible.covers(field.taggedVersions.intersection(message.versions)) {
                    throw error(
                        line, "\(message.name).\(field.name): tag \(tag) is used in versions that are not flexible")
                }
                try use(field.fields)
            }
        }
        collect(message.fields)
        for structure in message.structs { collect(structure.fields) }
        if let twice = Set(declared).first(where: { name in declared.filter { $0 == name }.count > 1 }) {
            throw error(line, "\(message.name): structure \(twice) is declared twice")
        }
        try use(message.fields)
        for structure in message.structs { try use(structure.fields) }
    }
}
