import ChainModel
package import WorkbookOutput

/// The survey workbook (调研摸底表) that is sent out to be filled in.
///
/// Filled in, it is a book that can be read: one row a firm, with drop-down lists for what is chosen
/// from a vocabulary, a sheet that says how to fill in each column, and the problem library to take
/// names of problems from.
package struct SurveyTemplate {
  /// The empty rows that are ready to be filled in.
  package static let emptyRows = 500

  /// The name of the sheet to fill in.
  package static let sheetName = "调研摸底表"
  /// The name of the sheet with the instructions.
  package static let guideName = "填报说明"

  private let regions: [String]
  /// The region that the example is in: the one with most firms.
  private let usualRegion: String?
  private let chains: [String]
  private let segments: [String]
  /// The problem library: the cells of each problem, in the order of its table's columns.
  private let problems: [[String]]

  /// A template without a book: chains, segments and regions are typed freely.
  package init() {
    regions = []
    usualRegion = nil
    chains = []
    segments = []
    problems = Self.starterProblems
  }

  /// The starter library, for books that have none of their own.
  private static var starterProblems: [[String]] {
    StarterLibrary.problems.map { problem in
      [
        problem.id, problem.name, problem.synonyms.joined(separator: "；"), problem.manifestation,
        problem.aspect.chinese, problem.dimension.chinese, problem.cause.chinese,
        problem.severity.chinese, problem.pain?.chinese ?? "",
      ]
    }
  }

  /// A template whose lists and problem library are those of a book.
  ///
  /// - Parameter book: The book.
  /// - Complexity: O(regions + chains + segments + problems).
  package init(book: ChainBook) {
    let names = Self.regionNames(book)
    regions = Self.unique(names.map(\.name))
    var firms = [Int](repeating: 0, count: book.regions.count)
    for firm in book.firms {
      if let region = firm.region.index { firms[region] += 1 }
    }
    // Of equals the first, in the order of codes.
    usualRegion =
      names.reduce(nil as (name: String, index: Int)?) { best, next in
        guard let best, firms[best.index] >= firms[next.index] else { return next }
        return best
      }?.name
    chains = Self.unique(book.chains.map { book.text[$0.name.isEmpty ? $0.id : $0.name] })
    segments = Self.unique(book.segments.map { book.text[$0.name.isEmpty ? $0.id : $0.name] })
    let writer = BookWriter(book)
    // A problem that only a finding names is no entry of the library.
    let own = book.problems.filter { $0.origin != .created }.map { problem in
      Problem.columns.map { writer.values($0, problem).joined(separator: "；") }
    }
    problems = own.isEmpty ? Self.starterProblems : own
  }

  /// Regions that hold no other region, by name; by code where the name is not clear.
  private static func regionNames(_ book: ChainBook) -> [(name: String, index: Int)] {
    let parents = Set(book.regions.compactMap(\.parent.index))
    let counts = Dictionary(book.regions.map { ($0.name, 1) }, uniquingKeysWith: +)
    return book.regions.indices.filter { !parents.contains($0) }.map { index in
      let region = book.regions[index]
      let isClear = !region.name.isEmpty && counts[region.name] == 1
      return (book.text[isClear ? region.name : region.code], index)
    }
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// Writes the workbook.
  ///
  /// - Parameter rows: Rows that are filled in already, cell by cell; they take the place of the
  ///   first empty ones.
  /// - Returns: The file's bytes.
  /// - Throws: `WorkbookOutputError`, where temporary files can't be written.
  /// - Complexity: O(rows + problems).
  package func write(
    rows: [[OutputCell.Value]] = []
  ) throws(WorkbookOutputError) -> WorkbookWriter.Output {
    var output = try WorkbookWriter(title: "产业链质量状况调研摸底表")
    try writeSurvey(rows, to: &output)
    try writeGuide(to: &output)
    if !problems.isEmpty { try writeProblems(to: &output) }
    return try output.finish()
  }

  // MARK: - The sheet to fill in

  private static let columns = SurveyTemplateColumn.all
  private static let headerRow = 3
  private static let exampleRow = 4

  private static let title = CellStyle().with {
    $0.font = "黑体"
    $0.size = 18
    $0.horizontal = .center
    $0.vertical = .center
  }

  private static let caption = CellStyle().with {
    $0.size = 12
    $0.horizontal = .left
    $0.vertical = .center
    $0.numberFormat = "@"
  }

  private func writeSurvey(
    _ rows: [[OutputCell.Value]], to output: inout WorkbookWriter
  ) throws(WorkbookOutputError) {
    let columns = Self.columns
    let last = columns.count - 1
    var settings = SheetSettings(Self.sheetName)
    settings.columns = columns.map { .init(.fixed($0.width), style: Self.plainStyle($0)) }
    settings.frozenRows = Self.headerRow
    settings.frozenColumns = 2
    settings.tabColor = SheetColor(0x2F75B5)
    settings.page = SheetTheme.page(repeating: Self.headerRow...Self.headerRow)
    try output.beginSheet(settings)

    // Titles and captions lie over the columns in view, where a clerk sees them without scrolling.
    try output.append(
      [.text("产业链质量状况调研摸底表", style: Self.title)]
        + [OutputCell](repeating: OutputCell(.blank, style: Self.title), count: last), height: 34)
    try output.merge(CellBlock(rows: 1...1, columns: 0...11))
    var captions = [OutputCell](repeating: OutputCell(.blank, style: Self.caption), count: last + 1)
    captions[0] = .text("填报单位：", style: Self.caption)
    captions[3] = .text("填报日期：", style: Self.caption)
    captions[6] = .text(
      "带 * 的列必填。各列怎么填见“\(Self.guideName)”。示例行可留可删，读取时自动跳过。",
      style: Self.caption.with { $0.color = SheetColor(0x7F7F7F) })
    try output.append(captions, height: 24)
    try output.merge(CellBlock(rows: 2...2, columns: 0...2))
    try output.merge(CellBlock(rows: 2...2, columns: 3...5))
    try output.merge(CellBlock(rows: 2...2, columns: 6...13))

    try output.append(
      columns.map {
        .text($0.header, style: $0.isRequired ? SheetTheme.requiredHeader : SheetTheme.header)
      },
      height: 36)
    try output.append(
      columns.map { column in
        let style = Self.style(column).with {
          $0.color = SheetColor(0x7F7F7F)
          $0.isItalic = true
          $0.fill = SheetColor(0xFFF2CC)
        }
        return OutputCell(Self.exampleValue(column, example(column)), style: style)
      },
      notes: [CellNote(column: 1, text: "这一行是示例，读取时自动跳过，可留可删。", author: "强链")])
    let styles = columns.map { Self.style($0) }
    for row in rows {
      try output.append(zip(row, styles).map { OutputCell($0, style: $1) })
    }
    let blank = styles.map { OutputCell(.blank, style: $0) }
    for _ in 0..<max(0, Self.emptyRows - rows.count) { try output.append(blank) }
    for (column, definition) in columns.enumerated() {
      guard let list = dropDown(definition) else { continue }
      try output.addDropDown(
        list,
        to: CellBlock(
          rows: Self.exampleRow...Self.exampleRow + max(Self.emptyRows, rows.count),
          columns: column...column))
    }
  }

  /// The looks of a column below the rows that are ready.
  private static func plainStyle(_ column: SurveyTemplateColumn) -> CellStyle {
    let style: CellStyle
    switch column.form {
    case .text, .longText, .entry: style = SheetTheme.text
    case .number: style = SheetTheme.number
    case .date: style = SheetTheme.date
    case .word: style = SheetTheme.word
    }
    return style.with { $0.wraps = true }
  }

  private static func style(_ column: SurveyTemplateColumn) -> CellStyle {
    plainStyle(column).with {
      $0.border = .thin
      $0.borderColor = SheetTheme.line
    }
  }

  private func dropDown(_ column: SurveyTemplateColumn) -> DropDown? {
    switch column.form {
    case .text, .longText, .number, .date: nil
    case .word(let words): SheetTheme.dropDown(words, header: column.name)
    case .entry(let entry):
      // New chains and several segments are typed; a name that nobody knows is asked about later.
      entries(entry).isEmpty
        ? nil
        : SheetTheme.dropDown(
          entries(entry), header: column.name, isStrict: false)
    }
  }

  private func entries(_ entry: SurveyTemplateColumn.Entry) -> [String] {
    switch entry {
    case .region: regions
    case .chain: chains
    case .segment: segments
    }
  }

  /// The example in the words of the book, where there is one.
  private func example(_ column: SurveyTemplateColumn) -> String {
    guard case .entry(let entry) = column.form else { return column.example }
    if case .region = entry { return usualRegion ?? column.example }
    return entries(entry).first ?? column.example
  }

  private static func exampleValue(
    _ column: SurveyTemplateColumn, _ example: String
  ) -> OutputCell.Value {
    switch column.form {
    case .number:
      if let number = Double(example) { return .number(number) }
    case .date:
      if let date = CalendarDate(example)?.components {
        return .date(year: date.year, month: date.month, day: date.day)
      }
    default: break
    }
    return .text(example)
  }

  // MARK: - How to fill it in

  private static let body = CellStyle().with {
    $0.border = .thin
    $0.borderColor = SheetTheme.line
    $0.wraps = true
    $0.vertical = .center
  }

  /// What holds for all columns.
  private static let rules = [
    "一、在“\(sheetName)”表中填写，一行一家企业。填报单位、填报日期写在冒号后面。",
    "二、表头和工作表名称不要改；用不到的列可以空着，也可以在最右边加列，加的列会原样保留。",
    "三、一格写几项的，用中文分号“；”隔开。没有的写“无”，不清楚的空着。",
    "四、数字不带单位，单位以表头为准；代码、电话照原样写，单元格已设为文本。",
    "五、填完另存为 .xlsx 发回；一个单位一个文件，文件名写上单位名称。",
  ]

  private func writeGuide(to output: inout WorkbookWriter) throws(WorkbookOutputError) {
    var settings = SheetSettings(Self.guideName)
    let widths: [Double] = [20, 10, 62, 40]
    settings.columns = widths.map { .init(.fixed($0)) }
    settings.tabColor = SheetColor(0xA6A6A6)
    var page = PageSetup()
    page.isLandscape = true
    page.footer = "第 &P 页，共 &N 页"
    let headerRow = Self.rules.count + 2
    page.repeatedRows = headerRow...headerRow
    settings.page = page
    try output.beginSheet(settings)
    let blanks = { (style: CellStyle) in
      [OutputCell](repeating: OutputCell(.blank, style: style), count: widths.count - 1)
    }
    try output.append(
      [.text("填报说明", style: Self.title)] + blanks(Self.title), height: 34)
    try output.merge(CellBlock(rows: 1...1, columns: 0...widths.count - 1))
    for rule in Self.rules {
      try output.append([.text(rule, style: Self.caption)], height: 20)
      try output.merge(
        CellBlock(rows: output.rowCount...output.rowCount, columns: 0...widths.count - 1))
    }
    try output.append(
      ["列名", "是否必填", "填写方法", "示例"].map { .text($0, style: SheetTheme.header) }, height: 24)
    for column in Self.columns {
      let centered = Self.body.with { $0.horizontal = .center }
      try output.append([
        .text(column.name, style: Self.body),
        .text(column.isRequired ? "必填" : "选填", style: centered),
        .text(guide(column), style: Self.body),
        .text(example(column), style: Self.body),
      ])
    }
  }

  private func guide(_ column: SurveyTemplateColumn) -> String {
    switch column.form {
    case .word(let words):
      column.guide + "。从下拉列表中选：" + words.joined(separator: "、")
    case .entry(let entry):
      entries(entry).isEmpty ? column.guide : column.guide + "。可从下拉列表中选"
    case .text, .longText, .number, .date: column.guide
    }
  }

  // MARK: - The problem library

  private func writeProblems(to output: inout WorkbookWriter) throws(WorkbookOutputError) {
    let fields = Problem.columns
    var settings = SheetSettings(TableKind.problems.chinese)
    settings.columns = fields.map { field in
      switch field.content {
      case .word: .init(TableSheet.width(header: field.header), style: Self.body)
      default: .init(.fitted(12...42), style: Self.body.with { $0.numberFormat = "@" })
      }
    }
    settings.frozenRows = 1
    settings.frozenColumns = 2
    settings.tabColor = SheetColor(0xA6A6A6)
    settings.page = SheetTheme.page(repeating: 1...1)
    try output.beginSheet(settings)
    try output.append(
      fields.map {
        .text($0.header, style: $0.isRequired ? SheetTheme.requiredHeader : SheetTheme.header)
      },
      height: 24)
    for problem in problems { try output.append(problem.map { .text($0) }) }
    for (column, field) in fields.enumerated() {
      guard let words = TableSheet.words(field) else { continue }
      try output.addDropDown(
        SheetTheme.dropDown(words, header: field.header),
        to: CellBlock(rows: 2...problems.count + Self.emptyRows, columns: column...column))
    }
    try output.filter(CellBlock(rows: 1...problems.count + 1, columns: 0...fields.count - 1))
  }
}
