import ChainAnalysis
import ChainMaps
import ChainModel
import ChainTables
import DOT
import Foundation
import FoundationXML
import Graphviz
import Testing

/// Where the repository's files are.
enum Places {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let example = root.appendingPathComponent("Examples/nev-chain").path
  static let sharedBooks = root.deletingLastPathComponent().appendingPathComponent(
    "shared/data/books"
  ).path
  static let hasSharedBooks = FileManager.default.fileExists(atPath: sharedBooks)
}

/// The day the example's data is of.
let exampleDay = day("2026-06-30")

/// A date that is written in a test and therefore known to be one.
func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? .earliest }

/// Draws a chain's map.
func draw(
  _ path: String, chain: Int = 0, on day: CalendarDate = exampleDay,
  _ change: (inout MapOptions) -> Void = { _ in }
) throws -> MapDocument {
  let book = try BookReader(asOf: day).read(path)
  return draw(book, chain: chain, on: day, change)
}

/// Draws a chain's map.
func draw(
  _ book: ChainBook, chain: Int = 0, on day: CalendarDate = exampleDay,
  _ change: (inout MapOptions) -> Void = { _ in }
) -> MapDocument {
  let ledger = QualityLedger(book, asOf: day)
  let profile = ChainProfile(chain: chain, in: book, ledger: ledger)
  var options = MapOptions()
  change(&options)
  let findings = ChainFindings(profile, in: book, network: SupplyNetwork(book), ledger: ledger)
  return ChainMap(
    profile, findings: findings, book: book, ledger: ledger, options: options
  ).draw()
}

/// A book written for a test, in a folder that is removed with it.
final class TemporaryBook {
  let path: String

  init(_ tables: [String: String]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "qianglian-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in tables {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    path = folder.path
  }

  /// The tables of a book with their rows in another order.
  convenience init(shuffling folder: String, seed: UInt64) throws {
    var generator = BandedLayoutTests.Generator(state: seed)
    var tables: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where name.hasSuffix(".csv") {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      var lines = text.split(separator: "\n").map(String.init)
      let header = lines.removeFirst()
      // A quoted line end would tear a row; the example has none.
      #expect(lines.allSatisfy { $0.count { $0 == "\"" }.isMultiple(of: 2) })
      lines.shuffle(using: &generator)
      tables[name] = ([header] + lines).joined(separator: "\n") + "\n"
    }
    try self.init(tables)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Compares with a file of the folder Golden, or writes it where `QIANGLIAN_GOLDEN=write` says so.
func expectGolden(_ text: String, _ name: String) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden/\(name).dot")
  if ProcessInfo.processInfo.environment["QIANGLIAN_GOLDEN"] == "write" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  #expect(text == (try String(contentsOf: file, encoding: .utf8)))
}

/// A rendered map as a reader finds it in the SVG: elements by id, each with its texts in order.
struct DrawnMap {
  /// A text with its size in points.
  struct Text {
    var string: String
    var size: Double
  }

  var texts: [String: [Text]] = [:]
  var order: [String] = []
  var tips: [String: [String]] = [:]
  var warnings: [String] = []

  /// Renders a map and reads the SVG.
  init(_ map: MapDocument) async throws {
    let rendered = try await Graphviz.shared.render(map.diagram, format: .svg, engine: .nop2)
    warnings = rendered.warnings
    let reader = SVGReader()
    let parser = XMLParser(data: rendered.data)
    parser.delegate = reader
    guard parser.parse() else { throw SVGError.malformed }
    texts = reader.texts
    order = reader.order
    tips = reader.tips
  }

  enum SVGError: Error {
    case malformed
  }

  /// The texts of an element.
  func strings(_ id: String) -> [String] { (texts[id] ?? []).map(\.string) }

