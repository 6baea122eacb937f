import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What an XML text holds, if it is well-formed.
struct XMLSummary {
  /// An element with its attributes.
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  var elements: [Element]
  /// The character data of each element that has any, in order.
  var texts: [String]

  /// Parses a text; nil where it is not well-formed.
  init?(_ data: Data) {
    let reader = Reader()
    let parser = XMLParser(data: data)
    parser.delegate = reader
    guard parser.parse() else { return nil }
    elements = reader.elements
    texts = reader.texts
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    var texts: [String] = []
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append(Element(name: name, attributes: attributes))
      text = ""
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if !text.isEmpty { texts.append(text) }
      text = ""
    }
  }
}
