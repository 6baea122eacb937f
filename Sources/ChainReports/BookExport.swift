import ChainAnalysis
public import ChainModel
import ChainTables
package import WorkbookOutput

/// A book as files other programs read: a workbook, a folder of CSV, GraphML, JSON.
///
/// An edition for a scope holds what its audience may see (``BookScope``), says whom it is for, and,
/// for the public, has counts in place of findings.
public struct BookExport: Sendable {
  private let book: ChainBook
  private let scope: BookScope?
  private let edition: Edition?

  /// An export of a whole book.
  ///
  /// - Parameter book: The book.
  public init(_ book: ChainBook) {
    self.book = book
    scope = nil
    edition = nil
  }

  /// An edition of a book.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - scope: What is shown.
  ///   - asOf: The day at which problems count as open.
  ///   - language: The language of the notice and the remarks.
  /// - Complexity: O(rows).
  public init(
    _ book: ChainBook, scope: BookScope, asOf: CalendarDate, in language: Language = .chinese
  ) {
    self.book = book
    self.scope = scope
    edition = Edition(book, scope: scope, asOf: asOf, in: language)
  }

  private var writer: BookWriter { BookWriter(book, scope: scope) }

  /// The tables as CSV files, by table key; an edition has a file of remarks too.
  ///
  /// - Complexity: O(cells).
  public func csvFiles() -> [(name: String, bytes: [UInt8])] { writer.csvFiles(edition?.notes) }

