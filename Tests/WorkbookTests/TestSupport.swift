import Foundation

@testable import Workbook

/// SplitMix64, seeded so that a failing case can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Writes ZIP containers (APPNOTE.TXT): stored entries, or entries deflated beforehand.
struct ZipWriter {
  private(set) var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Adds an entry.
  mutating func add(_ name: String, _ content: [UInt8], isEncrypted: Bool = false) {
    add(
      name, stored: content, method: 0, size: content.count, checksum: Self.checksum(content),
      isEncrypted: isEncrypted)
  }

  /// Adds an entry whose stored form, size and checksum are as given, true or not.
  mutating func add(
    _ name: String, stored: [UInt8], method: Int, size: Int, checksum: UInt32,
    isEncrypted: Bool = false
  ) {
    let offset = bytes.count
    var common = little(isEncrypted ? 0x0801 : 0x0800, 2) + little(method, 2)
    common += little(0, 2) + little(0x5821, 2)
    common += little(Int(checksum), 4) + little(stored.count, 4) + little(size, 4)
    common += little(name.utf8.count, 2) + little(0, 2)
    bytes += [0x50, 0x4B, 0x03, 0x04] + little(20, 2) + common + Array(name.utf8) + stored
    directory += [0x50, 0x4B, 0x01, 0x02] + little(20, 2) + little(20, 2) + common
    directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
    directory += little(offset, 4) + Array(name.utf8)
    count += 1
  }

  /// The container; `declared` is a number of entries to claim instead of the true one.
  func finished(declared: Int? = nil) -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + little(0, 4)
    end += little(declared ?? count, 2) + little(declared ?? count, 2)
    end += little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    return bytes + directory + end
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320
    }
  }

  /// The checksum of ZIP: CRC-32 as in ISO 3309.
  static func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}

func little(_ number: Int, _ size: Int) -> [UInt8] {
  (0..<size).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

/// Deflates (RFC 1951) `byte` repeated `1 + 258 * runs` times, with fixed codes: 158 : 1 at best.
func deflatedRun(of byte: UInt8, runs: Int) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(runs * 13 / 8 + 8)
  var pending = 0
  var held = 0
  func put(_ bits: [Int], _ bytes: inout [UInt8], _ pending: inout Int, _ held: inout Int) {
    for bit in bits {
      pending |= bit << held
      held += 1
      if held == 8 {
        bytes.append(UInt8(pending))
        pending = 0
        held = 0
      }
    }
  }
  // A final block with fixed codes; codes have their highest bit first.
  put([1, 1, 0], &bytes, &pending, &held)
  let literal = 0x30 + Int(byte)
  put((0..<8).reversed().map { literal >> $0 & 1 }, &bytes, &pending, &held)
  // Length 258 is symbol 285 (11000101), distance 1 is symbol 0 (00000).
  let match = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]
  for _ in 0..<runs { put(match, &bytes, &pending, &held) }
  put([0, 0, 0, 0, 0, 0, 0], &bytes, &pending, &held)
  if held > 0 { bytes.append(UInt8(pending)) }
  return bytes
}

/// The parts of a workbook, in order, each of which a test may replace.
struct WorkbookParts {
  var parts: [(name: String, content: [UInt8])] = []

  /// A workbook with the rows of one sheet.
  init(rows: String = "", strings: String? = nil, styles: String? = nil, before: String = "") {
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
  init(
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

  static let prolog = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"

  static func sheet(rows: String, before: String = "", after: String = "") -> String {
    prolog + "<worksheet>" + before + "<sheetData>" + rows + "</sheetData>" + after + "</worksheet>"
  }

  static func workbook(_ sheets: String, properties: String = "") -> String {
    prolog + #"<workbook xmlns:r="http://example.org/r"><workbookPr \#(properties)/>"#
      + "<sheets>\(sheets)</sheets></workbook>"
  }

  static func relationships(_ targets: [(String, String, String)]) -> String {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return prolog + "<Relationships>"
      + targets.map { #"<Relationship Id="\#($0)" Type="\#(base)\#($1)" Target="\#($2)"/>"# }
      .joined() + "</Relationships>"
  }

  /// Adds a part, or replaces the one of the name.
  mutating func set(_ name: String, _ content: String) {
    set(name, Array(content.utf8))
  }

  mutating func set(_ name: String, _ content: [UInt8]) {
    if let index = parts.firstIndex(where: { $0.name == name }) {
      parts[index].content = content
    } else {
      parts.append((name, content))
    }
  }

  mutating func remove(_ name: String) {
    parts.removeAll { $0.name == name }
  }

  var bytes: [UInt8] {
    var zip = ZipWriter()
    for part in parts { zip.add(part.name, part.content) }
    return zip.finished()
  }
}

/// A cell as tests compare it.
struct ReadCell: Equatable, CustomStringConvertible {
  var address: String
  var kind: CellKind
  var text: String
  var isFormula = false

  init(_ address: String, _ kind: CellKind, _ text: String, isFormula: Bool = false) {
    self.address = address
    self.kind = kind
    self.text = text
    self.isFormula = isFormula
  }

  var description: String { "\(address) \(kind) “\(text)”\(isFormula ? " =" : "")" }
}

/// All cells of a sheet.
func cells(
  _ workbook: WorkbookReader, sheet index: Int = 0
) throws(WorkbookError) -> [ReadCell] {
  var sheet = try workbook.sheet(index)
  var found: [ReadCell] = []
  while try sheet.next() {
    for cell in 0..<sheet.cellCount {
      found.append(
        ReadCell(
          CellAddress(row: sheet.row, column: sheet.column(cell)).text, sheet.kind(cell),
          sheet.string(cell), isFormula: sheet.isFormula(cell)))
    }
  }
  return found
}

/// All cells of the first sheet.
func cells(
  _ parts: WorkbookParts, limits: WorkbookLimits = WorkbookLimits()
) throws(WorkbookError) -> [ReadCell] {
  try cells(WorkbookReader(bytes: parts.bytes, limits: limits))
}

/// Reads everything a workbook has: the error, or nil.
func failure(
  _ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
) -> WorkbookError? {
  do throws(WorkbookError) {
    let workbook = try WorkbookReader(bytes: bytes, limits: limits)
    for index in workbook.sheets.indices {
      _ = try workbook.layout(ofSheet: index)
      _ = try cells(workbook, sheet: index)
    }
    return nil
  } catch {
    return error
  }
}

func failure(
  _ parts: WorkbookParts, limits: WorkbookLimits = WorkbookLimits()
) -> WorkbookError? {
  failure(parts.bytes, limits: limits)
}

/// Writes bytes to a file of its own and removes it afterwards.
func withTemporaryFile<Result>(
  _ bytes: [UInt8], _ body: (String) throws -> Result
) throws -> Result {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("workbook-\(UUID().uuidString).xlsx")
  try Data(bytes).write(to: url)
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url.path)
}
