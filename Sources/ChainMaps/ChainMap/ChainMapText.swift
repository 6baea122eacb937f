import ChainAnalysis
import ChainModel

/// The sentences around the chain map: title, headline, facts, footer, remarks.
struct ChainMapText {
  let profile: ChainProfile
  let book: ChainBook
  let ledger: QualityLedger
  let options: MapOptions
  /// The plan that the map shows.
  let plan: PlanCoverage?

  init(
    _ profile: ChainProfile, book: ChainBook, ledger: QualityLedger, options: MapOptions,
    plan: PlanCoverage? = nil
  ) {
    self.profile = profile
    self.book = book
    self.ledger = ledger
    self.options = options
    self.plan = plan
  }

  private var language: Language { options.language }

  private var hasCertificates: Bool { !book.certificates.isEmpty }

  private var chain: Chain { book.chains[profile.chain] }

  var title: String {
    let name = PageWords.line(book.text[chain.name])
    return language(
      (name.hasSuffix("链") ? name : name + "产业链") + " · 质量认证强链图谱"
        + (plan == nil ? "" : "（帮扶计划）"),
      name + " · quality certification map" + (plan == nil ? "" : " (plan)"))
  }

  private var words: PageWords { PageWords(book: book, ledger: ledger, options: options) }

  /// What the chain's own row says of its data, such as 虚构示例数据.
  var notice: String {
    words.notice(words.extra(ChainBook.noticeHeader, ofChain: profile.chain))
  }

  func facts(_ findings: ChainFindings) -> String {
    var facts = [
      language(
        "\(profile.firms.count) 家企业、\(profile.segments.count) 个环节、\(profile.leaders.count) 家链主",
        "\(profile.firms.count) firms, \(profile.segments.count) segments, "
          + "\(profile.leaders.count) chain leaders"),
      hasCertificates
        ? language("获证：持有效 ", "certified: holds a valid ")
          + ledger.schemes.sorted().map(\.code).joined(separator: language("、", " or "))
          + language(" 证书", " certificate")
        : language("未提供证书，不判定获证", "no certificates given, certification not judged"),
    ]
    if !profile.segments.contains(where: { book.segments[$0.segment].status != nil }) {
      facts.append(
        findings.proposals.isEmpty
          ? language("环节状态未评定", "segments not rated")
          : language("环节状态按规则建议，未经认定", "statuses proposed by rules, not declared"))
    }
    let date = words.dataDate(ofChain: profile.chain, firms: profile.firms)
    if !date.isEmpty { facts.append(language("数据截至 ", "data as of ") + date) }
    if hasCertificates || profile.segments.contains(where: { !$0.problems.isEmpty }) {
      facts.append(language("证书与问题按 \(ledger.asOf) 判定", "judged on \(ledger.asOf)"))
    }
    if profile.isInspectionAssumed, profile.segments.contains(where: { !$0.problems.isEmpty }) {
      facts.append(
        language(
          "无诊断记录，有问题的环节按全部企业已诊断计",
          "no assessments: firms of segments with findings count as inspected"))
    }
    if let plan {
      facts.append(
        language(
          "计划：预算 \(PageWords.amount(plan.budget)) 万元，依据见同一预算的“一链一策”",
          "plan: budget \(PageWords.amount(plan.budget)) × 10,000 yuan, borne out by the plan (一链一策) "
            + "for it"))
    }
    return facts.joined(separator: " ｜ ")
  }

  func footer(page: Int, of pages: Int) -> [String] {
    words.footer(ofChain: profile.chain, page: page, of: pages)
  }

  // MARK: - Headline

  /// The sentence under the title: the user's, or one that states what the boxes show.
  ///
  /// - Parameters:
  ///   - named: The firms that boxes name; the headline names no other.
  ///   - drawn: The segments that have a box; the headline names no other.
  ///   - blocked: The segments whose box shows a blocking point.
  ///   - findings: The chain's bottlenecks and traced problems; counted where boxes name all firms
  ///     they are about.
  /// - Returns: The sentence; empty if none is wanted.
  func headline(
    named: Set<Int>, drawn: Set<Int>, blocked: [Int], findings: ChainFindings
  ) -> String {
    words.headline(
      plan.map { sentence($0, drawn: drawn) }
        ?? sentence(named: named, drawn: drawn, blocked: blocked, findings: findings))
  }

