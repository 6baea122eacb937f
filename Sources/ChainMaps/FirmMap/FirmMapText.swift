import ChainAnalysis
import ChainModel
import DOT

/// What stands around a firm's map: title, headline, facts, legend and remarks.
struct FirmMapText {
  let content: FirmMapContent
  let signs: FirmSigns
  let bottlenecks: BottleneckPositions
  let options: MapOptions
  let role: PageRole

  private var language: Language { options.language }
  private var profile: FirmProfile { content.profile }
  private var book: ChainBook { signs.book }
  private var words: PageWords {
    PageWords(book: book, ledger: signs.ledger, options: options)
  }
  /// The firm's first chain.
  private var chain: Int? {
    FirmProfile.segments(of: profile.firm, in: book).first.flatMap {
      book.segments[$0].chain.index
    } ?? (book.chains.count == 1 ? 0 : nil)
  }
  private var upstream: [Int] { Array(profile.upstream.joined()) }
  private var downstream: [Int] { Array(profile.downstream.joined()) }

  /// What stands around the map.
  func furniture(page: Diagram.Size) -> PageFurniture {
    PageFurniture(
      title: PageWords.line(signs.name(profile.firm)) + " · "
        + language("企业图谱", "map of a firm"),
      notice: words.notice(book.dataNotices.first.map(PageWords.line) ?? ""),
      headline: role.contents(language) ?? words.headline(sentence), facts: facts, legend: legend,
      remarks: remarks,
      footer: words.footer(ofChain: chain, page: role.place.number, of: role.place.count),
      width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme, headlinePoints: 14,
      headlineLines: 3)
  }

  // MARK: - Headline

