public struct APIKey: RawRepresentable, Hashable, Sendable { public var rawValue: Int16; public init(rawValue: Int16) { self.rawValue = rawValue }
 public static let apiVersions = APIKey(rawValue: 18) }
