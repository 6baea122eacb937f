public import ChainMaps
public import ChainModel
import ChainPlanning
public import ChainReports
import DOT

/// What other budgets gain, as a picture: one A4 page, landscape, as SVG.
///
/// What colour says is also said by shape and words: a proven point is filled, one that is only the
/// best known is hollow, with a bar up to its bound; a triangle marks a kink, a ring the budget of the
/// plan. Below stands a table with every number of the picture.
public struct BudgetCurveDrawing {
  private let report: PlanReport
  private let points: [BudgetCurvePoint]
  private let increase: String?
  private let sourceName: String
  private let theme: MapTheme
  private let language: Language

  /// A picture of a plan's curve.
  ///
  /// - Parameters:
  ///   - report: The plan, with its curve.
  ///   - sourceName: The name of the book.
  ///   - theme: Colours and fonts.
  ///   - language: The language.
  public init(
    _ report: PlanReport, sourceName: String, theme: MapTheme = .color, language: Language
  ) {
    self.report = report
    self.sourceName = sourceName
    self.theme = theme
    self.language = language
    let words = PlanWords(report, language: language)
    points = (report.curve?.points ?? []).enumerated().map { place, point in
      BudgetCurvePoint(
        mark: "P3-\(place + 1)", budget: point.budget.tenThousandYuan, gain: point.gain,
        bound: max(point.bound, point.gain), isProven: point.isProven, isKink: point.isKink,
        isChosen: point.budget == report.plan.problem.budget,
        texts: [
          words.money(point.budget), words.number(point.gain), words.number(point.bound),
          words.money(point.cost),
          point.isProven ? language("已证明", "proven") : language("已知最好", "best known"),
        ])
    }
    increase = report.curve.flatMap(words.marginalValue)
  }

  // MARK: - Page

  private static let width = 841.89
  private static let height = 595.28
  private static let margin = 40.0
  private static let plot = (left: 92.0, right: 800.0, top: 122.0, bottom: 378.0)

