public import ChainAnalysis
public import ChainModel
import ChainTables
import DelimitedText

/// What is in a book, as text, JSON or CSV.
public struct ShowReport: Sendable {
  private let summary: BookSummary

  /// A report on a summary.
  ///
  /// - Parameter summary: The summary.
  public init(_ summary: BookSummary) {
    self.summary = summary
  }

  private var book: ChainBook { summary.book }

  // MARK: - Text

  /// The report as text for people.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - top: The most lines of each list; 0 lists all.
  /// - Returns: Lines, each ended.
  public func text(in language: Language, top: Int) -> String {
    var lines =
      book.dataNotices + [language("判定日期 \(summary.asOf)", "as of \(summary.asOf)"), ""]
    lines += composition(language)
    lines += groups(
      language("按产业链", "by chain"), summary.chains, language, top: top)
    if summary.chains.count == 1 {
      lines += groups(
        language("按环节", "by segment"), summary.segments.map(\.group), language, top: top)
    }
    lines += groups(language("按区域", "by region"), summary.regions, language, top: top)
    if !summary.withoutRegion.firms.isEmpty {
      lines.append(
        language(
          "  未填区域 \(summary.withoutRegion.firms.count) 家",
          "  without region: \(summary.withoutRegion.firms.count)"))
    }
    lines += problems(language, top: top)
    lines += network(language, top: top)
    return lines.map(LineText.visible).joined(separator: "\n") + "\n"
  }

  private func composition(_ language: Language) -> [String] {
    let all = summary.all
    var lines = [language("构成", "make-up")]
    lines.append(
      language(
        "  在业企业 \(all.firms.count) 家（小微 \(all.smallMicro.count) 家），链主 \(summary.leaders.count) 家，"
          + "不在任何环节 \(summary.outsideChains.count) 家",
        "  \(all.firms.count) firms in operation (\(all.smallMicro.count) small or micro), "
          + "\(summary.leaders.count) chain leaders, \(summary.outsideChains.count) in no segment"))
    let sizes = summary.sizes.map {
      language("\($0.size.chinese) \($0.firms.count)", "\($0.size.english) \($0.firms.count)")
    }
    if !sizes.isEmpty {
      lines.append(language("  规模：", "  sizes: ") + sizes.joined(separator: language("、", ", ")))
    }
    let tables = BookTables.counts(in: book).filter { $0.count > 0 }
      .map { "\($0.table.name(in: language)) \($0.count)" }
    lines.append(language("  各表：", "  tables: ") + tables.joined(separator: language("、", ", ")))
    lines.append(language("质量水平", "quality level"))
    let certified = Self.share(all.certified.count, all.firms.count, language)
    lines.append(
      language(
        "  获证 \(certified)，有未销号问题 \(all.withOpenProblems.count) 家",
        "  certified \(certified), "
          + "with open problems \(all.withOpenProblems.count)"))
    return lines
  }

  /// A share as 3/5; a percentage is added from 10 firms on.
  static func share(_ part: Int, _ whole: Int, _ language: Language) -> String {
    guard whole >= 10 else { return "\(part)/\(whole)" }
    let percent = Int((Double(part) / Double(whole) * 100).rounded())
    return "\(part)/\(whole)" + language("（\(percent)%）", " (\(percent)%)")
  }

  private func groups(
    _ title: String, _ groups: [BookSummary.Group], _ language: Language, top: Int
  ) -> [String] {
    guard !groups.isEmpty else { return [] }
    var lines = [title]
    let shown = top <= 0 ? groups[...] : groups.prefix(top)
    for group in shown {
      let name = group.id == group.name ? group.name : "\(group.id) \(group.name)"
      let certified = Self.share(group.certified.count, group.firms.count, language)
      lines.append(
        language(
          "  \(name)：\(group.firms.count) 家，获证 \(certified)，"
            + "小微 \(group.smallMicro.count)，有未销号问题 \(group.withOpenProblems.count)",
          "  \(name): \(group.firms.count) firms, "
            + "certified \(certified), "
            + "\(group.smallMicro.count) small or micro, "
            + "\(group.withOpenProblems.count) with open problems"))
    }
    if groups.count > shown.count { lines.append(Self.more(groups.count - shown.count, language)) }
    return lines
  }

  private static func more(_ count: Int, _ language: Language) -> String {
    language("  ……还有 \(count) 条，用 --top 0 全部列出", "  … \(count) more; --top 0 lists all")
  }

  private func problems(_ language: Language, top: Int) -> [String] {
    guard !summary.openProblems.isEmpty else { return [] }
    var lines = [language("未销号问题（企业数）", "open problems (firms)")]
    let shown = top <= 0 ? summary.openProblems[...] : summary.openProblems.prefix(top)
    for entry in shown {
      let problem = book.problems[entry.problem]
      let name = book.text[problem.name]
      let id = book.text[problem.id]
      lines.append("  \(id == name ? name : "\(id) \(name)") \(entry.firms.count)")
    }
    if summary.openProblems.count > shown.count {
      lines.append(Self.more(summary.openProblems.count - shown.count, language))
    }
    return lines
  }