  /// The tables as a workbook (.xlsx), a sheet for each table that has rows.
  ///
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError`, where a table has more rows than a sheet holds, or temporary
  ///   files can't be written.
  /// - Complexity: O(cells).
  package func workbook() throws(WorkbookOutputError) -> WorkbookWriter.Output {
    try BookWorkbook(book, scope: scope, notes: edition?.notes).write()
  }

  /// The book as JSON, schema `qianglian.book/1`: a list of rows for each table, ids resolved,
  /// amounts in 万元, shares as fractions of 1, dates by ISO 8601, each row with its sources.
  ///
  /// An edition has the keys `scope`, `notice` and `asOf` besides, and none for what it hides.
  /// - Complexity: O(cells).
  public func json() -> String {
    let writer = writer
    var tables = JSONTables(book: book, writer: writer)
    BookTables.visit(book, &tables)
    return JSONValue.object(
      [("schema", .string("qianglian.book/1"))] + (edition?.json ?? [])
        + [("dataNotices", .array(writer.dataNotices.map(JSONValue.string)))] + tables.tables
        + (edition?.problemCounts ?? [])
    ).text
  }

  private struct JSONTables: BookTables.Visitor {
    let book: ChainBook
    let writer: BookWriter
    var tables: [(key: String, value: JSONValue)] = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      guard let shown = writer.table(rows) else { return }
      let list = shown.positions.map { position -> JSONValue in
        let row = rows[position]
        var members: [(key: String, value: JSONValue)] = []
        if let firm = row as? Firm { members.append(("id", .string(book.text[firm.id]))) }
        for field in shown.fields { members.append((field.key, value(field, row))) }
        let extras = writer.extras(of: row, at: position)
        if !extras.isEmpty {
          let cells = extras.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
          members.append(("extras", .object(cells.map { ($0.key, .string($0.value)) })))
        }
        if let origins = writer.origins(of: row, at: position) {
          members.append(("sources", sources(origins)))
        }
        return .object(members)
      }
      tables.append((Row.table.rawValue, .array(list)))
    }

    private func value<Row: TableRow>(_ field: Field<Row>, _ row: Row) -> JSONValue {
      switch field.content {
      case .number(let place, _), .share(let place):
        return row[keyPath: place].value.map(JSONValue.number) ?? .null
      case .flag(let place): return row[keyPath: place].map(JSONValue.bool) ?? .null
      case .texts, .firms, .segments, .problems, .regions:
        return .array(writer.values(field, row).map(JSONValue.string))
      default:
        return .optional(writer.values(field, row).first)
      }
    }

    private func sources(_ origins: [RowOrigin]) -> JSONValue {
      .array(
        origins.map { origin in
          let sheet = book.sources[Int(origin.source)]
          return .object([
            ("file", .string(sheet.file)), ("sheet", .optional(sheet.sheet)),
            ("row", .integer(Int(origin.row))),
          ])
        })
    }
  }

  /// The firms and supplies as GraphML, for graph programs.
  ///
  /// Nodes are firms with id, name, region, industry, size and roles; edges run from supplier to
  /// customer, one for each product, with amount in 万元, share as a fraction and product.
  /// - SeeAlso: The GraphML Primer, http://graphml.graphdrawing.org/primer/graphml-primer.html
  /// - Complexity: O(firms + supplies).
  public func graphML() -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns"\
       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
       xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns\
       http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

      """
    let nodeKeys = ["name", "region", "industry", "size", "segments", "roles"]
    for key in nodeKeys {
      text += "  <key id=\"\(key)\" for=\"node\" attr.name=\"\(key)\" attr.type=\"string\"/>\n"
    }
    for (key, type) in [("product", "string"), ("amount", "double"), ("share", "double")] {
      text += "  <key id=\"\(key)\" for=\"edge\" attr.name=\"\(key)\" attr.type=\"\(type)\"/>\n"
    }
    text += "  <graph id=\"supplies\" edgedefault=\"directed\">\n"
    let writer = writer
    let notices = (edition.map { [$0.notes.notice] } ?? []) + writer.dataNotices
    for notice in notices { text += "    <desc>\(Self.escaped(notice))</desc>\n" }
    let nodes = GraphNodes(book: book, writer: writer)
    for index in writer.table(book.firms)?.positions ?? [] { text += nodes.node(index) }
    if let supplies = writer.table(book.supplies) {
      for position in supplies.positions {
        text += edge(book.supplies[position], supplies.fields, writer)
      }
    }
    text += "  </graph>\n</graphml>\n"
    return text
  }

  private func edge(_ supply: Supply, _ fields: [Field<Supply>], _ writer: BookWriter) -> String {
    guard let supplier = supply.supplier.index, let customer = supply.customer.index else {
      return ""
    }
    var data = ""
    for (key, field) in ["product", "amount", "share"].compactMap({ key in
      fields.first { $0.key == key }.map { (key, $0) }
    }) {
      let text: String?
      switch field.content {
      case .number(let place, _), .share(let place):
        text = supply[keyPath: place].value.map { DecimalText.shortest($0) }
      default: text = writer.values(field, supply).first
      }
      if let text { data += "<data key=\"\(key)\">\(Self.escaped(text))</data>" }
    }
    let from = Self.escaped(book.text[book.firms[supplier].id])
    let to = Self.escaped(book.text[book.firms[customer].id])
    return "    <edge source=\"\(from)\" target=\"\(to)\">\(data)</edge>\n"
  }

  /// Writes firms as nodes, with what is shown of them.
  private struct GraphNodes {
    let book: ChainBook
    let writer: BookWriter
    private let firmFields: [Field<Firm>]
    private let memberFields: Set<String>
    private let segmentNames: Field<Segment>?
    private let regionNames: Field<Region>?

    init(book: ChainBook, writer: BookWriter) {
      self.book = book
      self.writer = writer
      firmFields = writer.table(book.firms)?.fields ?? []
      memberFields = Set((writer.table(book.members)?.fields ?? []).map(\.key))
      segmentNames = writer.table(book.segments)?.fields.first { $0.key == "name" }
      regionNames = writer.table(book.regions)?.fields.first { $0.key == "name" }
    }

    func node(_ index: Int) -> String {
      let firm = book.firms[index]
      let members = book.membershipsOfFirm[index].map { book.members[$0] }
      var values: [(String, String)] = []
      for key in ["name", "region", "industry", "size"] {
        guard let field = firmFields.first(where: { $0.key == key }) else { continue }
        if key == "region" {
          // The name, even where several regions bear it.
          values.append((key, firm.region.index.flatMap(regionName) ?? ""))
        } else {
          values.append((key, writer.values(field, firm).first ?? ""))
        }
      }
      if memberFields.contains("segment"), let segmentNames {
        let names = members.compactMap(\.segment.index)
          .flatMap { writer.values(segmentNames, book.segments[$0]) }
        values.append(("segments", names.joined(separator: "；")))
      }
      if memberFields.contains("role") {
        let roles = Set(members.compactMap(\.role)).sorted().map(\.chinese)
        values.append(("roles", roles.joined(separator: "；")))
      }
      let data = values.filter { !$0.1.isEmpty }
        .map { "<data key=\"\($0.0)\">\(BookExport.escaped($0.1))</data>" }.joined()
      return "    <node id=\"\(BookExport.escaped(book.text[firm.id]))\">\(data)</node>\n"
    }

    private func regionName(_ region: Int) -> String? {
      regionNames.flatMap { writer.values($0, book.regions[region]).first }
    }
  }

  /// Text for XML: markup escaped, characters that XML 1.0 forbids replaced.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t": escaped += "&#9;"
      case "\n": escaped += "&#10;"
      case "\r": escaped += "&#13;"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
