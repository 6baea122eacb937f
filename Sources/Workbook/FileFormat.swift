/// What a file is by its first bytes, whatever its name says.
enum FileFormat: Equatable {
  case zip
  case encrypted
  case legacy
  case html
  case xml
  case openDocument
  case text
  case other
  case empty

  /// Recognises a file.
  ///
  /// - Complexity: O(1); O(bytes / 128) for an OLE2 container, whose directory may lie anywhere.
  init(_ bytes: UnsafeRawBufferPointer) {
    if bytes.isEmpty {
      self = .empty
    } else if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
      || bytes.starts(with: [0x50, 0x4B, 0x07, 0x08])
    {
      self = .zip
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = Self.compoundFormat(bytes)
    } else if Self.isBareRecordStream(bytes) {
      self = .legacy
    } else {
      self = Self.textFormat(bytes)
    }
  }

  /// Excel 2–4 wrote a stream of records without a container, opened by a BOF record.
  private static func isBareRecordStream(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count >= 4 && bytes[0] == 0x09 && [0x00, 0x02, 0x04, 0x08].contains(bytes[1])
      && (4...16).contains(bytes[2]) && bytes[3] == 0
  }

  /// The kind of OLE2 container ([MS-CFB]) by the streams it names.
  private static func compoundFormat(_ bytes: UnsafeRawBufferPointer) -> FileFormat {
    if hasStream("EncryptedPackage", bytes) { return .encrypted }
    if hasStream("Workbook", bytes) || hasStream("Book", bytes) { return .legacy }
    if hasStream("WordDocument", bytes) || hasStream("PowerPoint Document", bytes) {
      return .other
    }
    return .legacy
  }

  /// Whether a directory entry ([MS-CFB] 2.6.1) names a stream.
  ///
  /// Entries are 128 bytes and aligned to them. Looking at every place such an entry can have,
  /// instead of following the chain of sectors, also serves a container that is cut or damaged.
  private static func hasStream(_ name: StaticString, _ bytes: UnsafeRawBufferPointer) -> Bool {
    let length = name.utf8CodeUnitCount
    var entry = 512
    while entry + 128 <= bytes.count {
      if bytes[entry + 66] == 2, Int(bytes[entry + 64]) == length * 2 + 2, bytes[entry + 65] == 0 {
        var index = 0
        while index < length, bytes[entry + index * 2] == name.utf8Start[index],
          bytes[entry + index * 2 + 1] == 0
        {
          index += 1
        }
        if index == length { return true }
      }
      entry += 128
    }
    return false
  }

  private static func textFormat(_ bytes: UnsafeRawBufferPointer) -> FileFormat {
    var head = bytes.prefix(4096)
    let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    if isWide { head = head.dropFirst(2) }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    // UTF-16 without its zero bytes is enough of ASCII to know the markup by.
    let letters = head.filter { $0 != 0 }
    let controls = letters.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
    let zeros = head.count - letters.count
    if letters.isEmpty { return .other }
    // With a byte order mark any byte may be half of a character.
    if !isWide, controls > 0 || zeros * 2 > head.count + 2 { return .other }
    let text = String(decoding: letters, as: UTF8.self).lowercased()
      .drop { $0.isWhitespace }
    if text.hasPrefix("<") {
      let isPage = ["<html", "<table", "<!doctype html", "<meta", "<body"]
        .contains { text.contains($0) }
      // XHTML begins as XML, and an XML spreadsheet may hold such words only further inside.
      if isPage && !text.contains("urn:schemas-microsoft-com:office:spreadsheet\"") {
        return .html
      }
      if text.contains("<office:document") { return .openDocument }
      if text.hasPrefix("<?xml") || text.contains("<workbook") { return .xml }
      return text.hasPrefix("<!--") || text.hasPrefix("<div") ? .html : .xml
    }
    if text.hasPrefix("mime-version:") { return .html }
    if text.hasPrefix("%pdf") || text.hasPrefix("{\\rtf") { return .other }
    return .text
  }
}