  private func network(_ language: Language, top: Int) -> [String] {
    guard summary.linkedPairs > 0 else {
      return [language("供应网络：没有企业间供应关系", "supply network: no supplies between firms")]
    }
    let sizes = summary.componentSizes.prefix(5).map(String.init)
      .joined(separator: language("、", ", "))
    var lines = [
      language("供应网络", "supply network"),
      language(
        "  供需企业对 \(summary.linkedPairs) 对；连通片 \(summary.componentSizes.count) 个（最大的有 \(sizes) 家），"
          + "无供需关系 \(summary.unlinked) 家",
        "  \(summary.linkedPairs) pairs of firms; \(summary.componentSizes.count) connected parts "
          + "(largest: \(sizes)), \(summary.unlinked) firms without supplies"),
    ]
    if summary.inferredSupplies > 0 {
      lines.append(
        language(
          "  另有推断的供应关系 \(summary.inferredSupplies) 条，未计入",
          "  \(summary.inferredSupplies) inferred supplies are not counted"))
    }
    if !summary.cycles.isEmpty {
      lines.append(
        language(
          "  互供或循环供应 \(summary.cycles.count) 组：",
          "  \(summary.cycles.count) groups supply each other in a circle:"))
      let shown = top <= 0 ? summary.cycles[...] : summary.cycles.prefix(top)
      for cycle in shown {
        let names = cycle.prefix(6).map { TextFolding.shortFirmName(name($0)) }
        let rest =
          cycle.count > 6 ? language(" 等 \(cycle.count) 家", " and \(cycle.count - 6) more") : ""
        lines.append("    " + names.joined(separator: language("、", ", ")) + rest)
      }
      if summary.cycles.count > shown.count {
        lines.append(Self.more(summary.cycles.count - shown.count, language))
      }
    }
    return lines
  }

  private func name(_ firm: Int) -> String {
    let row = book.firms[firm]
    return book.text[row.name.isEmpty ? row.id : row.name]
  }

  // MARK: - JSON and CSV

  /// The report as JSON, schema `qianglian.show/1`.
  public func json() -> String {
    JSONValue.object([
      ("schema", .string("qianglian.show/1")),
      ("asOf", .string(summary.asOf.description)),
      ("dataNotices", .array(book.dataNotices.map(JSONValue.string))),
      (
        "tables",
        .object(BookTables.counts(in: book).map { ($0.table.rawValue, .integer($0.count)) })
      ),
      ("firms", counts(summary.all)),
      (
        "sizes",
        .object(summary.sizes.map { ($0.size.english, .integer($0.firms.count)) })
      ),
      ("leaders", .array(summary.leaders.map { id($0) })),
      ("outsideChains", .array(summary.outsideChains.map { id($0) })),
      ("chains", .array(summary.chains.map { counts($0) })),
      (
        "segments",
        .array(
          summary.segments.map { entry in
            .object(
              [("chain", .string(book.text[book.chains[entry.chain].id]))] + members(entry.group))
          })
      ),
      ("regions", .array(summary.regions.map { counts($0) })),
      ("withoutRegion", .integer(summary.withoutRegion.firms.count)),
      (
        "openProblems",
        .array(
          summary.openProblems.map { entry in
            let problem = book.problems[entry.problem]
            return .object([
              (
                "problem",
                .object([
                  ("id", .string(book.text[problem.id])),
                  ("name", .string(book.text[problem.name])),
                ])
              ),
              ("affected", .integer(entry.firms.count)),
              ("firms", .array(entry.firms.map { id($0) })),
            ])
          })
      ),
      (
        "network",
        .object([
          ("pairs", .integer(summary.linkedPairs)),
          ("inferredSupplies", .integer(summary.inferredSupplies)),
          ("components", .array(summary.componentSizes.map(JSONValue.integer))),
          ("unlinked", .integer(summary.unlinked)),
          ("cycles", .array(summary.cycles.map { .array($0.map { id($0) }) })),
        ])
      ),
    ]).text
  }

  private func id(_ firm: Int) -> JSONValue { .string(book.text[book.firms[firm].id]) }

  private func members(_ group: BookSummary.Group) -> [(key: String, value: JSONValue)] {
    [
      ("id", .string(group.id)), ("name", .string(group.name)),
      ("firms", .integer(group.firms.count)), ("certified", .integer(group.certified.count)),
      ("smallMicro", .integer(group.smallMicro.count)),
      ("withOpenProblems", .integer(group.withOpenProblems.count)),
    ]
  }

  private func counts(_ group: BookSummary.Group) -> JSONValue { .object(members(group)) }

  /// The groups as CSV: one row for each chain, segment and region.
  ///
  /// - Parameter language: The language of headers.
  /// - Returns: The file's bytes.
  public func csv(in language: Language) -> [UInt8] {
    var writer = DelimitedWriter(writesByteOrderMark: true, guardsFormulas: true)
    writer.row(
      language == .chinese
        ? ["分组", "产业链编号", "编号", "名称", "在业企业", "获证", "小微企业", "有未销号问题"]
        : [
          "group", "chain", "id", "name", "firms", "certified", "smallMicro", "withOpenProblems",
        ])
    func row(_ kind: String, _ chain: String, _ group: BookSummary.Group) {
      writer.row([
        kind, chain, group.id, group.name, String(group.firms.count),
        String(group.certified.count), String(group.smallMicro.count),
        String(group.withOpenProblems.count),
      ])
    }
    for chain in summary.chains { row(language("产业链", "chain"), chain.id, chain) }
    for entry in summary.segments {
      row(language("环节", "segment"), book.text[book.chains[entry.chain].id], entry.group)
    }
    for region in summary.regions { row(language("区域", "region"), "", region) }
    return writer.takeBytes()
  }
}
