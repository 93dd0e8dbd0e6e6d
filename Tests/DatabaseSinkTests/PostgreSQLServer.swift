// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A PostgreSQL server for the tests, in a folder of its own, without TCP. It ends with this program.
final class PostgreSQLServer: Sendable {
    /// The server programs, installed by `make peers`; nil if the peer tests are skipped.
    static let programs: String? = {
        guard ProcessInfo.processInfo.environment["MILLRACE_PEERS"] != nil else { return nil }
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return versions.max { $0.compare($1, options: .numeric) == .orderedAscending }.map { "\(root)/\($0)/bin" }
    }()

    /// Started by the first test that needs it.
    static let shared = Task { try await PostgreSQLServer() }

    private let process: PeerProcess
    private let folder: String

    /// The server refuses to run as root. It stops when its input ends, and its folder goes.
    private static let script = """
        set -e
        folder=$(mktemp -d /tmp/millrace-postgresql-XXXXXX)
        as=
        if [ "$(id -u)" -eq 0 ]; then
            chown postgres "$folder"
            as="setpriv --reuid=postgres --regid=postgres --clear-groups"
        fi
        cd "$folder"
        $as "$1/initdb" -D "$folder/data" -U postgres -A trust -N >/dev/null
        $as "$1/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off </dev/null &
        server=$!
        echo "folder $folder"
        cat >/dev/null
        kill -INT $server
        wait $server || true
        rm -rf "$folder"
        """

    private init() async throws {
        guard let programs = Self.programs else { throw TestFailure("PostgreSQL is not installed") }
        process = try PeerProcess("/bin/sh", ["-c", Self.script, "sh", programs])
        folder = String(try await process.line { $0.hasPrefix("folder ") }.dropFirst("folder ".count))
        try await process.line { $0.contains("ready to accept connections") }
    }

    /// The parameters of a connection to a database.
    func parameters(_ database: String) -> String { "host=\(folder) user=postgres dbname=\(database)" }
}