  private var sentence: String {
    var parts: [String] = []
    if upstream.isEmpty, downstream.isEmpty {
      parts.append(language("书中没有它的供应关系", "the book has no supplies of it"))
    } else {
      parts.append(
        upstream.isEmpty
          ? language("书中没有它的供应商", "no supplier recorded")
          : language(
            "上游 \(profile.upstream.count) 级 \(upstream.count) 家",
            "\(upstream.count) firms upstream in \(tiers(profile.upstream.count))")
            + certified(profile.upstream[0]))
      let mutual = profile.mutual.count
      let leading = downstream.filter(bottlenecks.leaders.contains)
      parts.append(
        downstream.isEmpty
          ? language("书中没有它的客户", "no customer recorded")
          : language(
            "下游 \(profile.downstream.count) 级 \(downstream.count) 家",
            "\(downstream.count) downstream in \(tiers(profile.downstream.count))")
            + (mutual == 0
              ? "" : language("（\(mutual) 家画在上游）", " (\(mutual) drawn upstream)"))
            + (leading.isEmpty
              ? ""
              : language("，含链主 \(leading.count) 家", ", of them \(leading.count) leaders")))
    }
    if signs.hasCertificates {
      let standing =
        switch signs.ledger.standing(ofFirm: profile.firm) {
        case .certified: language("本企业获证", "certified")
        case .expiring(let day):
          language(
            "本企业获证，\(signs.ledger.asOf.days(to: day)) 天后到期",
            "certified, ending in \(signs.ledger.asOf.days(to: day)) days")
        case .uncertified: language("本企业未获证", "not certified")
        }
      let lacking = profile.missing.flatMap(\.schemes).reduce(into: [String]()) {
        if !$0.contains($1.code) { $0.append($1.code) }
      }
      parts.append(
        standing
          + (lacking.isEmpty
            ? ""
            : language(
              "，应证未证 \(lacking.joined(separator: "、"))",
              ", lacks \(lacking.joined(separator: ", "))")))
    }
    let open = profile.problems.count
    if open > 0 {
      let common = profile.problems.count { $0.standing?.label == .common }
      parts.append(
        language("未销号问题 \(open) 个", "open problems: \(open)")
          + (common > 0 ? language("（共性 \(common) 个）", " (common: \(common))") : ""))
    }
    if let position = profile.position {
      let leaders = Set(position.onEveryRouteTo + position.losses.map(\.leader)).count
      parts.append(
        leaders > 0
          ? language("对 \(leaders) 家链主是瓶颈企业", "a bottleneck for \(leaders) leaders")
          : language("是环节仅有的 1 家", "the only firm of a segment"))
    }
    let suspected = profile.suspicions.count { $0.source.isSignificant }
    if suspected > 0 {
      parts.append(
        language(
          "疑为 \(suspected) 个下游问题的共同来源（待核实）",
          "suspected source of \(suspected) problems downstream (to be verified)"))
    }
    let near = Set(upstream + downstream).count { bottlenecks.position(ofFirm: $0) != nil }
    if near > 0 {
      parts.append(
        language("上下游有瓶颈企业 \(near) 家（◆）", "bottlenecks among its neighbours: \(near) (◆)"))
    }
    return parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  private func tiers(_ count: Int) -> String { count == 1 ? "1 tier" : "\(count) tiers" }

  /// How many direct suppliers are certified, of those in operation.
  private func certified(_ direct: [Int]) -> String {
    let operating = direct.filter { book.firms[$0].isOperating }
    guard signs.hasCertificates, !operating.isEmpty else {
      return language("，直接供应商 \(direct.count) 家", ", \(direct.count) direct")
    }
    let count = operating.count { signs.ledger.standing(ofFirm: $0).isCertified }
    return language("，直接供应商获证 ", ", direct suppliers certified ")
      + PageWords.share(count, of: operating.count, in: language)
  }

  // MARK: - Facts, legend, remarks

  private var facts: String {
    var facts: [String] = []
    let tiers = profile.tiers
    facts.append(language("上下游各画 \(tiers) 级", "\(tiers) tiers each way"))
    let date = words.dataDate(
      ofChain: chain,
      firms: [profile.firm] + Array(profile.upstream.joined()) + Array(profile.downstream.joined()))
    if !date.isEmpty { facts.append(language("数据截至 ", "data as of ") + date) }
    facts.append(
      signs.hasCertificates
        ? language("获证：持有效 ", "certified: holds a valid ")
          + signs.ledger.schemes.sorted().map(\.code).joined(separator: language("、", " or "))
          + language(" 证书", " certificate")
        : language("未提供证书，不判定获证", "no certificates given, certification not judged"))
    if signs.hasCertificates || !book.findings.isEmpty {
      facts.append(
        language("证书与问题按 \(signs.ledger.asOf) 判定", "judged on \(signs.ledger.asOf)"))
    }
    if book.assessments.isEmpty, profile.problems.contains(where: { $0.standing != nil }) {
      facts.append(
        language(
          "无诊断记录，有问题的环节按全部企业已诊断计",
          "no assessments: firms of segments with findings count as inspected"))
    }
    return facts.joined(separator: " ｜ ")
  }

  private var legend: [PageFurniture.LegendEntry] {
    let theme = options.theme
    let rows = content.boxes.flatMap { box in
      role.marked(box, budget: content.rows) + (box.firm.map { [$0] } ?? [])
    }
    var entries: [PageFurniture.LegendEntry] = []
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    let showsFirm = content.boxes.contains(where: \.isFocus)
    if showsFirm {
      add(language("粗框", "thick box"), language("本企业", "the firm"), theme.unrated)
    }
    entries += PageFurniture.legend(
      ofFirms: rows, theme: theme, language: language, warningDays: signs.ledger.warningDays)
    let reasons = bottlenecks.reasons(ofFirms: rows)
    if !reasons.isEmpty {
      add("◆", PageFurniture.meaning(of: reasons, in: language), theme.risk)
    }
    if rows.contains(where: \.isSource) {
      let suspected = profile.suspicions.filter(\.source.isSignificant)
      add(
        "◎",
        suspected.allSatisfy { !$0.source.confirmedBy.isEmpty }
          ? language("上游共同来源，经溯源核实", "common source upstream, verified")
          : language("疑似上游共同来源，待溯源核实", "suspected common source upstream, to be verified"),
        theme.risk)
    }
    if rows.contains(where: { $0.tracedProblems > 0 }) {
      add(
        "△", language("▲ 中可沿供应关系上溯至 ◎ 的问题", "those of ▲ that supplies trace back to ◎"),
        theme.risk)
    }
    let labels = ProblemLabel.allCases.filter { label in
      showsFirm && profile.problems.contains { $0.standing?.label == label }
    }
    if !labels.isEmpty {
      add(
        labels.map { language($0.chinese, $0.english) }.joined(separator: language("、", ", "))
          + " 3/5",
        language(
          "同环节（不足时为上一级范围）有此问题/已诊断企业数",
          "affected / inspected firms of the segment, or the group around it"), theme.risk)
    }
    if content.showsSource {
      add(
        language("疑似上游共同来源", "suspected common source"),
        language("供应关系关联，待溯源核实", "by supplies alone, to be verified"), theme.unrated)
    }
    if content.boxes.contains(where: FirmMapContent.isShared) {
      add(
        language("n 家", "n firms"),
        language("几家合为一框，框内写明环节", "several firms in one box, which says their segment"),
        theme.unrated)
    }
    if content.boxes.contains(where: { box in
      let shown = BoxFigure.shown(of: box, budget: content.rows).count
      return shown > 0 && shown < box.rows.count
    }) {
      add(language("+ N 家", "+ n"), language("框内其余几家，只计数", "so many more, counted"), theme.unrated)
    }
    if content.showsLevel {
      add(
        language("获证 3/5", "certified 3/5"),
        language("获证企业数/在业企业数", "certified / operating firms")
          + (content.leavesOutsideOut ? language("（不含链外）", ", those outside left out") : ""),
        theme.unrated)
    }
    if !content.links.isEmpty {
      add(
        language("n 条", "n"),
        language("供应关系条数，线越粗越多；写得下时写产品名", "number of supplies, or the product"),
        theme.unrated)
      if content.hasBackward(language: language) {
        add(
          language("虚线箭头", "dashed line"), language("由右往左供货", "supplied from right to left"),
          theme.unrated)
      }
    }
    entries += PageFurniture.legend(
      ofPagesIn: content.boxes, role, noun: Self.noun, theme: theme, language: language)
    return entries
  }

  private static let noun = Bilingual("企业", "firms")

  private var remarks: [String] {
    if role.isPart { return [] }
    let own = role.remark(noun: Self.noun).map { [$0[language]] } ?? []
    return role.isWhole ? general + own : own + general
  }

  /// What holds of the map, whatever its pages.
  private var general: [String] {
    var remarks: [String] = []
    if profile.furtherUpstream + profile.furtherDownstream > 0 {
      remarks.append(
        language(
          "\(profile.tiers) 级以外还有 "
            + [("上游", profile.furtherUpstream), ("下游", profile.furtherDownstream)]
            .filter { $0.1 > 0 }.map { "\($0.0) \($0.1) 家" }.joined(separator: "、") + "，未画。",
          "Beyond \(profile.tiers) tiers there are "
            + [("upstream", profile.furtherUpstream), ("downstream", profile.furtherDownstream)]
            .filter { $0.1 > 0 }.map { "\($0.1) more \($0.0)" }.joined(separator: " and ")
            + ", not drawn."))
    }
    let hidden = profile.leadersDownstream.filter {
      !downstream.contains($0) && !upstream.contains($0)
    }
    if !hidden.isEmpty {
      remarks.append(
        language(
          "其中链主：\(hidden.prefix(4).map(shortName).joined(separator: "、"))"
            + (hidden.count > 4 ? " 等 \(hidden.count) 家。" : "。"),
          "Leaders among them: \(hidden.prefix(4).map(shortName).joined(separator: ", "))"
            + (hidden.count > 4 ? " and \(hidden.count - 4) more." : ".")))
    }
    if !profile.mutual.isEmpty {
      remarks.append(
        language(
          "\(profile.mutual.count) 家既在上游又在下游，只画在上游一侧，上游、下游的家数都计入。",
          "\(profile.mutual.count) firms are both upstream and downstream: drawn upstream only, "
            + "counted in both."))
    }
    if content.undrawn > 0 {
      remarks.append(
        language(
          "只画逐级的供货和本企业自己的往来；图上企业之间另有 \(content.undrawn) 条供应关系（同级、越级或逆向）不画线。",
          "\(content.undrawn) supplies between these firms within a tier, past one or back are not "
            + "drawn."))
    }
    if content.merged > 0 {
      remarks.append(
        language(
          "为看得清，\(content.merged) 家并入“n 家”框；链主、瓶颈企业、应证未证和有未销号问题的在前。",
          "To be legible, \(content.merged) share “n firms” boxes; leaders, bottlenecks and firms "
            + "with problems come first."))
    }
    return remarks
  }

  private func shortName(_ firm: Int) -> String {
    PageWords.line(TextFolding.shortFirmName(signs.name(firm)))
  }
}
