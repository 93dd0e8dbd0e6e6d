// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTestBroker
import Testing

@testable import MillraceCLI

/// The help of the tool and of every subcommand.
@Suite struct HelpTests {
    /// The command's path, such as `millrace broker`, with its type.
    typealias Command = (path: String, type: any ParsableCommand.Type)

    /// A default that help shows, with its option or flag.
    private struct Default: Hashable {
        var name: String
        var value: String
    }

    /// Arguments without which a command cannot be parsed, by the command's path.
    private static let required = [
        "millrace wordcount": ["--topic", "lines"],
        "millrace consume": ["--topic", "lines"],
        "millrace produce": ["--topic", "lines"],
        "millrace topics create": ["lines"],
        "millrace topics add-partitions": ["lines", "--partitions", "4"],
        "millrace topics delete-records": ["--topic", "lines", "--offset", "end"],
        "millrace topics delete": ["lines"],
        "millrace groups describe": ["counters"],
        "millrace groups delete": ["counters"],
        "millrace groups reset": ["counters", "--topic", "lines", "--offset", "end"],
        "millrace configs describe": ["--topic", "lines"],
        "millrace configs alter": ["--topic", "lines", "--remove", "retention.ms"],
        "millrace transactions describe": ["me"],
        "millrace transactions producers": ["--topic", "lines"],
        "millrace transactions abort": ["--topic", "lines", "--partition", "0", "--producer-id", "1"],
        "millrace capture": ["--listen", "127.0.0.1:0", "--upstream", "localhost:9092", "--output", "a.jsonl"],
        "millrace decode": ["a.jsonl"],
        "millrace supervise": ["--", "job"],
        "millrace wal inspect": ["log-00000000000000000001-1"],
        "millrace checkpoint inspect": ["checkpoint"],
        "millrace checkpoint diff": ["a", "b"],
        "millrace checkpoint migrate": ["checkpoint"],
    ]

    private static func commands(
        _ command: any ParsableCommand.Type = MillraceCommand.self, above: String = ""
    ) -> [Command] {
        let path = above + (command.configuration.commandName ?? "\(command)")
        return [(path, command)] + command.configuration.subcommands.flatMap { commands($0, above: path + " ") }
    }

    /// The help without line breaks inside texts.
    private static func help(_ command: any ParsableCommand.Type) -> String {
        MillraceCommand.helpMessage(for: command, columns: 100_000)
    }

    private static func defaults(_ help: String) -> [Default] {
        var defaults: [Default] = []
        var name = ""
        for line in help.split(separator: "\n") {
            // Options are indented by two spaces, texts that start on the next line by more.
            if let option = line.firstMatch(of: /^  (-[^ ,]*)/) { name = String(option.1) }
            for match in line.matches(of: /default: ([^;)]*)/) {
                defaults.append(Default(name: name, value: String(match.1)))
            }
        }
        return defaults
    }

    @Test func helpHasNoTypesOfSwift() {
        #expect(Self.commands().map(\.path).contains("millrace broker"))
        for command in Self.commands() {
            let help = Self.help(command.type)
            // Such as `DurationArgument(duration: 0.5 seconds)`.
            #expect(!help.contains(/\w\(/), "\(command.path): \(help)")
            #expect(!help.contains(/Argument|Optional|Swift|Command\b/), "\(command.path): \(help)")
        }
    }

    @Test func defaultsAreShownAsTheyAreTyped() throws {
        var count = 0
        for command in Self.commands() where command.type.configuration.subcommands.isEmpty {
            let required = Self.required[command.path] ?? []
            let plain = "\(try command.type.parse(required))"
            for shown in Self.defaults(Self.help(command.type)) {
                let typed = shown.value.hasPrefix("--") ? [shown.value] : [shown.name, shown.value]
                let parsed = "\(try command.type.parse(typed + required))"
                #expect(parsed == plain, "\(command.path) \(shown.name): default \(shown.value)")
                count += 1
            }
        }
        #expect(count >= 7)
    }

    @Test func batchIntervalIsShownWithItsUnit() {
        let expected = Default(name: "--batch-interval", value: "500ms")
        #expect(Self.defaults(Self.help(DemoCommand.self)).contains(expected))
        #expect(Self.defaults(Self.help(WordCountCommand.self)).contains(expected))
    }

    @Test(arguments: ["1ms", "500ms", "1500ms", "2s", "90s", "1m", "60m"])
    func durationsArePrintedAsTheyAreTyped(text: String) throws {
        let duration = try #require(DurationArgument(argument: text))
        #expect("\(duration)" == text)
    }

    @Test func helpNamesTheSecurityThatTheBuildLacks() {
        let help = Self.help(BrokerCommand.self)
        #if TLS
        let lacksTLS = false
        #else
        let lacksTLS = true
        #endif
        let lacksSCRAM = !SASLConfiguration.Mechanism.builtIn.contains(.scramSHA512)
        #expect(help.contains("This build lacks TLS") == lacksTLS)
        #expect(help.contains("package traits") == (lacksTLS || lacksSCRAM))
        // The client of the word count takes both from properties.
        #expect(Self.help(WordCountCommand.self).contains("security.protocol"))
    }
}
