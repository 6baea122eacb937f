package import DOT

/// An SVG by Graphviz as a page of its own wants it: the element alone, without titles that only
/// repeat names, without the fonts that the page's style names once, and with the clusters in the
/// order in which the drawing declares them.
///
/// Graphviz draws clusters in the order of addresses in memory (`idmap` in lib/cgraph), which may
/// differ from one run to the next.
package struct DrawnPage {
  /// The element.
  package let bytes: [UInt8]

  /// The element of a rendered drawing.
  ///
  /// - Parameters:
  ///   - svg: The drawing as Graphviz renders it.
  ///   - diagram: What was drawn.
  ///   - fontFamilies: The font families it was drawn with.
  /// - Complexity: O(length + clusters · log clusters).
  package init(svg: some Collection<UInt8>, of diagram: Diagram, fontFamilies: String) {
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
    bytes = Self.ordered(kept, by: diagram)
  }

  /// The drawing with its clusters, each a group of lines, in the order of the diagram.
  private static func ordered(_ svg: [UInt8], by diagram: Diagram) -> [UInt8] {
    var rank: [[UInt8]: Int] = [:]
    var open = Array(diagram.clusters.reversed())
    while let cluster = open.popLast() {
      let id = Diagram.elementID(cluster.name).replacing("-", with: "&#45;")
      rank[Array("<g id=\"\(id)\" class=\"cluster\">".utf8)] = rank.count
      open += cluster.clusters.reversed()
    }
    var result: [UInt8] = []
    result.reserveCapacity(svg.count)
    var blocks: [(rank: Int, lines: [UInt8])] = []
    var depth = 0
    for line in svg.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let bytes = line + [UInt8(ascii: "\n")]
      let isOpening = line.starts(with: "<g ".utf8)
      if depth == 0, let rank = isOpening ? rank[Array(line)] : nil {
        blocks.append((rank, Array(bytes)))
        depth = 1
      } else if depth > 0 {
        blocks[blocks.count - 1].lines += bytes
        if isOpening { depth += 1 }
        if line.starts(with: "</g>".utf8) { depth -= 1 }
      } else {
        if !blocks.isEmpty {
          for block in blocks.sorted(by: { $0.rank < $1.rank }) { result += block.lines }
          blocks = []
        }
        result += bytes
      }
    }
    for block in blocks { result += block.lines }
    return result
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
