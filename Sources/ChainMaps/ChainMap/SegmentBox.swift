import ChainAnalysis
import ChainModel
import DOT

/// What a box of a map says, before it is known how much of it fits the page: a segment's, or on
/// some maps a firm's.
struct SegmentBox {
  /// The kinds of box, which differ in colour and border.
  enum Kind {
    case rated(SegmentStatus)
    /// Not rated, with the status that rules propose.
    case proposed(SegmentStatus)
    case unrated
    case outside
    /// What a bottleneck would cut off.
    case lost
    /// What is no part of the matter and only counted.
    case rest
  }

  var id: String
  var kind: Kind
  var title: String
  /// What other pages call the box where its title tells it from no other; empty where it does.
  var reference = ""
  /// Short facts under the title, joined by `·`.
  var facts: [String]
  /// Whether long titles and facts take more lines instead of being cut.
  var keepsTextWhole = false
  /// Firms, leaders and worst first.
  var rows: [FirmRow]
  /// Whether firms that lack what the law demands are named however few rows there are.
  var pinsLacking = true
  /// Firms that are never named, only counted.
  var unnamed: Int
  /// Those of them that are known one by one, for maps that a reader can search.
  var unnamedRows: [FirmRow] = []
  /// Lines under the firms, such as common problems.
  var lines: [String]
  /// Whether ``rows`` are segments, problems or the like rather than firms.
  var listsSegments = false
  /// How much wider than text breaks a row may be that says more than a name.
  var rowWidth = 2.5
  /// Whether the border is thick and red: a segment with a single provider.
  var isBottleneck: Bool
  /// Whether the segment is on every route to a final segment.
  var isOnEveryRoute = false
  /// Whether a common problem among ``lines`` is a blocking point (堵点).
  var hasBlockage = false
  /// Whether the segment is missing, so that its border is dashed.
  var isMissing: Bool
  var tip: String
  /// Depth under the root segment of the family.
  var depth: Int
  /// The firm that the whole box stands for, whose marks follow the title.
  var firm: FirmRow?
  /// A word above the title that says why the border is thick; empty without one.
  var badge = ""
  /// Whether the box is what the map is about: wider, with a thick border.
  var isFocus = false
  /// Lines under all others, in parts with headings.
  var notes: [Note] = []
  /// On a map of several pages, under all that: where the box's lines or firms go on.
  var pageNotes: [Note] = []

  /// A line of a box that says more than others.
  struct Note {
    var text: String
    var color: KeyPath<MapTheme, Diagram.Color> = \.ink
    /// Whether the line begins a part.
    var isHeading = false
    /// The most lines it takes.
    var most = 3
  }

  /// The colours of the box.
  func tone(_ theme: MapTheme) -> MapTheme.Tone {
    if isBottleneck { return theme.risk }
    switch kind {
    case .rated(.strong), .proposed(.strong): return theme.strong
    case .rated(.weak), .proposed(.weak): return theme.weak
    case .rated(.missing), .proposed(.missing): return theme.missing
    case .rated(.atRisk), .proposed(.atRisk): return theme.risk
    case .unrated: return theme.unrated
    case .outside, .rest: return theme.missing
    case .lost: return theme.weak
    }
  }

  /// The identifier of a row's name in the drawing; a firm may stand in several boxes.
  func elementID(of row: FirmRow) -> String { id + "." + row.key }

  /// What other pages call the box.
  var name: String { reference.isEmpty ? title : reference }

  /// How many firms bear each sign that a headline may speak of, such as ★ 1.
  ///
  /// - Complexity: O(rows).
  static func signs(of all: [FirmRow]) -> [String] {
    // A firm that stands in several boxes is one firm.
    var seen: Set<Int> = []
    let rows = all.filter { row in row.firm.map { seen.insert($0).inserted } ?? true }
    let counts = [
      ("★", rows.count(where: \.isLeader)), ("◆", rows.count(where: \.isBottleneck)),
      ("◎", rows.count(where: \.isSource)), ("△", rows.count { $0.tracedProblems > 0 }),
      (FirmMark.lackingMandatory.sign, rows.count { $0.mark == .lackingMandatory }),
    ]
    return counts.filter { $0.1 > 0 }.map { "\($0.0)\(TextMetrics.noBreakSpace)\($0.1)" }
  }

