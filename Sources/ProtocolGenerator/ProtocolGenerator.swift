// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Generates `Sources/KafkaProtocol/Messages/*.swift` from `ProtocolSpecs/*.spec`.
///
/// Run from the root of the package: `swift run ProtocolGenerator` writes the files; with `--check` it only lists stale
/// ones.
@main
struct ProtocolGenerator {
    static func main() {
        do {
            let stale = try run(root: URL(filePath: "."), write: !CommandLine.arguments.contains("--check"))
            if CommandLine.arguments.contains("--check"), !stale.isEmpty {
                print("stale generated files, run `make generate`: " + stale.joined(separator: ", "))
                exit(1)
            }
            print("\(stale.count) generated files differed")
        } catch {
            print("ProtocolGenerator: \(error)")
            exit(1)
        }
    }

    /// Generates the files of the package at `root`, writes them if `write` is set, and returns the names of those that
    /// differed.
    static func run(root: URL, write: Bool) throws -> [String] {
        let files = FileManager.default
        let specs = root.appending(path: "ProtocolSpecs")
        var parsed: [FileSpec] = []
        for name in try files.contentsOfDirectory(atPath: specs.path).sorted()
        where name.hasSuffix(".spec") && name != "ErrorCodes.spec" {
            let text = try String(contentsOf: specs.appending(path: name), encoding: .utf8)
            parsed.append(try SpecParser.parse(text, file: name))
        }
        let codes = try SpecParser.parseErrorCodes(
            String(contentsOf: specs.appending(path: "ErrorCodes.spec"), encoding: .utf8), file: "ErrorCodes.spec")
        let output = Renderer.render(parsed, errorCodes: codes)

        let target = root.appending(path: "Sources/KafkaProtocol/Messages")
        if write { try files.createDirectory(at: target, withIntermediateDirectories: true) }
        var stale: [String] = []
        for name in try files.contentsOfDirectory(atPath: target.path) where output[name] == nil {
            stale.append(name)
            if write { try files.removeItem(at: target.appending(path: name)) }
        }
        for (name, text) in output {
            let url = target.appending(path: name)
            // A missing file reads as nil and counts as stale.
            if (try? String(contentsOf: url, encoding: .utf8)) == text { continue }
            stale.append(name)
            if write { try text.write(to: url, atomically: true, encoding: .utf8) }
        }
        return stale.sorted()
    }
}
