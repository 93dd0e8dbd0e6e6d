// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Files of which the one with the highest number says who owns a place. Each is made by one driver (`O_EXCL`) and
/// never written again, so that a driver that hung on its way to the place cannot take it back from its successor. Own
/// design.
struct NumberedFiles {
    let files: any FileSystem
    let directory: String
    /// Beginning of the names, before the number.
    let prefix: String

    private func path(_ number: UInt64) -> String {
        let digits = "\(number)"
        return directory + "/" + prefix + String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }

    /// The numbers that have files, ascending.
    func numbers() throws(DiskError) -> [UInt64] {
        try files.names(in: directory).compactMap { name in
            name.hasPrefix(prefix) ? UInt64(name.dropFirst(prefix.count)) : nil
        }.sorted()
    }

    /// A file's contents, which are not complete if its driver died while it made the file; nil if it is missing.
    func contents(_ number: UInt64) throws(DiskError) -> StoredBytes? { try files.contents(of: path(number)) }

    /// Makes the file of a number that no driver had when it was chosen, and removes those of lower ones. Durable when
    /// it returns.
    ///
    /// - Returns: False if another driver has taken this number or a higher one meanwhile.
    func make(_ number: UInt64, _ bytes: StoredBytes) throws(DiskError) -> Bool {
        guard let file = try files.create(path(number)) else { return false }
        defer { file.close() }
        unsafe try bytes.withUnsafeBytes { (bytes) throws(DiskError) in unsafe try file.write(bytes, at: 0) }
        try file.sync()
        try files.syncDirectory(directory)
        // One that hung until its number was taken and removed has made the file once more.
        let numbers = try numbers()
        guard numbers.last == number else { return false }
        for lower in numbers.dropLast() { try files.remove(path(lower)) }
        return true
    }
}
