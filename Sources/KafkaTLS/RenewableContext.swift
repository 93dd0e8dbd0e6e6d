// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
internal import NIOSSL
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Certificates and keys as a TLS context, which is made again once one of their files has been replaced: connections
/// made from then on use the new ones.
///
/// While new files cannot be used, as when only one of certificate and key is written yet, connections go on with the
/// old ones, and each tries again.
final class RenewableContext: Sendable {
    private struct State {
        var context: NIOSSLContext
        var versions: [FileVersion?]
        var failure: TLSError?
    }

    private let files: [String]
    private let make: @Sendable () throws(TLSError) -> NIOSSLContext
    private let state: Mutex<State>

    /// A context that `make` makes of `files`.
    init(of sources: [PEMSource], make: @escaping @Sendable () throws(TLSError) -> NIOSSLContext) throws(TLSError) {
        files = sources.compactMap { if case .file(let path) = $0 { path } else { nil } }
        self.make = make
        let versions = files.map(FileVersion.init(path:))
        state = Mutex(State(context: try make(), versions: versions))
    }

    /// The context for a new connection, and the reason why files that are newer are not used.
    func current() -> (context: NIOSSLContext, failure: TLSError?) {
        state.withLock { state in
            // Taken first: files that are replaced while they are read are read again.
            let versions = files.map(FileVersion.init(path:))
            if versions != state.versions {
                do throws(TLSError) {
                    state = State(context: try make(), versions: versions)
                } catch {
                    state.failure = error
                }
            }
            return (state.context, state.failure)
        }
    }
}

/// Which contents a path has, as far as its attributes tell.
private struct FileVersion: Equatable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int64
    private let seconds: Int64
    private let nanoseconds: Int64

    /// Nil if there is no such file. Source: stat(2).
    init?(path: String) {
        var attributes = stat()
        // The pointer is to a local.
        guard unsafe stat(path, &attributes) == 0 else { return nil }
        device = UInt64(attributes.st_dev)
        inode = UInt64(attributes.st_ino)
        size = Int64(attributes.st_size)
        #if canImport(Darwin)
        let modified = attributes.st_mtimespec
        #else
        let modified = attributes.st_mtim
        #endif
        seconds = Int64(modified.tv_sec)
        nanoseconds = Int64(modified.tv_nsec)
    }
}
#endif
