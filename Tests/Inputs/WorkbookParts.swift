/// The parts of a workbook, in order, each of which a test may replace.
package struct WorkbookParts {
  package var parts: [(name: String, content: [UInt8])] = []

  /// A workbook with the rows of one sheet.
  package init(
    rows: String = "", strings: String? = nil, styles: String? = nil, before: String = ""
  ) {
    self.init(
      sheets: [("表", Self.sheet(rows: rows, before: before))], strings: strings, styles: styles)
  }

  /// A workbook of whole sheets.
  ///
  /// - Parameters:
  ///   - sheets: Names and parts.
  ///   - strings: The items of the shared strings.
  ///   - styles: What is inside the style sheet.
  ///   - properties: Attributes of `workbookPr`.
  package init(
    sheets: [(name: String, xml: String)], strings: String? = nil, styles: String? = nil,
    properties: String = ""
  ) {
    set(
      "_rels/.rels",
      Self.relationships([("rId1", "officeDocument", "xl/workbook.xml")]))
    var targets = sheets.indices.map {
      ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
    }
    if strings != nil { targets.append(("rIdS", "sharedStrings", "sharedStrings.xml")) }
    if styles != nil { targets.append(("rIdT", "styles", "/xl/styles.xml")) }
    set("xl/_rels/workbook.xml.rels", Self.relationships(targets))
    let list = sheets.enumerated().map {
      #"<sheet name="\#($1.name)" sheetId="\#($0 + 1)" r:id="rId\#($0 + 1)"/>"#
    }
    set("xl/workbook.xml", Self.workbook(list.joined(), properties: properties))
    for (index, sheet) in sheets.enumerated() {
      set("xl/worksheets/sheet\(index + 1).xml", sheet.xml)
    }
    if let strings { set("xl/sharedStrings.xml", Self.prolog + "<sst>\(strings)</sst>") }
    if let styles { set("xl/styles.xml", Self.prolog + "<styleSheet>\(styles)</styleSheet>") }
  }

  package static let prolog = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"

  package static func sheet(rows: String, before: String = "", after: String = "") -> String {
    prolog + "<worksheet>" + before + "<sheetData>" + rows + "</sheetData>" + after + "</worksheet>"
  }

  package static func workbook(_ sheets: String, properties: String = "") -> String {
    prolog + #"<workbook xmlns:r="http://example.org/r"><workbookPr \#(properties)/>"#
      + "<sheets>\(sheets)</sheets></workbook>"
  }

  package static func relationships(_ targets: [(String, String, String)]) -> String {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return prolog + "<Relationships>"
      + targets.map { #"<Relationship Id="\#($0)" Type="\#(base)\#($1)" Target="\#($2)"/>"# }
      .joined() + "</Relationships>"
  }

  /// Adds a part, or replaces the one of the name.
  package mutating func set(_ name: String, _ content: String) {
    set(name, Array(content.utf8))
  }

  package mutating func set(_ name: String, _ content: [UInt8]) {
    if let index = parts.firstIndex(where: { $0.name == name }) {
      parts[index].content = content
    } else {
      parts.append((name, content))
    }
  }

  package mutating func remove(_ name: String) {
    parts.removeAll { $0.name == name }
  }

  package var bytes: [UInt8] {
    var zip = ZipWriter()
    for part in parts { zip.add(part.name, part.content) }
    return zip.finished()
  }
}
