// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A regular expression for whole topic names, in the part of RE2's syntax that names need.
///
/// Supported: literals, `.`, classes `[a-z]`, `[^…]`, `\d \D \w \W \s \S`, `[[:alpha:]]` and the like for alpha, digit,
/// alnum, lower, upper, groups `(…)`, `(?:…)`, `(?P<name>…)`, alternatives, `* + ? {n} {n,} {n,m}` also lazy, `^ $ \A
/// \z`, `(?i)` at the start, `\Q…\E`, escaped punctuation. Other flags, word boundaries, Unicode classes and, as in
/// RE2, look-around and back references are rejected.
///
/// Matching simulates all states at once over the bytes of the name, so its time is at most the product of both
/// lengths. Source: KIP-848, RE2/J syntax.
struct TopicPattern: Sendable {
    struct Invalid: Error {
        var reason: String
    }

    fileprivate enum Step: Sendable {
        /// Consumes one byte of the set, then continues with the next step.
        case byte(ByteSet)
        case split(Int, Int)
        case jump(Int)
        case atStart
        case atEnd
        case match
    }

    /// Maximum number of compiled steps, with `{n,m}` expanded.
    static let maxSteps = 10_000

    private var steps: [Step] = []
    private var emitted = 0

    /// Compiles a pattern. Throws `Invalid` with the reason if it is malformed or not supported.
    init(_ text: String) throws(Invalid) {
        var parser = Parser(text)
        let node = try parser.parse()
        try emit(node)
        try add(.match)
    }

    /// Whether the whole of `name` matches.
    func matches(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        var current = StateSet(steps.count)
        var next = StateSet(steps.count)
        follow(0, 0, bytes.count, &current)
        for (position, byte) in bytes.enumerated() {
            next.removeAll()
            for index in current.list {
                if case .byte(let set) = steps[index], set.contains(byte) {
                    follow(index + 1, position + 1, bytes.count, &next)
                }
            }
            swap(&current, &next)
            if current.list.isEmpty { return false }
        }
        return current.list.contains { if case .match = steps[$0] { true } else { false } }
    }

    /// A set of states with constant-time insertion.
    private struct StateSet {
        var list: [Int] = []
        private var isIn: [Bool]

        init(_ count: Int) { isIn = Array(repeating: false, count: count) }

        mutating func insert(_ index: Int) -> Bool {
            if isIn[index] { return false }
            isIn[index] = true
            list.append(index)
            return true
        }

        mutating func removeAll() {
            for index in list { isIn[index] = false }
            list.removeAll(keepingCapacity: true)
        }
    }

    /// Adds a step and all steps reachable from it without a byte.
    private func follow(_ start: Int, _ position: Int, _ end: Int, _ states: inout StateSet) {
        var open = [start]
        while let index = open.popLast() {
            guard states.insert(index) else { continue }
            switch steps[index] {
            case .jump(let target): open.append(target)
            case .split(let a, let b): open += [b, a]
            case .atStart: if position == 0 { open.append(index + 1) }
            case .atEnd: if position == end { open.append(index + 1) }
            case .byte, .match: break
            }
        }
    }

    // MARK: Compiling

    private mutating func add(_ step: Step) throws(Invalid) {
        guard steps.count < Self.maxSteps else { throw Invalid(reason: "the expression is too large") }
        steps.append(step)
    }

    private mutating func emit(_ node: Node) throws(Invalid) {
        // Nested repetitions of an empty expression add no steps, so count the calls as well.
        emitted += 1
        guard emitted <= 4 * Self.maxSteps else { throw Invalid(reason: "the expression is too large") }
        switch node {
        case .bytes(let set): try add(.byte(set))
        case .start: try add(.atStart)
        case .end: try add(.atEnd)
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .either(let nodes): try emitEither(nodes)
        case .times(let node, let least, let most): try emitTimes(node, least, most)
        }
    }

    private mutating func emitEither(_ nodes: [Node]) throws(Invalid) {
        var jumps: [Int] = []
        for node in nodes.dropLast() {
            let split = steps.count
            try add(.match)
            try emit(node)
            jumps.append(steps.count)
            try add(.match)
            steps[split] = .split(split + 1, steps.count)
        }
        if let last = nodes.last { try emit(last) }
        for jump in jumps { steps[jump] = .jump(steps.count) }
    }

