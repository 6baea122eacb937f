extension Diagram {
  /// The address behind a node, edge, cluster or cell.
  ///
  /// Only `http`, `https`, `mailto`, relative addresses and fragments are accepted: a drawing is
  /// opened in a browser, where `javascript:` and `data:` would run. Characters that RFC 3986
  /// does not allow in an address, and backslashes and quotes, are percent-encoded in UTF-8.
  public struct Link: Hashable, Sendable {
    /// Why an address was refused.
    public struct Refused: Error, Hashable, Sendable, CustomStringConvertible {
      /// The address as given.
      public let text: String

      /// The reason, for people.
      public var description: String {
        "链接地址不被接受（只接受 http、https、mailto、相对地址和 # 锚点）：\(text.prefix(200))"
      }
    }

    /// The address, percent-encoded.
    public let text: String

    /// Creates a link.
    ///
    /// - Parameter text: The address.
    /// - Throws: ``Refused`` for another scheme, an address that begins with `//`, a control
    ///   character, or an empty text.
    public init(_ text: String) throws(Refused) {
      let bytes = Array(text.utf8)
      // A browser drops tabs and newlines inside a scheme, so no control character is safe.
      guard !bytes.isEmpty, bytes.allSatisfy({ $0 > 0x20 || $0 == 0x20 }), bytes.first != 0x20,
        !bytes.contains(0x7F)
      else { throw Refused(text: text) }
      let head = bytes.prefix { !"/?#".utf8.contains($0) }
      if let colon = head.firstIndex(of: UInt8(ascii: ":")) {
        let scheme = String(decoding: head[..<colon], as: UTF8.self).lowercased()
        guard ["http", "https", "mailto"].contains(scheme) else { throw Refused(text: text) }
      } else if bytes.starts(with: "//".utf8) || bytes.starts(with: "\\".utf8)
        || bytes.starts(with: "/\\".utf8)
      {
        throw Refused(text: text)
      }
      var encoded: [UInt8] = []
      encoded.reserveCapacity(bytes.count)
      for byte in bytes {
        if byte < 0x80, byte > 0x20, !"\"<>\\^`{|}'".utf8.contains(byte) {
          encoded.append(byte)
        } else {
          let digits = Array("0123456789ABCDEF".utf8)
          encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
      self.text = String(decoding: encoded, as: UTF8.self)
    }
  }
}