  /// The ids of elements that begin so.
  func ids(_ prefix: String) -> [String] { order.filter { $0.hasPrefix(prefix) } }
}

/// What must hold of every page: legible, each box in its place with its text, no line over a box,
/// and every mark in the legend.
///
/// Not every map's lines stand for supplies that labels count: `countsSupplies` says.
func expectGoodPage(
  _ map: MapDocument, _ name: String, countsSupplies: Bool = true
) async throws -> DrawnMap {
  #expect(map.smallestText >= 6, "\(name)")
  let layout = try await Graphviz.shared.layout(map.diagram, engine: .nop2)
  #expect(layout.warnings == [], "\(name)")
  MapChecks.expectNoOverlap(layout, map, name)
  MapChecks.expectNoCrossing(layout, name)
  // A box of fixed size that is too small for its table is reported as a warning.
  let drawn = try await DrawnMap(map)
  #expect(drawn.warnings == [], "\(name)")
  #expect((drawn.texts.values.flatMap { $0 }.map(\.size).min() ?? 6) >= 6, "\(name)")
  let legend = drawn.ids("page-legend").flatMap(drawn.strings).joined(separator: " ")
  let texts = ["firm-", "region-", "more-", "problem-"].flatMap(drawn.ids).flatMap(drawn.strings)
  for sign in ["✔", "○", "!", "⊘", "★", "◆"] {
    let isDrawn = texts.contains {
      $0 == sign || $0.hasPrefix(sign + " ") || $0.hasSuffix(" " + sign)
    }
    #expect(legend.contains(sign) == isDrawn, "\(name): \(sign)")
  }
  #expect(
    legend.contains("▲") == texts.contains { $0.wholeMatch(of: /\s?▲+(?:×\d+)?/) != nil },
    "\(name): ▲")
  let dot = map.diagram.dotText
  #expect(
    (legend.contains("虚线框") || legend.contains("dashed box")) == dot.contains("STYLE=\"DASHED\""),
    "\(name): dashed box")
  #expect(
    (legend.contains("虚线箭头") || legend.contains("dashed line"))
      == dot.contains("\"style\"=\"dashed\""), "\(name): dashed line")
  let hasCounted = countsSupplies && !drawn.ids("line-").isEmpty
  #expect(
    (legend.contains("n 条") || legend.contains("number of supplies")) == hasCounted, "\(name)")
  return drawn
}

/// Gathers the texts and tips of the groups that have an id.
private final class SVGReader: NSObject, XMLParserDelegate {
  var texts: [String: [DrawnMap.Text]] = [:]
  var order: [String] = []
  var tips: [String: [String]] = [:]
  private var open: [String?] = []
  private var text: String?
  private var size = 0.0

  private var id: String? { open.last { $0 != nil } ?? nil }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if element == "g" {
      let own = attributes["id"].flatMap { $0.hasPrefix("a_") ? nil : $0 }
      open.append(own)
      if let own {
        order.append(own)
        texts[own] = []
      }
    }
    if element == "a", let id, let tip = attributes["xlink:title"] {
      tips[id, default: []].append(tip)
    }
    if element == "text" {
      text = ""
      size = attributes["font-size"].flatMap(Double.init) ?? 0
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text?.append(string)
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if element == "g" { open.removeLast() }
    if element == "text", let done = text {
      if let id { texts[id]?.append(DrawnMap.Text(string: done, size: size)) }
      text = nil
    }
  }
}

/// A plain reader of the example's tables, by other means than the program's.
struct PlainTable {
  var rows: [[String: String]]

  init(_ name: String, in folder: String = Places.example) throws {
    let text = try String(contentsOfFile: folder + "/" + name + ".csv", encoding: .utf8)
    var records: [[String]] = []
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if isQuoted {
        if character == "\"" {
          if index + 1 < characters.count, characters[index + 1] == "\"" {
            field.append("\"")
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          field.append(character)
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "," {
        fields.append(field)
        field = ""
      } else if character.isNewline {
        fields.append(field)
        records.append(fields)
        fields = []
        field = ""
      } else {
        field.append(character)
      }
      index += 1
    }
    if !fields.isEmpty || !field.isEmpty { records.append(fields + [field]) }
    let header = records.first ?? []
    rows = records.dropFirst().map { record in
      Dictionary(uniqueKeysWithValues: zip(header, record))
    }
  }
}
