// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The `millrace` tool of the same build as the tests.
package enum BuiltTool {
    package static var path: String {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        // The tool is in the build folder, which is somewhere above the test program.
        while folder.path != "/" {
            let candidate = folder.appending(path: "millrace").path
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
            folder.deleteLastPathComponent()
        }
        return PackageRoot.url.path + "/.build/debug/millrace"
    }
}
