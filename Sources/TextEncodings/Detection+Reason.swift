extension Detection {
  /// What decided for an encoding.
  package enum Reason: Equatable, Sendable {
    /// The file holds nothing.
    case empty
    /// A byte order mark.
    case byteOrderMark(TextEncoding)
    /// The byte order mark of UTF-32, which isn't read.
    case utf32Mark
    /// NUL bytes or the start of a known binary format.
    case binary
    /// Only ASCII, which is the same in every encoding but UTF-16.
    case ascii
    /// Every byte is well-formed UTF-8, with this many characters beyond ASCII.
    case wellFormedUTF8(characters: Int)
    /// Bytes in pairs as UTF-16 writes them, such as NUL bytes in every other place.
    case utf16Shape(TextEncoding)
    /// The characters read in this encoding are the likeliest; `utf8Fault` is the line of the first
    /// place that isn't UTF-8 (nil: the text is UTF-8 by chance, too).
    case evidence(chosen: TextEvidence, other: TextEvidence, utf8FaultLine: Int?)
    /// As ``evidence(chosen:other:utf8FaultLine:)``, but no encoding gives plausible Chinese text.
    case weakEvidence(chosen: TextEvidence, other: TextEvidence, utf8FaultLine: Int?)

    /// The sentence in Chinese.
    package var chinese: String {
      switch self {
      case .empty: "文件是空的"
      case .byteOrderMark(let encoding): "文件开头有 \(encoding.title) 的字节顺序标记"
      case .utf32Mark: "文件开头有 UTF-32 的字节顺序标记，不支持这种编码，请另存为 UTF-8"
      case .binary: "不是文本文件（含空字节或为其他格式）"
      case .ascii: "只有 ASCII 字符，在各种编码下都一样，按 UTF-8 读取"
      case .wellFormedUTF8(let characters): "全文是合法的 UTF-8（非 ASCII 字符 \(characters) 个）"
      case .utf16Shape(let encoding):
        "没有字节顺序标记，但字节成对排列，符合 \(encoding.title) 的形态，按 \(encoding.title) 读取"
      case .evidence(let chosen, let other, let line):
        Self.chineseStart(line) + "；" + Self.chinese(chosen) + "，" + Self.chinese(other)
          + "，因此按 \(chosen.encoding.title) 读取"
      case .weakEvidence(let chosen, let other, let line):
        Self.chineseStart(line) + "；" + Self.chinese(chosen) + "，" + Self.chinese(other)
          + "，都不像通常的中文，暂按 \(chosen.encoding.title) 读取，如有乱码请用 --encoding 指定编码"
      }
    }

    /// The sentence in English.
    package var english: String {
      switch self {
      case .empty: "the file is empty"
      case .byteOrderMark(let encoding):
        "the file starts with the byte order mark of \(encoding.title)"
      case .utf32Mark:
        "the file starts with the byte order mark of UTF-32, which isn't supported; save it as UTF-8"
      case .binary: "not a text file (NUL bytes or another format)"
      case .ascii: "only ASCII characters, the same in every encoding; read as UTF-8"
      case .wellFormedUTF8(let characters):
        "all of it is well-formed UTF-8 (\(characters) characters beyond ASCII)"
      case .utf16Shape(let encoding):
        "no byte order mark, but bytes in pairs as \(encoding.title) writes them; "
          + "read as \(encoding.title)"
      case .evidence(let chosen, let other, let line):
        Self.englishStart(line) + "; " + Self.english(chosen) + ", " + Self.english(other)
          + "; therefore read as \(chosen.encoding.title)"
      case .weakEvidence(let chosen, let other, let line):
        Self.englishStart(line) + "; " + Self.english(chosen) + ", " + Self.english(other)
          + "; neither looks like ordinary Chinese; read as \(chosen.encoding.title) for now, "
          + "name the encoding with --encoding if it comes out garbled"
      }
    }

    private static func chineseStart(_ line: Int?) -> String {
      guard let line else { return "没有字节顺序标记，字节虽也合乎 UTF-8，但读出的字不成文" }
      return "没有字节顺序标记，第 \(line) 行起不是合法的 UTF-8"
    }

    private static func englishStart(_ line: Int?) -> String {
      guard let line else {
        return
          "no byte order mark; well-formed UTF-8 by chance, but of characters that make no text"
      }
      return "no byte order mark, and not UTF-8 from line \(line) on"
    }

    private static func chinese(_ evidence: TextEvidence) -> String {
      "按 \(evidence.encoding.title) 读得 \(evidence.characters) 字（常用 \(evidence.common)、"
        + "生僻 \(evidence.rare)、非法 \(evidence.illegal)）"
    }

    private static func english(_ evidence: TextEvidence) -> String {
      "as \(evidence.encoding.title) \(evidence.characters) characters (\(evidence.common) common, "
        + "\(evidence.rare) rare, \(evidence.illegal) illegal)"
    }
  }
}
