// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Lines of source text with the indentation kept in one place.
struct CodePrinter {
    private(set) var text = ""
    private var depth = 0

    /// Appends one line, or an empty one.
    mutating func line(_ content: String = "") {
        if !content.isEmpty { text += String(repeating: "    ", count: depth) + content }
        text += "\n"
    }

    /// Appends a doc comment, `paragraphs` with an empty line between two, wrapped at 120 columns.
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

    /// Appends `head` with an opening brace, what `body` prints one level deeper, and the closing brace with `tail`.
    mutating func block(_ head: String, tail: String = "", _ body: (inout CodePrinter) -> Void) {
        line(head.isEmpty ? "{" : head + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}" + tail)
    }

    /// Prints `body` inside `if condition { }`, or as it is without a condition, with an optional else branch.
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
