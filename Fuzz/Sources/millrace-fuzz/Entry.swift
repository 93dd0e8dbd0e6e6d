// Millrace
// SPDX-License-Identifier: Apache-2.0

import FuzzTargets

/// Entry point that libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.chosen.run(UnsafeBufferPointer(start: data, count: count))
    return 0
}
