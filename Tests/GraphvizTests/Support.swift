import DOT
import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A seeded generator (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// What an XML parser finds in an SVG.
final class SVG: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var titles: [String] = []
  private(set) var tips: [String] = []
  private(set) var links: [String] = []
  private(set) var identifiers: [String] = []
  private(set) var classes: [String] = []
  private(set) var viewBox = ""
  private var current = ""

  init?(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    current = ""
    if let tip = attributes["xlink:title"] { tips.append(tip) }
    if let link = attributes["xlink:href"] { links.append(link) }
    if let identifier = attributes["id"] { identifiers.append(identifier) }
    if let name = attributes["class"] { classes.append(name) }
    if let box = attributes["viewBox"] { viewBox = box }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    current += string
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { texts.append(SVG.readable(current)) }
    if name == "title" { titles.append(current) }
    current = ""
  }

  /// Text as a person reads it: Graphviz turns some spaces into no-break spaces, and U+2060 is
  /// invisible.
  static func readable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar != "\u{2060}" {
      result.append(scalar == "\u{A0}" ? " " : scalar)
    }
    return String(result)
  }
}
