// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTransport

/// `HOST:PORT` on the command line. The port may be 0.
struct AddressArgument: ExpressibleByArgument {
    let address: SocketAddress

    init?(argument: String) {
        let text = argument.hasSuffix(":0") ? argument.dropLast() + "1" : argument[...]
        // The parser's reason is lost: ArgumentParser names the option and quotes the text.
        guard let parsed = try? SocketAddress(parsing: String(text)) else { return nil }
        address = SocketAddress(host: parsed.host, port: argument.hasSuffix(":0") ? 0 : parsed.port)
    }
}
