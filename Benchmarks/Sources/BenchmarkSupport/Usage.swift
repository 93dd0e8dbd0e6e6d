// Millrace
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Resources that this process has used so far.
public struct Usage {
    /// User plus system time of all threads, in seconds.
    public let cpuSeconds: Double
    /// User time of all threads, in seconds.
    public let userSeconds: Double
    /// A monotonic clock, in seconds from an arbitrary start.
    public let wallSeconds: Double

    /// Reads the clocks now.
    public static var now: Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
        let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
        return Usage(
            cpuSeconds: user + system, userSeconds: user,
            wallSeconds: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }

    /// Maximum resident memory of this process so far, in MiB; 0 on systems without /proc.
    public static var peakMemoryMiB: Double { status("VmHWM: %ld") }

    /// Current resident memory of this process, in MiB; 0 on systems without /proc.
    public static var residentMiB: Double { status("VmRSS: %ld") }

    /// The value of a line of /proc/self/status in KiB, converted to MiB.
    private static func status(_ line: String) -> Double {
        guard let file = fopen("/proc/self/status", "r") else { return 0 }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 256)
        while fgets(&text, Int32(text.count), file) != nil {
            var kibibytes = 0
            let found = withUnsafeMutablePointer(to: &kibibytes) { target in
                withVaList([target]) { vsscanf(text, line, $0) }
            }
            if found == 1 { return Double(kibibytes) / 1024 }
        }
        return 0
    }
}

/// Prints one line of results as `name=value` pairs, for `run.sh`.
public func report(_ fields: KeyValuePairs<String, String>) {
    print(fields.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
}

/// `value` rounded to `digits` decimals.
public func decimal(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    guard digits > 0 else { return "\(scaled)" }
    let fraction = String(abs(scaled) % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(scaled < 0 ? "-" : "")\(abs(scaled) / Int(scale)).\(zeros)\(fraction)"
}

/// User plus system time of the calling thread, in seconds.
public func threadCPUSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
