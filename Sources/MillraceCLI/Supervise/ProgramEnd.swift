// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The way in which a program ended.
enum ProgramEnd: Equatable, Sendable, CustomStringConvertible {
    case status(Int32)
    case signal(Int32)

    /// The status that a shell gives to it: 128 and the number for a signal.
    var shellStatus: Int32 {
        switch self {
        case .status(let status): status
        case .signal(let signal): 128 + signal
        }
    }

    var description: String {
        switch self {
        case .status(let status): "ended with status \(status)"
        case .signal(let signal): "was ended by signal \(signal)"
        }
    }
}
