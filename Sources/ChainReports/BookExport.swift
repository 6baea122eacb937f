public import ChainModel
import ChainTables
package import WorkbookOutput

/// A book as files other programs read: a workbook, a folder of CSV, GraphML, JSON.
public struct BookExport: Sendable {
  private let book: ChainBook

  /// An export of a book.
  ///
  /// - Parameter book: The book.
  public init(_ book: ChainBook) {
    self.book = book
  }

  /// The tables as CSV files, by table key.
  ///
  /// - Complexity: O(cells).
  public func csvFiles() -> [(name: String, bytes: [UInt8])] { BookWriter(book).csvFiles() }

  /// The tables as a workbook (.xlsx), a sheet for each table that has rows.
  ///
  /// - Returns: The file's bytes, and which cells aren't in it whole.
  /// - Throws: `WorkbookOutputError`, where a table has more rows than a sheet holds, or temporary
  ///   files can't be written.
  /// - Complexity: O(cells).
  package func workbook() throws(WorkbookOutputError) -> WorkbookWriter.Output {
    try BookWorkbook(book).write()
  }

  /// The book as JSON, schema `qianglian.book/1`: a list of rows for each table, ids resolved,
  /// amounts in 万元, shares as fractions of 1, dates by ISO 8601, each row with its sources.
  ///
  /// - Complexity: O(cells).
  public func json() -> String {
    var tables = JSONTables(book: book, writer: BookWriter(book))
    BookTables.visit(book, &tables)
    return JSONValue.object(
      [
        ("schema", .string("qianglian.book/1")),
        ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      ] + tables.tables
    ).text
  }

  private struct JSONTables: BookTables.Visitor {
    let book: ChainBook
    let writer: BookWriter
    var tables: [(key: String, value: JSONValue)] = []

    mutating func visit<Row: TableRow>(_ rows: [Row]) {
      let fields = Row.fields
      let list = rows.enumerated().map { position, row -> JSONValue in
        var members: [(key: String, value: JSONValue)] = []
        if let firm = row as? Firm { members.append(("id", .string(book.text[firm.id]))) }
        for field in fields { members.append((field.key, value(field, row))) }
        let extras = writer.extras(of: row, at: position)
        if !extras.isEmpty {
          let cells = extras.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
          members.append(("extras", .object(cells.map { ($0.key, .string($0.value)) })))
        }
        members.append(("sources", sources(row, at: position)))
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

    private func sources<Row: TableRow>(_ row: Row, at position: Int) -> JSONValue {
      .array(
        book.origins(Row.table, position, own: row.origin).map { origin in
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
    for notice in book.dataNotices { text += "    <desc>\(Self.escaped(notice))</desc>\n" }
    for index in book.firms.indices { text += node(index) }
    for supply in book.supplies { text += edge(supply) }
    text += "  </graph>\n</graphml>\n"
    return text
  }

  private func node(_ index: Int) -> String {
    let firm = book.firms[index]
    let members = book.membershipsOfFirm[index].map { book.members[$0] }
    let segments = members.compactMap(\.segment.index).map { book.text[book.segments[$0].name] }
    let roles = Set(members.compactMap(\.role)).sorted().map(\.chinese)
    let values: [(String, String)] = [
      ("name", book.text[firm.name]),
      ("region", firm.region.index.map { book.text[book.regions[$0].name] } ?? ""),
      ("industry", book.text[firm.industry]), ("size", firm.declaredSize?.chinese ?? ""),
      ("segments", segments.joined(separator: "；")), ("roles", roles.joined(separator: "；")),
    ]
    let data = values.filter { !$0.1.isEmpty }
      .map { "<data key=\"\($0.0)\">\(Self.escaped($0.1))</data>" }.joined()
    return "    <node id=\"\(Self.escaped(book.text[firm.id]))\">\(data)</node>\n"
  }

  private func edge(_ supply: Supply) -> String {
    guard let supplier = supply.supplier.index, let customer = supply.customer.index else {
      return ""
    }
    var data = ""
    let product = book.text[supply.product]
    if !product.isEmpty { data += "<data key=\"product\">\(Self.escaped(product))</data>" }
    if let amount = supply.amount.value {
      data += "<data key=\"amount\">\(DecimalText.shortest(amount))</data>"
    }
    if let share = supply.share.value {
      data += "<data key=\"share\">\(DecimalText.shortest(share))</data>"
    }
    let from = Self.escaped(book.text[book.firms[supplier].id])
    let to = Self.escaped(book.text[book.firms[customer].id])
    return "    <edge source=\"\(from)\" target=\"\(to)\">\(data)</edge>\n"
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
