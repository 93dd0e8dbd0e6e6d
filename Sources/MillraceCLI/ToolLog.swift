// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging

/// Log of the tool: warnings and errors go to standard error, so that standard output has only results.
enum ToolLog {
    /// Sets up the log, of errors only if `quiet`. Call once per process.
    static func start(quiet: Bool = false) {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = quiet ? .error : .warning
            return handler
        }
    }
}
