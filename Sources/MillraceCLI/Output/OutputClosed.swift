// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Nobody reads the tool's output any more, as after `millrace consume … | head`: the tool ends without a message.
struct OutputClosed: Error {}