  /// How many of the first rows are named wherever any is: leaders, firms that lack what the law
  /// demands, bottlenecks and suspected sources.
  ///
  /// - Complexity: O(such rows).
  var pinnedCount: Int {
    rows.prefix {
      $0.isLeader || $0.isBottleneck || $0.isSource || $0.isGap
        || pinsLacking && $0.mark == .lackingMandatory
    }.count
  }

  /// Whether the border is dashed.
  var isDashed: Bool {
    switch kind {
    case .outside, .lost: true
    case .rated, .unrated, .rest: isMissing
    case .proposed: false
    }
  }

  /// Whether the border is dotted: the status is proposed, not declared.
  var isDotted: Bool {
    if case .proposed = kind { return !isBottleneck }
    return false
  }
}

/// A box at a scale, with a number of rows: its size and its label.
struct BoxFigure {
  let box: SegmentBox
  let shown: [FirmRow]
  let hidden: Int
  private let scale: Double
  private let titleSize: Double
  private let columns: Int
  private let rowsPerColumn: Int
  private let titleLines: [String]
  private let factLines: [String]
  private let problemLines: [String]
  private let noteLines: [SegmentBox.Note]
  private let moreText: String
  private let nameWidth: Int
  private let markWidth: Int
  private let problemWidth: Int
  private let padding: Int
  private let titleHeight: Int
  private let rowHeight: Int
  private let smallHeight: Int
  private let badgeHeight: Int
  private let slack: Int
  let width: Int
  let height: Int

