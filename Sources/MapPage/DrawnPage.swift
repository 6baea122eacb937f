/// An SVG by Graphviz as a page of its own wants it: the element alone, without titles that only
/// repeat names, and without the fonts that the page's style names once.
struct DrawnPage {
  let bytes: [UInt8]

  /// - Complexity: O(length).
  init(svg: some Collection<UInt8>, fontFamilies: String) {
    let all = Array(svg)
    let font = Array(" font-family=\"\(fontFamilies)\"".utf8)
    var kept: [UInt8] = []
    kept.reserveCapacity(all.count)
    // The prolog names a document type on the net, which nobody must fetch.
    var place = Self.next("<svg".utf8, in: all, from: 0) ?? all.count
    while place < all.count {
      let byte = all[place]
      if byte == UInt8(ascii: "<") {
        if Self.matches("<title>".utf8, in: all, at: place) {
          place = Self.end(of: "</title>\n".utf8, in: all, from: place)
          continue
        }
        if Self.matches("<!--".utf8, in: all, at: place) {
          place = Self.end(of: "-->\n".utf8, in: all, from: place)
          continue
        }
      } else if byte == UInt8(ascii: " "), Self.matches(font, in: all, at: place) {
        place += font.count
        continue
      }
      kept.append(byte)
      place += 1
    }
    bytes = kept
  }

  private static func matches(
    _ text: some Collection<UInt8>, in bytes: [UInt8], at place: Int
  ) -> Bool {
    var index = place
    for byte in text {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  private static func next(
    _ text: some Collection<UInt8>, in bytes: [UInt8], from start: Int
  ) -> Int? {
    var place = start
    while place < bytes.count {
      if bytes[place] == text.first, matches(text, in: bytes, at: place) { return place }
      place += 1
    }
    return nil
  }

  private static func end(
    of text: some Collection<UInt8>, in bytes: [UInt8], from start: Int
  ) -> Int {
    next(text, in: bytes, from: start).map { $0 + text.count } ?? bytes.count
  }
}