    private mutating func emitTimes(_ node: Node, _ least: Int, _ most: Int?) throws(Invalid) {
        for _ in 0..<least { try emit(node) }
        guard let most else {
            let split = steps.count
            try add(.match)
            try emit(node)
            try add(.jump(split))
            steps[split] = .split(split + 1, steps.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<most {
            splits.append(steps.count)
            try add(.match)
            try emit(node)
        }
        for split in splits { steps[split] = .split(split + 1, steps.count) }
    }

    fileprivate indirect enum Node {
        case bytes(ByteSet)
        case start
        case end
        case sequence([Node])
        case either([Node])
        /// From `least` to `most` repetitions; nil for no limit.
        case times(Node, least: Int, most: Int?)
    }
}

/// A set of bytes.
private struct ByteSet: Sendable {
    private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}
    init(_ range: ClosedRange<UInt8>) { insert(range) }
    init(_ byte: UInt8) { insert(byte...byte) }

    func contains(_ byte: UInt8) -> Bool {
        let word =
            switch byte >> 6 {
            case 0: bits.0
            case 1: bits.1
            case 2: bits.2
            default: bits.3
            }
        return word >> UInt64(byte & 63) & 1 == 1
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for byte in range {
            let bit = (1 as UInt64) << UInt64(byte & 63)
            switch byte >> 6 {
            case 0: bits.0 |= bit
            case 1: bits.1 |= bit
            case 2: bits.2 |= bit
            default: bits.3 |= bit
            }
        }
    }

    mutating func formUnion(_ other: ByteSet) {
        bits = (bits.0 | other.bits.0, bits.1 | other.bits.1, bits.2 | other.bits.2, bits.3 | other.bits.3)
    }

    var inverted: ByteSet {
        var set = ByteSet()
        set.bits = (~bits.0, ~bits.1, ~bits.2, ~bits.3)
        return set
    }

    /// The set with both cases of its letters.
    var foldingCase: ByteSet {
        var set = self
        for byte in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(byte) || contains(byte - 32) {
            set.insert(byte...byte)
            set.insert(byte - 32...byte - 32)
        }
        return set
    }

    static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    static let letters = lower.union(upper)
    static let word = letters.union(digits).union(ByteSet(UInt8(ascii: "_")))
    static let space = ByteSet(9...13).union(ByteSet(32))
    static let any = ByteSet(0...255)

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        set.formUnion(other)
        return set
    }

    /// A named class, as in `[[:alpha:]]`.
    static func named(_ name: String) -> ByteSet? {
        switch name {
        case "alpha": letters
        case "digit": digits
        case "alnum": letters.union(digits)
        case "lower": lower
        case "upper": upper
        case "word": word
        case "space": space
        default: nil
        }
    }
}

/// Parses a pattern, byte by byte.
private struct Parser {
    private typealias Invalid = TopicPattern.Invalid

    private let bytes: [UInt8]
    private var next = 0
    private var depth = 0
    private var foldsCase = false

    /// RE2's limit.
    private static let maxRepeat = 1000
    private static let maxDepth = 100

    init(_ text: String) {
        bytes = Array(text.utf8)
        if text.hasPrefix("(?i)") {
            foldsCase = true
            next = 4
        }
    }

    mutating func parse() throws(TopicPattern.Invalid) -> TopicPattern.Node {
        let node = try parseEither()
        guard next == bytes.count else { throw Invalid(reason: "unexpected ) at \(next)") }
        return node
    }

    private func peek(_ character: Unicode.Scalar) -> Bool {
        next < bytes.count && bytes[next] == UInt8(ascii: character)
    }

    private mutating func skip(_ text: String) -> Bool {
        guard bytes[next...].starts(with: text.utf8) else { return false }
        next += text.utf8.count
        return true
    }