  /// Sizes a box.
  ///
  /// - Parameters:
  ///   - box: What it says.
  ///   - rows: The most firms to name.
  ///   - tallest: The greatest height before rows run in several columns, in points.
  ///   - leastHeight: The least height, for the lines that meet it, in points.
  ///   - textWidth: The width at which titles and facts break, in points at scale 1.
  ///   - scale: The size of text relative to the theme's.
  ///   - language: The language of "and n more".
  /// - Complexity: O(rows · name length).
  init(
    _ box: SegmentBox, rows: Int, tallest: Double, leastHeight: Double, textWidth: Double,
    scale: Double, language: Language
  ) {
    self.box = box
    self.scale = scale
    shown = Self.shown(of: box, budget: rows)
    hidden = box.rows.count - shown.count + box.unnamed
    let size = MapTheme.TextSize.self
    // A page that names no firm holds many segments: their titles need not stand out so much.
    let titleSize = (rows == 0 ? size.row : size.title) * scale
    self.titleSize = titleSize
    padding = max(3, Int(((rows == 0 ? 3.5 : 5) * scale).rounded()))
    titleHeight = Self.lineHeight(titleSize)
    rowHeight = Self.lineHeight(size.row * scale)
    smallHeight = Self.lineHeight(size.small * scale)

    let firmWidth =
      shown.map { TextMetrics.room(Self.label($0) + Self.sign($0), size: size.row * scale) }.max()
      ?? 0
    nameWidth = min(firmWidth, Int(textWidth * scale * (box.listsSegments ? box.rowWidth : 1)))
    let hasMarks = shown.contains { $0.mark != nil }
    markWidth = hasMarks ? Int((size.row * scale).rounded(.up)) + 3 : 0
    problemWidth =
      shown.map { TextMetrics.room(Self.problems($0), size: size.row * scale) }.max()
      ?? 0

    let room = max(Int(tallest) - titleHeight - smallHeight * 3, rowHeight)
    let perColumn = max(room / max(rowHeight, 1), 4)
    columns = shown.isEmpty ? 1 : (shown.count + perColumn - 1) / perColumn
    rowsPerColumn = (shown.count + columns - 1) / columns
    let gap = padding * 2
    let rowsWidth =
      shown.isEmpty ? 0 : columns * (nameWidth + markWidth + problemWidth) + (columns - 1) * gap

    // Where no firm is named, the facts say how many there are.
    moreText =
      hidden == 0 || shown.isEmpty
      ? "" : language("+ \(hidden) \(box.listsSegments ? "个" : "家")", "+ \(hidden) more")
    // A long Latin word widens the box rather than being cut in two.
    badgeHeight = box.badge.isEmpty ? 0 : Self.lineHeight(size.row * scale)
    let breaking = box.isFocus ? 1.7 * textWidth : textWidth
    let longWord = min(
      TextMetrics.longestWord(box.title, size: titleSize, bold: true) + 1, 1.6 * breaking * scale)
    let limit = max(Double(rowsWidth), breaking * scale, longWord)
    let trailing = box.firm.map { Self.trailing($0).reduce("") { $0 + $1.text } } ?? ""
    titleLines = TextMetrics.lines(
      box.title, width: limit, size: titleSize, bold: true, most: box.keepsTextWhole ? 5 : 3)
    factLines = Self.wrapped(
      box.facts, width: limit, size: size.small * scale, mostLines: box.keepsTextWhole ? 3 : 1)
    problemLines = box.lines.flatMap {
      TextMetrics.lines(
        $0, width: max(limit, 1.25 * breaking * scale), size: size.small * scale, most: 2)
    }
    noteLines = (box.notes + box.pageNotes).flatMap { note in
      TextMetrics.lines(
        note.text, width: limit, size: size.small * scale, bold: note.isHeading, most: note.most
      ).enumerated().map { part, line in
        SegmentBox.Note(
          text: line, color: note.color, isHeading: note.isHeading && part == 0)
      }
    }
    let widestText = max(
      titleLines.map { TextMetrics.room($0, size: titleSize, bold: true) }.max() ?? 0,
      TextMetrics.room((titleLines.last ?? "") + trailing, size: titleSize, bold: true),
      TextMetrics.room(box.badge, size: size.row * scale, bold: true),
      (factLines + problemLines + [moreText]).map {
        TextMetrics.room($0, size: size.small * scale)
      }.max() ?? 0,
      noteLines.map {
        TextMetrics.room($0.text, size: size.small * scale, bold: $0.isHeading)
      }.max() ?? 0)
    let frame = 2 * Self.border(box)
    width = max(widestText, rowsWidth, Int(Self.leastWidth * scale)) + 2 * padding + frame
    let natural =
      badgeHeight + titleHeight * titleLines.count + smallHeight * factLines.count
      + (shown.isEmpty ? 0 : rowHeight * rowsPerColumn + Self.ruleGap)
      + (moreText.isEmpty ? 0 : smallHeight) + smallHeight * problemLines.count
      + smallHeight * noteLines.count + Self.ruleGap * noteLines.count(where: \.isHeading)
      + frame + Self.ruleGap * 2
    height = max(natural, Int(leastHeight.rounded(.up)))
    slack = height - natural
  }

  /// No box is narrower than this at scale 1, in points.
  static let leastWidth = 56.0

  /// The height of a line of text, in whole points as tables want it.
  static func lineHeight(_ size: Double) -> Int {
    Int((size * TextMetrics.lineHeight + 0.3).rounded(.up))
  }

  /// The firms a box names when it may name a number of them: one more costs as much as "+ 1".
  ///
  /// Leaders, firms that lack what the law demands, bottlenecks and suspected sources stand first and
  /// are named all the same, so that what the headline counts can be pointed at.
  static func shown(of box: SegmentBox, budget: Int) -> [FirmRow] {
    let budget = budget > 0 ? max(budget, box.pinnedCount) : 0
    let isWhole = budget > 0 && box.unnamed == 0 && box.rows.count <= budget + 1
    return Array(box.rows.prefix(isWhole ? box.rows.count : budget))
  }

  static func label(_ row: FirmRow) -> String {
    (row.isLeader ? "★ " : row.isGap ? "✘ " : "") + row.name
  }

  /// The signs behind the name of a firm that is a bottleneck or a suspected source.
  static func sign(_ row: FirmRow) -> String {
    (row.isBottleneck ? " ◆" : "") + (row.isSource ? " ◎" : "")
  }