  /// The file's text, the same for the same plan and language.
  ///
  /// - Complexity: O(points²).
  public var svg: String {
    let words = PlanWords(report, language: language)
    let width = Self.number(Self.width)
    let height = Self.number(Self.height)
    let title = language("预算曲线：投入多少，收益多少", "What other budgets gain")
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)pt\" height=\"\(height)pt\" "
        + "viewBox=\"0 0 \(width) \(height)\" font-family=\"\(theme.fontFamilies)\" role=\"img\">",
      "<title>\(MarkupText.escaped(title))</title>",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(theme.paper.text)\"/>",
      text(title, x: Self.margin, y: 48, size: 18, bold: true),
      text(headline(words), x: Self.margin, y: 70, size: 11.5),
      text(increase ?? "", x: Self.margin, y: 88, size: 10, color: theme.quiet),
    ].filter { !$0.isEmpty }
    let notices = report.book.dataNotices.joined(separator: language("；", "; "))
    if !notices.isEmpty {
      lines.append(
        text(
          notices, x: Self.width - Self.margin, y: 48, size: 11, bold: true,
          color: theme.risk.line, anchor: "end", room: 420))
    }
    if points.isEmpty {
      lines.append(
        text(
          language("没有预算可比：各档预算都没有满足全部要求的方案", "no budget has a plan that keeps every rule"),
          x: Self.margin, y: 140, size: 12))
    } else {
      lines += axes + curve + table
    }
    lines += legend
    lines.append(
      text(
        language(
          "数据来源：\(sourceName)；判定日期 \(report.basis.asOf)；qianglian（强链）制图",
          "source: \(sourceName); as of \(report.basis.asOf); drawn by qianglian"),
        x: Self.margin, y: Self.height - 24, size: 8.5, color: theme.quiet))
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ words: PlanWords) -> String {
    let plan = report.plan
    return language(
      "本次预算 \(words.money(plan.problem.budget)) 万元：投入 \(words.money(plan.cost)) 万元，收益 "
        + "\(words.number(plan.gain))，"
        + (plan.isProven ? "已证明最优" : "已知最好，任何方案不超过 \(words.number(plan.bound))"),
      "budget \(words.money(plan.problem.budget)): \(words.money(plan.cost)) × 10,000 yuan gain "
        + "\(words.number(plan.gain)), "
        + (plan.isProven ? "proven" : "the best known; no plan exceeds \(words.number(plan.bound))")
    )
  }

  // MARK: - Axes

  private var greatestBudget: Double { max(points.map(\.budget).max() ?? 0, 1e-6) }
  private var gainStep: Double { Self.step(max(points.map(\.bound).max() ?? 0, 1e-6), ticks: 5) }
  private var greatestGain: Double {
    let most = max(points.map(\.bound).max() ?? 0, 1e-6)
    return ((most * 1.08) / gainStep).rounded(.up) * gainStep
  }

  /// A round step, 1, 2 or 5 times a power of ten, of which about so many cover a range.
  static func step(_ range: Double, ticks: Int) -> Double {
    var step = 1e-9
    var place = 0
    while range / step > Double(ticks), place < 90 {
      step *= place % 3 == 1 ? 2.5 : 2
      place += 1
    }
    return step
  }

  private func x(_ budget: Double) -> Double {
    Self.plot.left + (Self.plot.right - Self.plot.left) * budget / (greatestBudget * 1.04)
  }

  private func y(_ gain: Double) -> Double {
    Self.plot.bottom - (Self.plot.bottom - Self.plot.top) * gain / greatestGain
  }

  private var axes: [String] {
    let plot = Self.plot
    var lines: [String] = []
    for tick in 0...12 {
      let value = Double(tick) * gainStep
      if value > greatestGain * 1.0001 { break }
      lines.append(
        line(plot.left, y(value), plot.right, y(value), color: theme.band.line, width: 0.6))
      lines.append(
        text(
          Self.label(value), x: plot.left - 6, y: y(value) + 3, size: 9, color: theme.quiet,
          anchor: "end"))
    }
    let budgetStep = Self.step(greatestBudget, ticks: 8)
    for tick in 0...20 {
      let value = Double(tick) * budgetStep
      if x(value) > plot.right { break }
      lines.append(
        line(x(value), plot.bottom, x(value), plot.bottom + 4, color: theme.ink, width: 0.8))
      lines.append(
        text(
          Self.label(value), x: x(value), y: plot.bottom + 15, size: 9, color: theme.quiet,
          anchor: "middle"))
    }
    lines.append(line(plot.left, plot.bottom, plot.right, plot.bottom, color: theme.ink, width: 1))
    lines.append(line(plot.left, plot.top - 8, plot.left, plot.bottom, color: theme.ink, width: 1))
    lines.append(
      text(
        language("预算（万元）", "budget (10,000 yuan)"), x: plot.right, y: plot.bottom + 29, size: 10,
        anchor: "end"))
    lines.append(
      text(
        language("收益（问题权重 × 有效率之和）", "gain (weights of problems × effectiveness)"),
        x: Self.margin, y: plot.top - 14, size: 10))
    return lines
  }

  // MARK: - Points

  private var curve: [String] {
    var lines: [String] = []
    let path = points.map { Self.number(x($0.budget)) + "," + Self.number(y($0.gain)) }
    lines.append(
      "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" "
        + "stroke=\"\(theme.flow.text)\" stroke-width=\"1.2\" stroke-dasharray=\"2 3\"/>")
    var taken: [Box] = []
    for point in points {
      let (x, y) = (x(point.budget), y(point.gain))
      taken.append(Box(left: x - 8, top: y - 8, right: x + 8, bottom: y + 8))
    }
    for point in points {
      let (x, y) = (x(point.budget), y(point.gain))
      if point.isChosen {
        lines.append(
          line(
            x, y, x, Self.plot.bottom, color: theme.risk.line, width: 1.2, dashes: "6 3"))
      }
      var marks: [String] = []
      if !point.isProven {
        let top = self.y(point.bound)
        marks.append(line(x, y, x, top, color: theme.ink, width: 1.2))
        marks.append(line(x - 4, top, x + 4, top, color: theme.ink, width: 1.2))
      }
      if point.isChosen {
        marks.append(circle(x, y, radius: 7.5, fill: "none", width: 1.4, color: theme.risk.line))
      }
      marks.append(
        circle(
          x, y, radius: 4, fill: point.isProven ? theme.ink.text : theme.paper.text, width: 1.4,
          color: theme.ink))
      if point.isKink { marks.append(triangle(x, y + 17)) }
      lines.append(
        "<g class=\"\(point.isProven ? "proven" : "best-known")\" data-mark=\"\(point.mark)\">"
          + "<title>\(MarkupText.escaped(tooltip(point)))</title>" + marks.joined() + "</g>")
    }
    for point in points { lines += labels(of: point, &taken) }
    return lines
  }

  private func tooltip(_ point: BudgetCurvePoint) -> String {
    let names = rowNames
    return zip(names, point.texts).map { $0 + " " + $1 }.joined(separator: language("，", ", "))
      + " [\(point.mark)]"
  }

  /// The words beside a point, where they cover neither a point nor other words.
  private func labels(of point: BudgetCurvePoint, _ taken: inout [Box]) -> [String] {
    var words: [(text: String, color: Diagram.Color, bold: Bool)] = [
      (point.texts[1], theme.ink, point.isChosen)
    ]
    if point.isChosen {
      words.append((language("本次预算", "this budget"), theme.risk.line, true))
    }
    if point.isKink { words.append((language("拐点", "kink"), theme.quiet, false)) }
    let size = 9.0
    let width = words.map { TextMetrics.width($0.text, size: size, bold: $0.bold) }.max() ?? 0
    let height = Double(words.count) * 11
    let (x, y) = (x(point.budget), y(point.gain))
    let spots = [
      (x - width * 0.7, y - 9 - height), (x - 9 - width, y - 4 - height), (x + 11, y + 4),
      (x - width / 2, y + 24), (x - width / 2, y - 14 - height),
      (x + 11, y - height - 4), (x - 9 - width, y + 6),
      (x - width / 2, y - 34 - height), (x - width / 2, y + 46), (x - width / 2, y - 56 - height),
    ]
    let boxes = spots.map {
      Box(left: $0.0, top: $0.1, right: $0.0 + width, bottom: $0.1 + height)
    }
    let page = Box(
      left: Self.plot.left + 2, top: Self.plot.top - 10, right: Self.width - 6,
      bottom: Self.plot.bottom - 1)
    // The table below has every number: words that fit nowhere are left to it.
    guard
      let box = boxes.first(where: { box in
        page.contains(box) && !taken.contains { $0.overlaps(box) }
      })
    else { return [] }
    taken.append(box)
    return words.enumerated().map { place, word in
      text(
        word.text, x: box.left, y: box.top + 9 + Double(place) * 11, size: size, bold: word.bold,
        color: word.color)
    }
  }

  // MARK: - Table

  private var rowNames: [String] {
    language == .chinese
      ? ["预算(万元)", "收益", "上界", "投入(万元)", "性质"] : ["budget", "gain", "bound", "spent", "kind"]
  }

  private var table: [String] {
    let top = Self.plot.bottom + 48
    let first = Self.plot.left + 6
    let column = (Self.width - Self.margin - first) / Double(points.count)
    // More points than a page holds columns for: the picture and its tooltips still say all.
    guard column > 30 else { return [] }
    var lines: [String] = []
    let names = rowNames + [language("依据", "mark")]
    for (row, name) in names.enumerated() {
      let y = top + Double(row) * 14
      lines.append(text(name, x: Self.margin, y: y, size: 9, color: theme.quiet))
      for (place, point) in points.enumerated() {
        let value = row < point.texts.count ? point.texts[row] : "[\(point.mark)]"
        let right = first + Double(place + 1) * column
        lines.append(
          text(
            value, x: right, y: y, size: 9, bold: point.isChosen, anchor: "end", room: column - 4))
      }
      lines.append(
        line(
          Self.margin, y + 4, Self.width - Self.margin, y + 4, color: theme.band.line, width: 0.5))
    }
    return lines
  }

  private var legend: [String] {
    let y = Self.height - 46
    var x = Self.margin
    var lines: [String] = []
    func entry(_ drawn: String, _ words: String) {
      lines.append(drawn)
      lines.append(text(words, x: x + 12, y: y + 3, size: 8.5))
      x += 24 + TextMetrics.width(words, size: 8.5)
    }
    entry(
      circle(x + 4, y, radius: 4, fill: theme.ink.text, width: 1.4, color: theme.ink),
      language("已证明最优", "proven"))
    entry(
      circle(x + 4, y, radius: 4, fill: theme.paper.text, width: 1.4, color: theme.ink)
        + line(x + 4, y - 4, x + 4, y - 10, color: theme.ink, width: 1.2)
        + line(x, y - 10, x + 8, y - 10, color: theme.ink, width: 1.2),
      language("已知最好（竖线到上界）", "best known (bar up to its bound)"))
    entry(
      circle(x + 4, y, radius: 5.5, fill: "none", width: 1.4, color: theme.risk.line),
      language("本次预算", "this budget"))
    entry(
      triangle(x + 4, y), language("拐点：此后同样的钱收益明显变少", "kink: from here on money gains clearly less")
    )
    lines.append(line(x, y, x + 10, y, color: theme.flow, width: 1.2, dashes: "2 3"))
    lines.append(
      text(
        language("连线只为看清走势，两点之间未计算", "lines only guide the eye"), x: x + 14, y: y + 3,
        size: 8.5))
    return lines
  }

  // MARK: - Shapes

  private func text(
    _ text: String, x: Double, y: Double, size: Double, bold: Bool = false,
    color: Diagram.Color? = nil, anchor: String = "start", room: Double? = nil
  ) -> String {
    guard !text.isEmpty else { return "" }
    let room = room ?? (anchor == "start" ? Self.width - Self.margin / 2 - x : Self.width)
    let fitted = TextMetrics.fitted(LineText.visible(text), width: room, size: size, bold: bold)
    return
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\""
      + (bold ? " font-weight=\"bold\"" : "")
      + (anchor == "start" ? "" : " text-anchor=\"\(anchor)\"")
      + " fill=\"\((color ?? theme.ink).text)\">\(MarkupText.escaped(fitted))</text>"
  }

  private func line(
    _ x: Double, _ y: Double, _ endX: Double, _ endY: Double, color: Diagram.Color,
    width: Double, dashes: String? = nil
  ) -> String {
    "<line x1=\"\(Self.number(x))\" y1=\"\(Self.number(y))\" x2=\"\(Self.number(endX))\" "
      + "y2=\"\(Self.number(endY))\" stroke=\"\(color.text)\" stroke-width=\"\(Self.number(width))\""
      + (dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "") + "/>"
  }

  private func circle(
    _ x: Double, _ y: Double, radius: Double, fill: String, width: Double, color: Diagram.Color
  ) -> String {
    "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" "
      + "fill=\"\(fill)\" stroke=\"\(color.text)\" stroke-width=\"\(Self.number(width))\"/>"
  }

  private func triangle(_ x: Double, _ y: Double) -> String {
    let corners = [(x, y - 5), (x + 4.5, y + 3), (x - 4.5, y + 3)]
      .map { Self.number($0.0) + "," + Self.number($0.1) }.joined(separator: " ")
    return "<polygon points=\"\(corners)\" fill=\"\(theme.quiet.text)\"/>"
  }

  /// A coordinate with two digits after the point.
  private static func number(_ value: Double) -> String { NumberText.decimal(value, digits: 2) }

  /// A tick's number: as many digits as its step needs.
  private static func label(_ value: Double) -> String {
    if value == value.rounded() { return NumberText.decimal(value, digits: 0).filter { $0 != "." } }
    return NumberText.decimal(value, digits: abs(value) < 0.1 ? 4 : 2)
  }
}

/// A point of the picture.
private struct BudgetCurvePoint {
  var mark: String
  var budget: Double
  var gain: Double
  var bound: Double
  var isProven: Bool
  var isKink: Bool
  var isChosen: Bool
  /// Budget, gain, bound, cost and kind in words.
  var texts: [String]
}

/// Where words or a point are.
private struct Box {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  func overlaps(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func contains(_ other: Box) -> Bool {
    left <= other.left && right >= other.right && top <= other.top && bottom >= other.bottom
  }
}