    private mutating func parseEither() throws(TopicPattern.Invalid) -> TopicPattern.Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maxDepth else { throw Invalid(reason: "the groups are nested too deeply") }
        var branches = [try parseSequence()]
        while skip("|") { branches.append(try parseSequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func parseSequence() throws(TopicPattern.Invalid) -> TopicPattern.Node {
        var nodes: [TopicPattern.Node] = []
        while next < bytes.count, !peek("|"), !peek(")") {
            if skip("\\Q") {
                while next < bytes.count, !skip("\\E") {
                    let byte = take()
                    nodes.append(literal(byte))
                }
                continue
            }
            let atom = try parseAtom()
            nodes.append(try parseRepeats(atom))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func take() -> UInt8 {
        defer { next += 1 }
        return bytes[next]
    }

    private func literal(_ byte: UInt8) -> TopicPattern.Node { set(ByteSet(byte)) }
    private func set(_ set: ByteSet) -> TopicPattern.Node { .bytes(foldsCase ? set.foldingCase : set) }

    private mutating func parseAtom() throws(TopicPattern.Invalid) -> TopicPattern.Node {
        let byte = take()
        switch Unicode.Scalar(byte) {
        case ".": return .bytes(.any)
        case "^": return .start
        case "$": return .end
        case "[":
            let found = try parseClass()
            return set(found)
        case "(": return try parseGroup()
        case "*", "+", "?": throw Invalid(reason: "nothing to repeat at \(next - 1)")
        case "\\":
            guard next < bytes.count else { throw Invalid(reason: "the pattern ends with a backslash") }
            if skip("A") { return .start }
            if skip("z") { return .end }
            let found = try parseEscape()
            return set(found)
        default: return literal(byte)
        }
    }

    private mutating func parseGroup() throws(TopicPattern.Invalid) -> TopicPattern.Node {
        if skip("?") {
            if skip("P<")
                || (peek("<") && !bytes[next...].starts(with: "<=".utf8) && !bytes[next...].starts(with: "<!".utf8))
            {
                while next < bytes.count, !peek(">") { next += 1 }
                guard skip(">") else { throw Invalid(reason: "a group's name has no closing >") }
            } else if !skip(":") {
                throw Invalid(reason: "look-around and flags inside are not supported")
            }
        }
        let node = try parseEither()
        guard skip(")") else { throw Invalid(reason: "missing )") }
        return node
    }

    /// Parses an escape after its backslash.
    private mutating func parseEscape() throws(TopicPattern.Invalid) -> ByteSet {
        let byte = take()
        switch Unicode.Scalar(byte) {
        case "d": return .digits
        case "D": return ByteSet.digits.inverted
        case "w": return .word
        case "W": return ByteSet.word.inverted
        case "s": return .space
        case "S": return ByteSet.space.inverted
        case "t": return ByteSet(9)
        case "n": return ByteSet(10)
        case "r": return ByteSet(13)
        case "a"..."z", "A"..."Z", "0"..."9":
            throw Invalid(reason: "the escape \\\(Character(Unicode.Scalar(byte))) is not supported")
        default: return ByteSet(byte)
        }
    }

    private mutating func parseClass() throws(TopicPattern.Invalid) -> ByteSet {
        var set = ByteSet()
        let isNegated = skip("^")
        var isFirst = true
        while next < bytes.count, isFirst || !peek("]") {
            isFirst = false
            if skip("[:") {
                var name = ""
                while next < bytes.count, !peek(":") { name.unicodeScalars.append(Unicode.Scalar(take())) }
                guard skip(":]"), let named = ByteSet.named(name) else {
                    throw Invalid(reason: "unknown class [:\(name):]")
                }
                set.formUnion(named)
                continue
            }
            let first = take()
            if first == UInt8(ascii: "\\") {
                guard next < bytes.count else { throw Invalid(reason: "the pattern ends with a backslash") }
                set.formUnion(try parseEscape())
                continue
            }
            guard peek("-"), next + 1 < bytes.count, bytes[next + 1] != UInt8(ascii: "]") else {
                set.insert(first...first)
                continue
            }
            next += 1
            let last = take()
            guard first <= last else { throw Invalid(reason: "a range in a class is out of order") }
            set.insert(first...last)
        }
        guard skip("]") else { throw Invalid(reason: "missing ]") }
        // Before inverting; otherwise (?i)[^a] would match A.
        if foldsCase { set = set.foldingCase }
        return isNegated ? set.inverted : set
    }

    private mutating func parseRepeats(_ atom: TopicPattern.Node) throws(TopicPattern.Invalid) -> TopicPattern.Node {
        let node: TopicPattern.Node
        if skip("*") {
            node = .times(atom, least: 0, most: nil)
        } else if skip("+") {
            node = .times(atom, least: 1, most: nil)
        } else if skip("?") {
            node = .times(atom, least: 0, most: 1)
        } else if peek("{"), let (least, most) = try parseBounds() {
            node = .times(atom, least: least, most: most)
        } else {
            return atom
        }
        // Laziness does not affect whether the whole name matches.
        _ = skip("?")
        guard !peek("*"), !peek("+"), !peek("?") else { throw Invalid(reason: "two repetitions in a row at \(next)") }
        return node
    }

    /// Parses `{n}`, `{n,}` or `{n,m}`. Returns nil, without consuming it, if the brace is a literal.
    private mutating func parseBounds() throws(TopicPattern.Invalid) -> (Int, Int?)? {
        let start = next
        next += 1
        guard let least = parseNumber() else {
            next = start
            return nil
        }
        var most: Int? = least
        if skip(",") { most = parseNumber() }
        guard skip("}") else {
            next = start
            return nil
        }
        guard least <= Self.maxRepeat, most ?? 0 <= Self.maxRepeat, least <= most ?? .max else {
            throw Invalid(reason: "a repetition needs bounds {n,m} with n ≤ m ≤ \(Self.maxRepeat)")
        }
        return (least, most)
    }

    private mutating func parseNumber() -> Int? {
        var value: Int?
        while next < bytes.count, ByteSet.digits.contains(bytes[next]) {
            // Saturates: a number that large is rejected.
            value = min((value ?? 0) * 10 + Int(take() - UInt8(ascii: "0")), 1_000_000)
        }
        return value
    }
}