  /// The marks that follow the name of a firm with a box of its own.
  private static func trailing(_ row: FirmRow) -> [(
    text: String, tone: KeyPath<MapTheme, MapTheme.Tone>
  )] {
    var parts: [(text: String, tone: KeyPath<MapTheme, MapTheme.Tone>)] = []
    if !sign(row).isEmpty { parts.append((sign(row), \.risk)) }
    if let mark = row.mark { parts.append((" " + mark.sign, mark.tone)) }
    if row.openProblems > 0 { parts.append((" " + problems(row), \.risk)) }
    return parts
  }

  /// A triangle for each open problem: upside down and hollow for those that a plan acts on, hollow
  /// for those traced to a suspected source.
  static func problems(_ row: FirmRow) -> String {
    let count = row.openProblems
    let covered = min(row.coveredProblems, count)
    if covered > 0 {
      return count > 3
        ? [("▽", covered), ("▲", count - covered)].filter { $0.1 > 0 }
          .map { $0.0 + ($0.1 > 1 ? "×\($0.1)" : "") }.joined()
        : String(repeating: "▽", count: covered) + String(repeating: "▲", count: count - covered)
    }
    let traced = min(row.tracedProblems, count)
    guard count > 3 else {
      return String(repeating: "△", count: traced)
        + String(repeating: "▲", count: count - traced)
    }
    return (traced > 0 ? "△" : "") + "▲×\(count)"
  }

  /// Facts joined by ` · `, broken only between facts where they do not fit one line.
  private static func wrapped(
    _ facts: [String], width: Double, size: Double, mostLines: Int
  ) -> [String] {
    var lines: [String] = []
    for fact in facts {
      if let last = lines.last {
        let joined = last + " · " + fact
        if TextMetrics.width(joined, size: size) <= width {
          lines[lines.count - 1] = joined
          continue
        }
      }
      if mostLines > 1 {
        lines += TextMetrics.lines(fact, width: width, size: size, most: mostLines)
      } else {
        lines.append(TextMetrics.fitted(fact, width: width, size: size))
      }
    }
    return lines
  }

  // MARK: - Label

  /// The label: a table of fixed size.
  ///
  /// - Complexity: O(rows).
  func label(_ theme: MapTheme) -> HTMLLabel {
    let tone = box.tone(theme)
    let size = MapTheme.TextSize.self
    var rows = [row(HTMLRun(""), height: Self.ruleGap)]
    if !box.badge.isEmpty {
      rows.append(
        row(
          HTMLRun(
            box.badge, size: size.row * scale,
            color: box.isBottleneck ? theme.risk.line : tone.line, bold: true),
          height: badgeHeight))
    }
    for (index, line) in titleLines.enumerated() {
      var runs = [HTMLRun(line, size: titleSize, color: tone.line, bold: true)]
      if let firm = box.firm, index == titleLines.count - 1 {
        runs += Self.trailing(firm).map {
          HTMLRun($0.text, size: titleSize, color: theme[keyPath: $0.tone].line, bold: true)
        }
      }
      rows.append(row(runs, height: titleHeight))
    }
    for line in factLines {
      rows.append(
        row(HTMLRun(line, size: size.small * scale, color: tone.line), height: smallHeight))
    }
    if !shown.isEmpty {
      rows[rows.count - 1].hasRuleBelow = true
      rows.append(row(HTMLRun(""), height: Self.ruleGap))
      rows.append(HTMLTable.Row([pad, HTMLCell(firmTable(theme), [.align(.left)]), pad]))
    }
    if !moreText.isEmpty {
      rows.append(
        row(HTMLRun(moreText, size: size.small * scale, color: theme.quiet), height: smallHeight))
    }
    for line in problemLines {
      rows.append(
        row(
          HTMLRun(
            line, size: size.small * scale,
            color: box.isOutside ? theme.quiet : theme.risk.line), height: smallHeight))
    }
    for note in noteLines {
      if note.isHeading {
        rows[rows.count - 1].hasRuleBelow = true
        rows.append(row(HTMLRun(""), height: Self.ruleGap))
      }
      rows.append(
        row(
          HTMLRun(
            note.text, size: size.small * scale, color: theme[keyPath: note.color],
            bold: note.isHeading), height: smallHeight))
    }
    rows.append(row(HTMLRun(""), height: slack + Self.ruleGap))
    return HTMLLabel(
      HTMLTable(
        [
          .border(border), .cellBorder(0), .cellSpacing(0), .cellPadding(0), .color(tone.line),
          .background(tone.fill), .fixedSize(true), .width(width), .height(height),
          box.isDashed ? .style(.dashed) : box.isDotted ? .style(.dotted) : .style(.rounded),
        ], rows: rows))
  }

