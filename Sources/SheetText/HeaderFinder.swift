/// Finds the header of a sheet as people lay it out.
///
/// Titles, notes of units, captions and blank rows before the header are set aside; a header of two
/// or three rows with merged groups becomes one name for each column. The known names decide where
/// the header is; without any the first row that looks like one is taken, and a remark says so.
package struct HeaderFinder {
  private enum Kind: Equatable {
    case blank
    case units([String])
    case caption
    case title
    case numbers
    case text
  }

  private let cells: [[String]]
  private let kinds: [Kind]
  private let scores: [Int]
  private let width: Int
  private let merges: [CellMerge]?
  private let isKnown: (String) -> Int

  /// Finds the header.
  ///
  /// - Parameters:
  ///   - rows: The first rows of the sheet, some forty of them, cells as text.
  ///   - merges: The merged regions; nil where the source doesn't tell them (CSV), so that groups
  ///     are inferred from blank cells to their right.
  ///   - isKnownHeader: How well a name is known as a header; 0 is unknown.
  /// - Returns: The header; nil where no row can be one.
  /// - Complexity: O(cells), and a few calls of `isKnownHeader` for each cell.
  package static func find(
    in rows: [[String]], merges: [CellMerge]? = nil, isKnownHeader: (String) -> Int
  ) -> SheetHeader? {
    withoutActuallyEscaping(isKnownHeader) { isKnown in
      let finder = HeaderFinder(rows: rows, merges: merges, isKnown: isKnown)
      guard let base = finder.baseRow() else { return nil }
      return finder.header(around: base)
    }
  }

  private init(rows: [[String]], merges: [CellMerge]?, isKnown: @escaping (String) -> Int) {
    let cells = rows.map { $0.map { CellFolding.header(CellFolding.trimmed($0)) } }
    let width = cells.map { ($0.lastIndex { !$0.isEmpty } ?? -1) + 1 }.max() ?? 0
    self.cells = cells.map { row in
      Array(row.prefix(width)) + [String](repeating: "", count: max(0, width - row.count))
    }
    self.width = width
    self.merges = merges
    self.isKnown = isKnown
    scores = self.cells.map { row in
      row.reduce(0) { $0 + ($1.isEmpty ? 0 : max(0, isKnown($1))) }
    }
    var kinds: [Kind] = []
    for (row, score) in zip(self.cells, scores) {
      kinds.append(Self.kind(of: row, score: score, width: width))
    }
    self.kinds = kinds
  }

  // MARK: - Rows

  private static func kind(of row: [String], score: Int, width: Int) -> Kind {
    let filled = row.filter { !$0.isEmpty }
    guard let first = filled.first else { return .blank }
    let declared = filled.map { UnitNote.declared(in: $0) }
    if declared.allSatisfy({ !$0.isEmpty }) { return .units(distinct(declared.flatMap { $0 })) }
    if zip(filled, declared).allSatisfy({ !$1.isEmpty || caption(in: $0) != nil }) {
      return .caption
    }
    // Captions may have a word of advice beside them.
    if score == 0, filled.contains(where: { caption(in: $0) != nil }) { return .caption }
    if score == 0, filled.count > 1, filled.allSatisfy({ UnitNote.unit(of: $0) != nil }) {
      return .units([])
    }
    if score == 0, isNumbering(filled) { return .numbers }
    // A title is one cell, or repeated over the cells it was merged from.
    if score == 0, width > 1, filled.allSatisfy({ $0 == first }) { return .title }
    return .text
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var result: [String] = []
    for text in texts where !result.contains(text) { result.append(text) }
    return result
  }

  /// Whether the cells number the columns: 1 2 3, (1) (2), 甲 乙 1 2, A B 1 2.
  private static func isNumbering(_ filled: [String]) -> Bool {
    guard filled.count >= 3 else { return false }
    var next = 1
    var letters = 0
    for cell in filled {
      let inner = CellFolding.compact(cell).filter { !"()[]<>①②③④⑤⑥⑦⑧⑨⑩".contains($0) }
      if inner == String(next) {
        next += 1
      } else if next == 1, letters < stems.count,
        inner == stems[letters] || inner == latinStems[letters]
      {
        letters += 1
      } else {
        return false
      }
    }
    return next > 2
  }

  private static let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"]
  private static let latinStems = ["A", "B", "C", "D", "E", "F", "G", "H"]

  /// The label and value of a cell such as `填报单位：沛县市监局`.
  static func caption(in cell: String) -> (label: String, value: String)? {
    guard let colon = cell.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let label = CellFolding.compact(String(cell[..<colon]))
    let value = CellFolding.trimmed(String(cell[cell.index(after: colon)...]))
    guard captionLabels.contains(where: { label.hasSuffix($0) }), label.count <= 10 else {
      return nil
    }
    return (label, value)
  }

  /// What a cell names, in the order of the cell: several where one merged cell says who, when and in
  /// what unit, as in `填报单位：沛县市监局 填报日期：2026-05-08 单位：元`.
  ///
  /// - Complexity: O(length · labels).
  static func captions(in cell: String) -> [(label: String, value: String)] {
    var half = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars { half.append(CellFolding.halfWidth(scalar)) }
    let characters = Array(String(half))
    // Where a label begins, and where the value behind its colon does.
    var marks: [(label: Range<Int>, value: Int)] = []
    for colon in characters.indices where characters[colon] == ":" {
      if marks.isEmpty, caption(in: String(characters[...colon])) != nil {
        marks.append((0..<colon, colon + 1))
        continue
      }
      let before = characters[(marks.last?.value ?? 0)..<colon]
      let label = captionLabels.filter { before.reversed().starts(with: $0.reversed()) }
        .max { $0.count < $1.count }
      if let label { marks.append((colon - label.count..<colon, colon + 1)) }
    }
    return marks.indices.map { index in
      let end = index + 1 < marks.count ? marks[index + 1].label.lowerBound : characters.count
      var value = CellFolding.trimmed(String(characters[marks[index].value..<end]))
      // What parts it from the next label, or a bracket around that.
      while let last = value.last, ";,、|([【".contains(last) { value.removeLast() }
      let label = CellFolding.compact(String(characters[marks[index].label]))
      return (label, CellFolding.trimmed(value))
    }
  }

  /// The units a cell notes beside captions.
  private static func units(besideCaptions cell: String) -> [String] {
    captions(in: cell).flatMap { caption -> [String] in
      guard caption.label.hasSuffix("单位") else { return [] }
      return UnitNote.declared(in: "单位:" + caption.value.filter { !"()[]【】".contains($0) })
    }
  }

  private static let captionLabels: [String] = [
    "填报单位", "填表单位", "报送单位", "上报单位", "调研单位", "制表单位", "单位", "单位名称", "单位(盖章)", "盖章", "(盖章)", "(公章)",
    "填报单位(盖章)", "填表单位(盖章)", "报送单位(盖章)", "填报单位(公章)", "计量单位", "金额单位", "货币单位",
    "产业链", "产业链名称", "所属产业链", "所属区域", "区域",
    "填报日期",
    "填表日期", "报送日期", "制表日期", "日期", "时间", "填报时间", "填报人", "填表人", "制表人", "审核人", "负责人", "联系人", "联系电话",
    "电话", "表号", "制定机关", "批准文号", "有效期至", "县区", "县(市、区)", "地区", "填报县区", "年度", "所属年度",
    "说明", "填表说明", "注", "备注", "附件",
  ]

  private func filledCount(_ row: Int) -> Int { cells[row].reduce(0) { $0 + ($1.isEmpty ? 0 : 1) } }

  private func baseRow() -> Int? {
    let candidates = kinds.indices.filter { kinds[$0] == .text }
    if let best = candidates.max(by: { scores[$0] < scores[$1] || scores[$0] == scores[$1] }),
      scores[best] > 0
    {
      // The header comes before the data. A later row may be known better, such as the header of a
      // second page with its two rows made one, but not much better.
      return candidates.first { scores[$0] * 2 > scores[best] }
    }
    let fullest = candidates.map { filledCount($0) }.max() ?? 0
    let wanted = max(1, (fullest + 1) / 2)
    return candidates.first { row in
      filledCount(row) >= wanted
        && cells[row].allSatisfy { $0.isEmpty || Self.looksLikeHeader($0) }
    } ?? candidates.first { filledCount($0) >= wanted }
  }

  private static func looksLikeHeader(_ cell: String) -> Bool {
    let compact = CellFolding.compact(cell)
    if compact.count > 30 { return false }
    if CellFolding.isNumber(compact) {
      guard let year = Int(compact) else { return false }
      return (1949...2100).contains(year)
    }
    return true
  }

  // MARK: - Groups

  /// For each column the column whose upper cell heads it; nil where the rows aren't a group row
  /// and its lower row.
  ///
  /// `lowerHeads` are those of the lower row over the row below it, where that is a group row, too.
  private func heads(upper: Int, lower: Int, lowerHeads: [Int?]? = nil) -> [Int?]? {
    guard cells.indices.contains(upper), cells.indices.contains(lower),
      kinds[upper] == .text || kinds[upper] == .title, kinds[lower] == .text
    else { return nil }
    if merges != nil { return mergedHeads(upper: upper, lower: lower) }
    let bottom = lowerHeads?.map { $0.map { cells[lower][$0] } ?? "" } ?? cells[lower]
    return inferredHeads(upper: upper, lower: lower, bottom: bottom)
  }

  private func mergedHeads(upper: Int, lower: Int) -> [Int?]? {
    var heads = [Int?](repeating: nil, count: width)
    var groups = 0
    var standalone = 0
    for column in 0..<width where !cells[upper][column].isEmpty && heads[column] == nil {
      let merge = merges?.first {
        $0.rows.contains(upper) && $0.columns.lowerBound == column
      }
      let end = min(width - 1, merge?.columns.upperBound ?? column)
      for member in column...end { heads[member] = column }
      if let merge, merge.rows.contains(lower) {
        standalone += 1
        continue
      }
      let below = (column...end).filter { !cells[lower][$0].isEmpty }
      if end > column, below.count >= 2 {
        if end - column + 1 >= usedWidth(lower), groups + standalone == 0 { return nil }
        groups += 1
      } else if !below.isEmpty, standalone + groups == 0, merge == nil {
        // Nothing merged above data: an ordinary header row.
        continue
      }
    }
    guard groups > 0 else { return nil }
    return heads
  }

  private func usedWidth(_ row: Int) -> Int {
    guard let first = cells[row].firstIndex(where: { !$0.isEmpty }),
      let last = cells[row].lastIndex(where: { !$0.isEmpty })
    else { return 0 }
    return last - first + 1
  }

  private func inferredHeads(upper: Int, lower: Int, bottom: [String]) -> [Int?]? {
    let top = cells[upper]
    guard let first = top.firstIndex(where: { !$0.isEmpty }) else { return nil }
    let lowerFirst = bottom.firstIndex { !$0.isEmpty } ?? width
    var heads = [Int?](repeating: nil, count: width)
    var groups = 0
    var standalone = 0
    var conflicts = 0
    var column = 0
    while column < width {
      if top[column].isEmpty {
        if !bottom[column].isEmpty { conflicts += 1 }
        column += 1
        continue
      }
      heads[column] = column
      var end = column
      while end + 1 < width, top[end + 1].isEmpty || top[end + 1] == top[column],
        !bottom[end + 1].isEmpty, bottom[end + 1] != top[column], !bottom[column].isEmpty
      {
        end += 1
        heads[end] = column
      }
      if end > column {
        groups += 1
        for member in column...end where !Self.looksLikeHeader(bottom[member]) { return nil }
      } else if bottom[column].isEmpty || bottom[column] == top[column] {
        standalone += 1
      } else {
        conflicts += 1
      }
      column = end + 1
    }
    guard groups > 0 else { return nil }
    let isAlone = filledCount(upper) == 1 && groups == 1
    if isAlone, first <= lowerFirst || Self.looksLikeTitle(top[first]) { return nil }
    let isLowerKnown = scores[lower] > 0
    if conflicts > 0 { return isLowerKnown ? heads : nil }
    return standalone > 0 || groups > 1 || isLowerKnown ? heads : nil
  }

  private static func looksLikeTitle(_ cell: String) -> Bool {
    ["表", "清单", "台账", "名录", "名单", "汇总", "统计", "明细"].contains { cell.hasSuffix($0) }
  }

  // MARK: - Result

  private func header(around base: Int) -> SheetHeader {
    var first = base
    var last = base
    // Group rows from the outermost inwards, each with the heads of its columns.
    var levels: [(row: Int, heads: [Int?])] = []
    if let heads = heads(upper: base - 1, lower: base) {
      first = base - 1
      levels.append((first, heads))
    }
    if let heads = heads(upper: base, lower: base + 1) {
      last = base + 1
      levels.append((base, heads))
    } else if first == base, let inner = heads(upper: base + 1, lower: base + 2),
      let outer = heads(upper: base, lower: base + 1, lowerHeads: inner)
    {
      last = base + 2
      levels += [(base, outer), (base + 1, inner)]
    }
    if last == base, first < base,
      let heads = heads(upper: first - 1, lower: first, lowerHeads: levels[0].heads)
    {
      first -= 1
      levels.insert((first, heads), at: 0)
    }
    var remarks = remarksBefore(first)
    if scores[first...last].contains(where: { $0 > 0 }) {
      let row = (first...last).max { scores[$0] < scores[$1] } ?? base
      let known = cells[row].reduce(0) { $0 + (!$1.isEmpty && isKnown($1) > 0 ? 1 : 0) }
      remarks.append(.knownHeaders(row: row, count: known))
    } else {
      remarks.append(.guessedByShape(row: base))
    }
    if last > first { remarks.append(.mergedHeader(first...last)) }
    var paths = paths(levels: levels, last: last)
    let unitsBelow = rowsAfter(last, remarks: &remarks)
    let start = paths.firstIndex { !$0.isEmpty } ?? 0
    if start > 0 { remarks.append(.leadingColumns(start)) }
    let units = units(paths: paths, rowUnits: unitsBelow.units, first: first)
    let names = names(paths: paths)
    paths.removeFirst(start)
    let columns = paths.indices.map {
      SheetHeader.Column(
        index: start + $0, path: paths[$0], name: names[start + $0], unit: units[start + $0])
    }
    return SheetHeader(
      rows: first...last, dataStart: unitsBelow.next, columns: columns,
      titles: (0..<first).filter { kinds[$0] == .title }.compactMap { row in
        cells[row].first { !$0.isEmpty }
      },
      sheetUnits: sheetUnits(before: first, after: last, dataStart: unitsBelow.next),
      captions: captions(before: first), spans: spans(levels, last: last),
      remarks: remarks)
  }

  /// What the header's cells stand for beyond themselves: an upper cell for the columns it heads, one
  /// with nothing below it for the rows below.
  private func spans(_ levels: [(row: Int, heads: [Int?])], last: Int) -> [CellMerge] {
    var spans: [CellMerge] = []
    for (row, heads) in levels {
      var column = 0
      while column < heads.count {
        var end = column
        while end + 1 < heads.count, heads[end + 1] == column { end += 1 }
        defer { column = end + 1 }
        guard heads[column] == column else { continue }
        var bottom = row
        if end == column {
          while bottom < last, cells[bottom + 1][column].isEmpty { bottom += 1 }
        }
        if end > column || bottom > row {
          spans.append(CellMerge(rows: row...bottom, columns: column...end))
        }
      }
    }
    return spans
  }

  private func remarksBefore(_ first: Int) -> [HeaderRemark] {
    (0..<first).compactMap { row in
      switch kinds[row] {
      case .blank: nil
      case .units(let units): units.isEmpty ? .skippedRow(row) : .unitRow(row, units: units)
      case .caption: .captionRow(row)
      case .title: .titleRow(row)
      case .numbers: .numberRow(row)
      case .text: .skippedRow(row)
      }
    }
  }

  /// Skips rows of units, of column numbers and blank ones after the header.
  private func rowsAfter(
    _ last: Int, remarks: inout [HeaderRemark]
  ) -> (next: Int, units: [String?]) {
    var units = [String?](repeating: nil, count: width)
    var row = last + 1
    scan: while row < cells.count {
      switch kinds[row] {
      case .blank: break
      case .numbers: remarks.append(.numberRow(row))
      case .units(let declared):
        for column in 0..<width {
          if let unit = UnitNote.unit(of: cells[row][column]) { units[column] = unit }
        }
        let found = declared.isEmpty ? Self.distinct(units.compactMap { $0 }) : declared
        remarks.append(.unitRow(row, units: found))
      case .caption, .title, .text: break scan
      }
      row += 1
    }
    return (row, units)
  }

  private func sheetUnits(before first: Int, after last: Int, dataStart: Int) -> [String] {
    var units: [String] = []
    for row in Array(0..<first) + Array(min(last + 1, dataStart)..<dataStart) {
      for cell in cells[row] where !cell.isEmpty {
        let found = [
          UnitNote.declared(in: cell), UnitNote.trailing(in: cell),
          Self.units(besideCaptions: cell),
        ]
        units += found.first { !$0.isEmpty } ?? []
      }
    }
    return Self.distinct(units)
  }

  private func captions(before first: Int) -> [SheetHeader.Caption] {
    var captions: [SheetHeader.Caption] = []
    for row in 0..<first {
      for (column, cell) in cells[row].enumerated() where UnitNote.declared(in: cell).isEmpty {
        let named = Self.captions(in: cell)
        for (index, caption) in named.enumerated() {
          var (place, value) = (column, caption.value)
          if value.isEmpty, index == named.count - 1, let beside = valueBeside(column, row: row) {
            (place, value) = (beside, cells[row][beside])
          }
          guard !value.isEmpty else { continue }
          captions.append(
            SheetHeader.Caption(row: row, column: place, label: caption.label, value: value))
        }
      }
    }
    return captions
  }

  /// The column of the value that stands in a cell of its own beside a label; a sentence of advice
  /// is none.
  private func valueBeside(_ column: Int, row: Int) -> Int? {
    guard let beside = (column + 1..<width).first(where: { !cells[row][$0].isEmpty }) else {
      return nil
    }
    let cell = cells[row][beside]
    let isValue =
      Self.captions(in: cell).isEmpty && UnitNote.declared(in: cell).isEmpty && cell.count <= 24
      && !cell.contains { "。；，*".contains($0) }
    return isValue ? beside : nil
  }

  private func paths(levels: [(row: Int, heads: [Int?])], last: Int) -> [[String]] {
    (0..<width).map { column in
      var path: [String] = []
      for level in levels {
        guard let head = level.heads[column] else { continue }
        let text = cells[level.row][head]
        if !text.isEmpty, path.last != text { path.append(text) }
      }
      let text = cells[last][column]
      if !text.isEmpty, path.last != text { path.append(text) }
      return path
    }
  }

  private func units(paths: [[String]], rowUnits: [String?], first: Int) -> [String?] {
    let above = first > 0 && kinds[first - 1] == .units([]) ? cells[first - 1] : []
    return paths.indices.map { column in
      if let unit = rowUnits[column] { return unit }
      for part in paths[column].reversed() {
        if let unit = UnitNote.unit(inHeader: part) { return unit }
      }
      return above.indices.contains(column) ? UnitNote.unit(of: above[column]) : nil
    }
  }

  /// A name for each column: the known one among the lowest part and the joined parts; else the
  /// lowest part where it says enough and no other column has it; else all parts joined.
  private func names(paths: [[String]]) -> [String] {
    var counts: [String: Int] = [:]
    for path in paths { if let last = path.last { counts[last, default: 0] += 1 } }
    return paths.map { path in
      guard let last = path.last else { return "" }
      guard path.count > 1 else { return last }
      let joined = path.joined(separator: "/")
      var best = ""
      var bestScore = 0
      for name in [path.joined(), joined, last] {
        // A part that several columns share is a name for none of them.
        if name == last, counts[last, default: 0] > 1 { continue }
        let score = isKnown(name)
        if score > bestScore {
          best = name
          bestScore = score
        }
      }
      if bestScore > 0 { return best }
      return counts[last] == 1 && !Self.isGeneric(last) ? last : joined
    }
  }

  /// Whether a lower header says nothing without its group: years, 金额, 电话 and the like.
  private static func isGeneric(_ name: String) -> Bool {
    let compact = CellFolding.compact(name)
    if generic.contains(compact) { return true }
    return compact.contains { $0.isNumber }
      && compact.allSatisfy {
        $0.isNumber || "年月季度上下半第至-—~.%(预计实际)".contains($0)
      }
  }

  private static let generic: Set<String> = [
    "名称", "姓名", "电话", "金额", "数量", "单位", "其他", "合计", "小计", "总计", "编号", "日期", "时间", "内容", "占比", "比例",
    "类型", "类别", "备注", "情况", "是否", "职务", "手机", "地址", "等级", "数", "有", "无", "是", "否", "增速", "同比",
    "上年", "本年", "去年", "今年", "上年同期", "本期", "个数", "人数",
  ]
}
