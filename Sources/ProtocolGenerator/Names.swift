// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Conversion of Kafka's names to Swift names.
enum Names {
    private static let keywords: Set<String> = [
        "protocol", "default", "operator", "internal", "public", "in", "is", "as", "self", "init", "repeat", "where",
        "for", "func", "let", "var", "case", "switch", "return", "throws", "extension", "import", "class", "struct",
    ]

    /// The words of a camel-case name: `SubscribedTopicIds` is `Subscribed`, `Topic`, `Ids`.
    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        for character in name {
            if character.isUppercase || words.isEmpty {
                words.append(String(character))
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words
    }

    /// Property name of a field: lower camel case, with `ID` and `IDs` as acronyms.
    static func property(_ name: String) -> String {
        var text = ""
        for (index, word) in words(name).enumerated() {
            if index == 0 {
                text += word.lowercased()
            } else {
                text += word == "Id" ? "ID" : word == "Ids" ? "IDs" : word
            }
        }
        return text
    }

    /// Property name in code: in back quotes if it is a keyword.
    static func identifier(_ name: String) -> String {
        let property = property(name)
        return keywords.contains(property) ? "`\(property)`" : property
    }

    /// Type name of a message or structure: Kafka's name with `ID` and `IDs` as acronyms.
    static func type(_ name: String) -> String {
        words(name).map { $0 == "Id" ? "ID" : $0 == "Ids" ? "IDs" : $0 }.joined()
    }

    /// Constant name of an error code such as `NOT_LEADER_OR_FOLLOWER`.
    static func errorConstant(_ name: String) -> String {
        let words = name.lowercased().split(separator: "_").map(String.init)
        return words.enumerated().map { index, word in
            if index == 0 { return word }
            return word == "id" ? "ID" : word == "ids" ? "IDs" : word.prefix(1).uppercased() + word.dropFirst()
        }.joined()
    }
}