  /// Room under the rule that ends the heading, in points.
  private static let ruleGap = 2

  private var border: Int { Self.border(box) }

  private static func border(_ box: SegmentBox) -> Int { box.isBottleneck || box.isFocus ? 3 : 1 }

  private var pad: HTMLCell { HTMLCell("", [.width(padding)]) }

  private func row(_ run: HTMLRun, height: Int) -> HTMLTable.Row { row([run], height: height) }

  private func row(_ runs: [HTMLRun], height: Int) -> HTMLTable.Row {
    HTMLTable.Row([
      pad,
      HTMLCell(
        HTMLText([HTMLText.Line(runs, alignment: .left)]),
        [.align(.left), .height(height), .width(width - 2 * padding - 2 * border)]),
      pad,
    ])
  }

  private func firmTable(_ theme: MapTheme) -> HTMLTable {
    var rows: [HTMLTable.Row] = []
    for line in 0..<rowsPerColumn {
      var cells: [HTMLCell] = []
      for column in 0..<columns {
        if column > 0 { cells.append(HTMLCell("", [.width(padding * 2)])) }
        let index = column * rowsPerColumn + line
        cells += index < shown.count ? firmCells(shown[index], theme) : emptyCells()
      }
      rows.append(HTMLTable.Row(cells))
    }
    return HTMLTable(
      [.border(0), .cellBorder(0), .cellSpacing(0), .cellPadding(0)], rows: rows)
  }

  private func emptyCells() -> [HTMLCell] {
    var cells = [
      HTMLCell("", [.width(nameWidth), .height(rowHeight)])
    ]
    if markWidth > 0 { cells.append(HTMLCell("", [.width(markWidth)])) }
    if problemWidth > 0 { cells.append(HTMLCell("", [.width(problemWidth)])) }
    return cells
  }

  private func firmCells(_ row: FirmRow, _ theme: MapTheme) -> [HTMLCell] {
    let size = MapTheme.TextSize.row * scale
    let sign = Self.sign(row)
    let name = TextMetrics.fitted(
      Self.label(row), width: Double(nameWidth) / 1.04 - TextMetrics.width(sign, size: size),
      size: size)
    let isBad = row.mark == .lackingMandatory || row.isGap
    var nameAttributes: [HTMLCellAttribute] = [
      .align(.left), .width(nameWidth), .height(rowHeight), .tip(row.tip),
    ]
    // In 2.42 a tip reaches the SVG only on a cell that links somewhere: here, to itself.
    if let link = try? Diagram.Link("#" + box.id) { nameAttributes.append(.link(link)) }
    if !row.key.isEmpty { nameAttributes.append(.id(box.elementID(of: row))) }
    var runs = [
      HTMLRun(name, size: size, color: isBad ? theme.risk.line : theme.ink, bold: row.isLeader)
    ]
    if !sign.isEmpty { runs.append(HTMLRun(sign, size: size, color: theme.risk.line)) }
    var cells = [
      HTMLCell(HTMLText([HTMLText.Line(runs, alignment: .left)]), nameAttributes)
    ]
    if markWidth > 0 {
      cells.append(
        HTMLCell(
          HTMLText(
            HTMLRun(
              row.mark?.sign ?? "", size: size,
              color: row.mark.map { theme[keyPath: $0.tone].line },
              bold: row.mark?.isAlarming ?? false)),
          [.width(markWidth)]))
    }
    if problemWidth > 0 {
      cells.append(
        HTMLCell(
          HTMLText(
            HTMLRun(Self.problems(row), size: size, color: theme.risk.line),
            alignment: .left), [.align(.left), .width(problemWidth)]))
    }
    return cells
  }
}
