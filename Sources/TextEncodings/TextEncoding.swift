/// An encoding in which sheets of delimited text arrive.
package enum TextEncoding: String, CaseIterable, Equatable, Hashable, Sendable {
  /// UTF-8.
  case utf8 = "utf-8"
  /// UTF-16, least significant byte first.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, most significant byte first.
  case utf16BigEndian = "utf-16be"
  /// GB 18030, which holds GBK (CP936) and GB 2312; a single byte 0x80 is the euro sign of CP936.
  case gb18030 = "gb18030"
  /// Big5 as Taiwan's and Hong Kong's programs write it.
  ///
  /// Code page 950 (what Excel saves in Taiwan: Big5, the seven ETEN characters such as 碁 and 恒,
  /// the euro sign) decides; a pair it leaves to private use is read by Big5-HKSCS, as Hong Kong's
  /// names and the kana of old ETEN systems need.
  case big5 = "big5"

  /// Finds an encoding by a name people use for it.
  ///
  /// Case, spaces, hyphens and underscores don't matter. `utf-16` without a byte order means least
  /// significant byte first; a byte order mark in the text overrides it, see ``Transcoder``.
  ///
  /// - Parameter name: The name, such as `gbk`, `cp936`, `GB2312`, `big5-hkscs`, `UTF-8`.
  package init?(name: String) {
    let key = String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " }))
    for encoding in Self.allCases where encoding.keys.contains(key) {
      self = encoding
      return
    }
    return nil
  }

  /// The names ``init(name:)`` accepts, as a help text lists them.
  package static let listedNames: [String] = [
    "utf-8", "utf-16", "utf-16le", "utf-16be", "gb18030", "gbk", "gb2312", "cp936", "big5",
    "cp950", "big5-hkscs",
  ]

  private var keys: [String] {
    switch self {
    case .utf8: ["utf8", "utf8bom", "utf8sig", "cp65001", "65001"]
    case .utf16LittleEndian: ["utf16", "utf16le", "ucs2", "ucs2le", "unicode", "cp1200", "1200"]
    case .utf16BigEndian: ["utf16be", "ucs2be", "unicodefffe", "cp1201", "1201"]
    case .gb18030:
      [
        "gb18030", "gbk", "gb2312", "gb", "cp936", "ms936", "windows936", "936", "euccn",
        "cp54936", "54936", "gb180302005", "gb180302022", "国标",
      ]
    case .big5:
      [
        "big5", "cp950", "ms950", "windows950", "950", "big5hkscs", "hkscs", "big5eten", "eten",
        "cnbig5", "csbig5", "大五码", "大五碼",
      ]
    }
  }

  /// The name to print.
  package var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .gb18030: "GB18030 (GBK)"
    case .big5: "Big5 (CP950)"
    }
  }

  /// Whether reading it needs a conversion table, which ``Transcoder/init(from:faultLimit:)``
  /// takes from the system.
  var usesTable: Bool { self == .gb18030 || self == .big5 }
}
