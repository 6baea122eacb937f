import Foundation
import Testing

/// JSON as Foundation reads it, which is not how the program writes it.
enum JSONText {
  /// The object a text holds.
  static func object(
    _ data: Data, location: SourceLocation = #_sourceLocation
  ) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: data)
    return try #require(value as? [String: Any], sourceLocation: location)
  }

  /// The rows of a table of an exported book.
  static func rows(_ object: [String: Any], _ table: String) -> [[String: Any]] {
    object[table] as? [[String: Any]] ?? []
  }

  /// A value with sorted keys and without where its rows came from, for comparison.
  static func comparable(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(
      withJSONObject: withoutSources(value), options: [.sortedKeys, .prettyPrinted])
    return String(decoding: data, as: UTF8.self)
  }

  private static func withoutSources(_ value: Any) -> Any {
    if let object = value as? [String: Any] {
      return object.filter { $0.key != "sources" }.mapValues { withoutSources($0) }
    }
    if let list = value as? [Any] { return list.map { withoutSources($0) } }
    return value
  }
}