  /// What a plan does for the firms of the map, and where most stays.
  private func sentence(_ plan: PlanCoverage, drawn: Set<Int>) -> String {
    let firms = Set(profile.firms + profile.outsideSuppliers.map(\.firm)).sorted()
    let open = firms.filter { !ledger.openProblems(ofFirm: $0).isEmpty }
    let cases = open.reduce(0) { $0 + ledger.openProblems(ofFirm: $1).count }
    let covered = open.reduce(0) { $0 + self.covered(plan, $1) }
    let helped = open.count { self.covered(plan, $0) > 0 }
    let proven =
      plan.isProven ? language("，已证明最优", ", proven best") : language("，尚未证明最优", ", not proven best")
    var parts = [
      language(
        "投入 \(PageWords.amount(plan.cost)) 万元选 \(plan.measures.count) 项举措\(proven)：图上 "
          + "\(open.count) 家有未销号问题的企业中帮扶 \(helped) 家，\(cases) 项问题中 \(covered) 项有举措",
        "\(plan.measures.count) measures for \(PageWords.amount(plan.cost)) × 10,000 yuan\(proven): of "
          + "\(open.count) firms with open problems here \(helped) are helped, of \(cases) problems at "
          + "firms \(covered) have a measure")
    ]
    let left = profile.segments.map { segment in
      (
        segment: segment.segment,
        count: segment.firms.reduce(0) {
          $0 + ledger.openProblems(ofFirm: $1).count - self.covered(plan, $1)
        }
      )
    }.filter { $0.count > 0 && drawn.contains($0.segment) }
      .sorted { ($1.count, $0.segment) < ($0.count, $1.segment) }
    if covered < cases, !left.isEmpty {
      // Of several with as many none is named before the others.
      let most = left.count > 3 ? left.prefix { $0.count > left[3].count }.prefix(3) : left[...]
      let names = most.map {
        PageWords.line(book.text[book.segments[$0.segment].name]) + " \($0.count)"
      }
      parts.append(
        language("余下 \(cases - covered) 项", "\(cases - covered) stay")
          + (names.isEmpty
            ? language("，分在 \(left.count) 个环节", ", in \(left.count) segments")
            : language(left.count > most.count ? "，最多在" : "，在", ", most in ")
              + names.joined(separator: language("、", ", "))))
    }
    return parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  /// How many of a firm's open problems a plan acts on.
  private func covered(_ plan: PlanCoverage, _ firm: Int) -> Int {
    ledger.openProblems(ofFirm: firm).count { plan.acts(on: $0, ofFirm: firm) }
  }

  private func sentence(
    named: Set<Int>, drawn: Set<Int>, blocked: [Int], findings: ChainFindings
  ) -> String {
    var parts: [String] = []
    let lacking = Set(profile.segments.flatMap(\.lackingMandatory)).sorted()
    if hasCertificates, !lacking.isEmpty {
      let names = lacking.count <= 2 && named.isSuperset(of: lacking) ? lacking.map(shortName) : []
      parts.append(
        language(
          "\(lacking.count) 家企业应证未证", "firms lacking a mandatory certificate: \(lacking.count)")
          + bracketed(names))
    }
    let missing = profile.segments.filter { book.segments[$0.segment].status == .missing }
    if !missing.isEmpty {
      parts.append(
        language("\(missing.count) 个环节缺失", "missing segments: \(missing.count)")
          + bracketed(missing.map(\.segment), drawn))
    }
    let empty = profile.segments.filter {
      $0.familyFirms.isEmpty && book.segments[$0.segment].status != .missing
    }
    if !empty.isEmpty {
      parts.append(
        (findings.isPartial
          ? language("\(empty.count) 个环节没有企业", "segments without firms: \(empty.count)")
          : language("\(empty.count) 个环节未列企业", "segments without firms: \(empty.count)"))
          + bracketed(empty.map(\.segment), drawn))
    }
    let sole = findings.isPartial ? [] : profile.segments.filter(ChainProfile.isSingleProvider)
    if !sole.isEmpty {
      parts.append(
        language("\(sole.count) 个环节仅 1 家企业", "single-provider segments: \(sole.count)")
          + bracketed(sole.map(\.segment), drawn))
    }
    let bottlenecks = findings.marks.firms.keys.sorted()
    if !bottlenecks.isEmpty, named.isSuperset(of: bottlenecks) {
      parts.append(
        language("\(bottlenecks.count) 家瓶颈企业", "bottleneck firms: \(bottlenecks.count)")
          + bracketed(bottlenecks.count <= 4 ? bottlenecks.map(shortName) : ["◆"]))
    }
    let common = profile.segments.filter { $0.problems.contains { $0.label == .common } }
    if !common.isEmpty {
      parts.append(
        language("\(common.count) 个环节有共性问题", "segments with common problems: \(common.count)")
          + bracketed(common.map(\.segment), drawn))
    }
    if !blocked.isEmpty {
      parts.append(
        language("\(blocked.count) 个环节有堵点", "segments with a blocking point: \(blocked.count)")
          + bracketed(blocked, drawn))
    }
    if let traced = traced(findings.traced, named: named) { parts.append(traced) }
    let certified = PageWords.share(
      profile.certified.count, of: profile.firms.count, in: language)
    if !profile.firms.isEmpty {
      let count = language("\(profile.firms.count) 家企业", "\(profile.firms.count) firms")
      parts.insert(
        hasCertificates ? language("获证 \(certified)", "certified: \(certified)") : count, at: 0)
    }
    guard !parts.isEmpty else { return "" }
    return parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  /// What can be traced to sources; nil where the boxes do not name every firm it is about.
  private func traced(_ traced: TracedProblems, named: Set<Int>) -> String? {
    let (sources, firms) = (traced.sources, traced.firms)
    guard let first = traced.traces.first, named.isSuperset(of: sources.union(firms)) else {
      return nil
    }
    let name = PageWords.line(book.text[book.problems[first.problem].name])
    let isSingle = traced.traces.count == 1
    let isConfirmed = traced.traces.allSatisfy(\.isConfirmed)
    let what =
      isSingle
      ? language("共性问题“\(name)”", "the common problem “\(name)”")
      : language("\(traced.traces.count) 个共性问题", "\(traced.traces.count) common problems")
    let from = source(sources.sorted())
    return isConfirmed
      ? language(
        "\(firms.count) 家企业的\(what)可上溯至\(from)，已溯源核实",
        "\(what) of \(firms.count) firms (△) comes from \(from), verified")
      : language(
        "\(firms.count) 家企业的\(what)疑似可上溯至\(from)，待溯源核实",
        "\(what) of \(firms.count) firms (△) may come from \(from), to be verified")
  }

  /// Sources as a headline names them: by name, else by the segment that they all stand in.
  private func source(_ firms: [Int]) -> String {
    if firms.count == 1 { return firms.map(shortName).joined() + " ◎" }
    let segments = profile.segments.filter { Set($0.firms).isSuperset(of: firms) }
    let place = segments.first.map { PageWords.line(book.text[book.segments[$0.segment].name]) }
    return language(
      " \(firms.count) 家\(place.map { "“\($0)”" } ?? "上游")企业（◎）",
      "\(firms.count) firms \(place.map { "of “\($0)”" } ?? "upstream") (◎)")
  }

  private func shortName(_ firm: Int) -> String {
    PageWords.line(TextFolding.shortFirmName(book.text[book.firms[firm].name]))
  }

  private func bracketed(_ segments: [Int], _ drawn: Set<Int>) -> String {
    segments.count > 3 || !drawn.isSuperset(of: segments)
      ? "" : bracketed(segments.map { PageWords.line(book.text[book.segments[$0].name]) })
  }

  private func bracketed(_ names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    return language(
      "（" + names.joined(separator: "、") + "）", " (" + names.joined(separator: ", ") + ")")
  }

  // MARK: - Remarks

  /// What this edition leaves out or changes to be legible.
  func remarks(
    _ content: ChainMapContent, _ role: PageRole, findings: ChainFindings, budget: Int,
    most: Int
  ) -> [Bilingual] {
    let pages = role.remark(noun: Self.noun).map { [$0] } ?? []
    switch role {
    case .whole:
      return aggregation(content, budget: budget, most: most) + general(findings)
        + unlinked(content) + pages
    case .overview, .list:
      return pages + folding(content) + general(findings) + unlinked(content)
    case .part: return aggregation(content, budget: budget, most: most)
    }
  }

  /// What boxes stand for.
  static let noun = Bilingual("环节", "segments")

  /// What is folded or counted instead of named.
  private func aggregation(
    _ content: ChainMapContent, budget: Int, most: Int
  ) -> [Bilingual] {
    var remarks = folding(content)
    if budget == 0, most > 0 {
      remarks.append(
        Bilingual(
          "本图为汇总版：不列企业名称，只列数量。", "Aggregated: firms are counted, not named."))
    } else if budget < most {
      remarks.append(
        Bilingual(
          "每个环节一般列 \(budget) 家企业，链主、应证未证和瓶颈企业必列，问题企业在前，其余计入“+ N 家”。",
          "Each segment names about \(budget) firms: leaders, bottlenecks and firms lacking a mandatory "
            + "certificate always, then firms with problems; the rest are counted."))
    }
    return remarks
  }

  private func folding(_ content: ChainMapContent) -> [Bilingual] {
    guard content.isFolded else { return [] }
    return [
      Bilingual("本图为汇总版：子环节并入上级环节。", "Aggregated: child segments are folded into their parents.")
    ]
  }

  /// What holds of the chain, whatever the page.
  private func general(_ findings: ChainFindings) -> [Bilingual] {
    var remarks: [Bilingual] = []
    if !findings.disputed.isEmpty {
      let names = findings.disputed.map { PageWords.segment($0, in: book) }
      let shown = names.prefix(5).joined(separator: language("、", ", "))
      let rest = names.count > 5 ? language("等", " …") : ""
      remarks.append(
        Bilingual(
          "\(names.count) 个环节的申报状态与规则建议不同（\(shown)\(rest)），图上为申报状态；理由见 show --propose-status。",
          "The declared status of \(names.count) segments is not what the rules propose "
            + "(\(shown)\(rest)); the map shows the declared one."))
    }
    if profile.segments.isEmpty {
      remarks.append(Bilingual("本链没有环节。", "The chain has no segments."))
    }
    if !profile.leadersOutside.isEmpty {
      let names = profile.leadersOutside.map(shortName)
      remarks.append(
        Bilingual(
          "链主 \(names.joined(separator: "、")) 不在任何环节，图上没有位置。",
          "Chain leaders in no segment have no place on the map: "
            + names.joined(separator: ", ") + "."))
    }
    if !profile.closedLeaders.isEmpty {
      let names = profile.closedLeaders.map(shortName)
      remarks.append(
        Bilingual(
          "链主 \(names.joined(separator: "、")) 非在业，不计。",
          "Chain leaders not in operation are not counted: \(names.joined(separator: ", "))."))
    }
    if !profile.internalSupplies.isEmpty {
      remarks.append(
        Bilingual(
          "另有 \(profile.internalSupplies.count) 条供应关系在同一环节内部，不画线；指向上级环节的线含供给其子环节的条数。",
          "\(profile.internalSupplies.count) supplies within one segment are not drawn; lines to a "
            + "parent segment count those to its children."))
    }
    if !profile.inferredSupplies.isEmpty {
      remarks.append(
        Bilingual(
          "另有 \(profile.inferredSupplies.count) 条推断的供应关系，未计入图上条数。",
          "\(profile.inferredSupplies.count) inferred supplies are not counted on the map."))
    }
    return remarks
  }

  private func unlinked(_ content: ChainMapContent) -> [Bilingual] {
    var remarks: [Bilingual] = []
    if content.undrawn.pairs > 0 {
      remarks.append(
        Bilingual(
          "另有 \(content.undrawn.pairs) 对环节之间的零散供应（共 \(content.undrawn.supplies) 条）未列入环节关系，不画线。",
          "\(content.undrawn.pairs) further pairs of segments with \(content.undrawn.supplies) "
            + "supplies outside the declared flows are not drawn."))
    }
    return remarks
  }

  /// Lines that run against the bands.
  func warnings(_ fitting: ChainMapFitting) -> [Bilingual] {
    let backward = fitting.content.lines.indices.filter { fitting.isBackward($0) }
    var remarks = backward.prefix(5).map { index in
      let line = fitting.content.lines[index]
      let from = fitting.content.families[line.from.family].boxes[line.from.box].title
      let to = fitting.content.families[line.to.family].boxes[line.to.box].title
      return Bilingual(
        "“\(from)”到“\(to)”的供应方向与链上位置相反或成环，图上以“逆向”标出",
        "“\(from)” supplies “\(to)” against the bands or in a cycle; marked on the map")
    }
    if backward.count > 5 {
      remarks.append(
        Bilingual(
          "同样逆向的还有 \(backward.count - 5) 条", "\(backward.count - 5) more run backwards likewise"))
    }
    return remarks
  }
}
