// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Printer of source text that manages indentation.
struct CodePrinter {
    private(set) var text = ""
    private var depth = 0

    /// Appends one line, indented unless it is empty.
    mutating func line(_ content: String = "") {
        if !content.isEmpty { text += String(repeating: "    ", count: depth) + content }
        text += "\n"
    }

    /// Appends a doc comment: `paragraphs`, separated by empty lines and wrapped at 120 columns.
    mutating func documentation(_ paragraphs: String...) {
        let width = 120 - 4 * depth
        for (index, paragraph) in paragraphs.enumerated() {
            if index > 0 { line("///") }
            var current = "///"
            for word in paragraph.split(separator: " ") {
                if current.count + 1 + word.count > width, current != "///" {
                    line(current)
                    current = "///"
                }
                current += " " + word
            }
            line(current)
        }
    }

    /// Appends `head` and an opening brace, the output of `body` one level deeper, and the closing brace and `tail`.
    mutating func block(_ head: String, tail: String = "", _ body: (inout CodePrinter) -> Void) {
        line(head.isEmpty ? "{" : head + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}" + tail)
    }

    /// Appends the output of `body` inside `if condition { }`, with an optional else branch. Without a condition there
    /// is no `if`.
    mutating func when(
        _ condition: String?, _ body: (inout CodePrinter) -> Void, otherwise: ((inout CodePrinter) -> Void)? = nil
    ) {
        guard let condition else { return body(&self) }
        guard let otherwise else { return block("if \(condition)", body) }
        line("if \(condition) {")
        depth += 1
        body(&self)
        depth -= 1
        line("} else {")
        depth += 1
        otherwise(&self)
        depth -= 1
        line("}")
    }
}
