import ChainModel
import SheetText
import Workbook

/// What stands around the data of a sheet: its header, units, captions and where the rows begin.
struct SheetFrame {
  /// How many rows are looked at to find the header.
  static let sampleRows = 60

  /// The name of each column, from the sheet's first; blank where a column has none.
  var headers: [String]
  /// The unit noted for each column outside of its name.
  var units: [String?]
  /// The units noted for the whole sheet.
  var sheetUnits: [String]
  /// The last row of the header, as a spreadsheet numbers it.
  var headerRow: Int
  /// The first row of data.
  var dataStart: Int
  /// The cells of the header that stand for several, columns or rows, as merged cells would show.
  var spans: [CellRange]
  /// Who handed the sheet in, where a caption says so.
  var reporter: Caption?
  /// When the sheet was handed in, where a caption says so.
  var reportedOn: Caption?
  /// The region the sheet is about, where a caption says so.
  var region: Caption?
  /// The chain the sheet is about, where a caption says so.
  var chain: Caption?
  /// What was passed over to find the header; nil where the header is simply the first row.
  var remark: Bilingual?
  /// Lone texts above the header, compact, such as the title.
  var preamble: Set<String>

  /// A cell above the header that says something of all rows.
  struct Caption {
    var row: Int
    var column: Int
    var value: String
  }

  /// Finds the frame of a sheet; nil where there is no row that could be a header.
  ///
  /// - Parameters:
  ///   - rows: The first rows, the first of them at `firstRow`, blank ones included.
  ///   - firstRow: The number of the first row.
  ///   - merges: The merged regions; nil where the file does not tell them.
  ///   - isKnown: How well a name is known as a header; 0 is unknown.
  init?(
    rows: [[String]], firstRow: Int, merges: [CellRange]?,
    isKnown: (String) -> Int = KnownHeaders.score
  ) {
    let regions = merges?.compactMap { merge -> CellMerge? in
      guard merge.lastRow >= firstRow, merge.firstRow < firstRow + rows.count else { return nil }
      return CellMerge(
        rows: max(0, merge.firstRow - firstRow)...(merge.lastRow - firstRow),
        columns: merge.firstColumn...merge.lastColumn)
    }
    guard
      let header = HeaderFinder.find(
        in: rows, merges: regions, isKnownHeader: isKnown)
    else { return nil }
    let width = (header.columns.last?.index ?? -1) + 1
    headers = [String](repeating: "", count: width)
    units = [String?](repeating: nil, count: width)
    for column in header.columns {
      headers[column.index] = column.name
      units[column.index] = column.unit
    }
    sheetUnits = header.sheetUnits
    headerRow = header.rows.upperBound + firstRow
    dataStart = header.dataStart + firstRow
    spans = header.spans.map {
      CellRange(
        rows: ($0.rows.lowerBound + firstRow, $0.rows.upperBound + firstRow),
        columns: ($0.columns.lowerBound, $0.columns.upperBound))
    }
    for caption in header.captions {
      let found = Caption(
        row: caption.row + firstRow, column: caption.column, value: caption.value)
      switch caption.label.filter({ !"()（）".contains($0) }) {
      case "填报单位", "填表单位", "报送单位", "上报单位", "调研单位", "制表单位", "单位", "填报单位盖章",
        "填表单位盖章", "报送单位盖章", "单位盖章", "填报单位公章", "单位公章":
        // 人员单位：人 is a unit and no sender.
        if reporter == nil, found.value.count > 2 { reporter = found }
      case "填报日期", "填表日期", "报送日期", "制表日期", "填报时间", "上报日期":
        if reportedOn == nil { reportedOn = found }
      case "填报县区", "县区", "县市、区", "地区", "所属区域", "区域":
        if region == nil { region = found }
      case "产业链", "产业链名称", "所属产业链":
        if chain == nil { chain = found }
      default: break
      }
    }
    remark = Self.remark(header, firstRow: firstRow)
    preamble = Set(
      rows.prefix(header.rows.lowerBound).compactMap { row in
        let filled = row.map { CellFolding.compact($0) }.filter { !$0.isEmpty }
        return filled.count == 1 ? filled[0] : nil
      })
  }

  private static func remark(_ header: SheetHeader, firstRow: Int) -> Bilingual? {
    var chinese: [String] = []
    var english: [String] = []
    for remark in header.remarks {
      switch remark {
      case .knownHeaders: continue
      case .guessedByShape where header.rows.lowerBound == 0: continue
      default:
        let shifted = remark.shifted(by: firstRow - 1)
        chinese.append(shifted.chinese)
        english.append(shifted.english)
      }
    }
    guard !chinese.isEmpty else { return nil }
    return Bilingual(chinese.joined(separator: "；"), english.joined(separator: "; "))
  }
}

/// The headers that some table knows.
enum KnownHeaders {
  /// 2 for a column's own name, 1 for another name of it, 0 where no table knows the header.
  static func score(of header: String) -> Int {
    let name = TextFolding.foldedHeader(header).name
    if ordinals.contains(name) { return 1 }
    return scores[name] ?? 0
  }

  /// Headers of columns that only number the rows.
  private static let ordinals: Set<String> = ["序号", "no", "no.", "№"]

  private static let scores: [String: Int] = {
    var scores: [String: Int] = [:]
    func learn(_ name: String, _ score: Int) {
      let key = TextFolding.foldedHeader(name).name
      scores[key] = max(scores[key] ?? 0, score)
    }
    func learn<Row: TableRow>(_: Row.Type) {
      for field in Row.fields {
        learn(field.header, 2)
        for alias in field.aliases { learn(alias, 1) }
        learn(field.key, 1)
      }
    }
    for table in TableKind.allCases { learn(table.rowType) }
    for column in SurveyColumn.all {
      for (position, name) in column.names.enumerated() { learn(name, position == 0 ? 2 : 1) }
    }
    return scores
  }()
}
