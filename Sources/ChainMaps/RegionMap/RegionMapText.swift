import ChainAnalysis
import ChainModel
import DOT

/// What stands around a region map: title, headline, facts, legend and remarks.
struct RegionMapText {
  let content: RegionMapContent
  let signs: FirmSigns
  let bottlenecks: BottleneckPositions
  let options: MapOptions
  let role: PageRole

  private var language: Language { options.language }
  private var profile: RegionProfile { content.profile }
  private var book: ChainBook { signs.book }
  private var ledger: QualityLedger { signs.ledger }
  private var words: PageWords { PageWords(book: book, ledger: ledger, options: options) }
  /// The chain whose row says who makes the map.
  private var chain: Int? { profile.chain ?? (book.chains.count == 1 ? 0 : nil) }
  /// The regions that the headline speaks of.
  private var inside: [RegionProfile.Place] { profile.places.filter(\.isInside) }

  /// A region is compared with others from this many supplies on.
  private static let leastSupplies = 10

  /// What stands around the map.
  func furniture(page: Diagram.Size) -> PageFurniture {
    PageFurniture(
      title: title, notice: words.notice(book.dataNotices.first.map(PageWords.line) ?? ""),
      headline: role.contents(language) ?? words.headline(sentence), facts: facts, legend: legend,
      remarks: remarks,
      footer: words.footer(ofChain: chain, page: role.place.number, of: role.place.count),
      width: (page.width - 2 * options.paper.margin).rounded(.down),
      scale: options.paper.furnitureScale, theme: options.theme, headlinePoints: 14)
  }

  private var title: String {
    let name = language("区域图谱", "map by region")
    if let chain = profile.chain {
      return PageWords.line(book.text[book.chains[chain].name]) + " · " + name
        + language("（只计本链企业）", " (firms of this chain only)")
    }
    if let home = profile.home, profile.isWithinHome {
      return PageWords.line(book.text[book.regions[home].name]) + " · " + name
    }
    guard let chain else { return name }
    return PageWords.line(book.text[book.chains[chain].name]) + " · " + name
  }

  // MARK: - Headline

  private var regionCount: Int { inside.reduce(0) { $0 + profile.regions(of: $1).count } }

  private var sentence: String {
    var parts: [String] = []
    let firms = profile.firms
    let regions = inside.count { !$0.firms.isEmpty } == inside.count ? regionCount : drawnRegions
    parts.append(
      language(
        "\(regions) 个区域 \(firms.count) 家企业", "\(firms.count) firms in \(regions) regions")
        + (signs.hasCertificates && !firms.isEmpty
          ? language("，获证 ", ", certified ")
            + PageWords.share(
              firms.count { ledger.standing(ofFirm: $0).isCertified }, of: firms.count,
              in: language)
          : ""))
    let (local, all) = profile.localShare
    if all > 0 {
      parts.append(
        language("本地配套率 ", "supplied from the buyer's region ")
          + PageWords.share(local, of: all, in: language))
    }
    parts += extremes
    if let first = profile.shared.first, content.drawnProblems > 0 {
      let name = PageWords.line(book.text[book.problems[first.problem].name])
      parts.append(
        language(
          "\(profile.shared.count) 个问题出现在多个区域，“\(name)”涉及 \(first.firms.count) 个区域 "
            + "\(first.count) 家",
          "\(profile.shared.count) problems in several regions, “\(name)” at \(first.count) firms of "
            + "\(first.firms.count)"))
    }
    return parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  private var drawnRegions: Int {
    inside.filter { !$0.firms.isEmpty }.reduce(0) { $0 + profile.regions(of: $1).count }
  }

  /// The regions with the highest and lowest local share, of those with supplies enough to compare.
  private var extremes: [String] {
    let compared = profile.places.indices.filter { place in
      guard case .region = profile.places[place].kind else { return false }
      return profile.places[place].isInside
        && profile.places[place].bought.count >= Self.leastSupplies
    }
    guard compared.count >= 2 else { return [] }
    func isLess(_ left: Int, _ right: Int) -> Bool {
      let (one, other) = (profile.places[left], profile.places[right])
      return one.local.count * other.bought.count < other.local.count * one.bought.count
    }
    guard let highest = compared.max(by: isLess), let lowest = compared.min(by: isLess),
      isLess(lowest, highest)
    else { return [] }
    func said(_ extreme: Int) -> String {
      let equal = compared.filter { !isLess($0, extreme) && !isLess(extreme, $0) }
      let names = equal.prefix(3).map {
        let place = profile.places[$0]
        return content.name(ofPlace: $0) + " "
          + PageWords.share(place.local.count, of: place.bought.count, in: language)
      }.joined(separator: language("、", ", "))
      return names + (equal.count > 3 ? language(" 等 \(equal.count) 个", " and others") : "")
    }
    let least = Self.leastSupplies
    return [
      language(
        "采购满 \(least) 条的 \(compared.count) 个区域中，本地配套率最高 \(said(highest))，最低 \(said(lowest))",
        "of the \(compared.count) regions that buy \(least) or more, the local share is highest in "
          + "\(said(highest)), lowest in \(said(lowest))")
    ]
  }

  // MARK: - Facts, legend, remarks

  private var facts: String {
    var facts = [language("示意图，不表示行政界线", "a schematic, no boundaries are shown")]
    facts.append(
      profile.chain == nil
        ? (options.range.isEmpty
          ? language("计入书中全部在业企业", "all firms in operation")
          : language("计入其上下游范围内的在业企业", "firms in operation upstream and downstream of it"))
        : (options.range.isEmpty
          ? language("只计本链环节内的在业企业", "firms in operation in the chain's segments")
          : language(
            "只计其上下游范围内、本链环节内的在业企业",
            "firms in operation upstream and downstream of it, in the chain's segments")))
    facts.append(
      signs.hasCertificates
        ? language("获证：持有效 ", "certified: holds a valid ")
          + ledger.schemes.sorted().map(\.code).joined(separator: language("、", " or "))
          + language(" 证书", " certificate")
        : language("未提供证书，不判定获证", "no certificates given, certification not judged"))
    if profile.places.allSatisfy(\.bought.isEmpty) {
      facts.append(language("未提供供应关系，不计本地配套率", "no supplies given"))
    }
    let date = words.dataDate(ofChain: chain, firms: profile.firms)
    if !date.isEmpty { facts.append(language("数据截至 ", "data as of ") + date) }
    if signs.hasCertificates || !book.findings.isEmpty {
      facts.append(language("证书与问题按 \(ledger.asOf) 判定", "judged on \(ledger.asOf)"))
    }
    if book.assessments.isEmpty, !book.findings.isEmpty {
      facts.append(
        language(
          "无诊断记录，有问题的区域按全部企业已诊断计",
          "no assessments: firms of regions with findings count as inspected"))
    }
    return facts.joined(separator: " ｜ ")
  }

  private var legend: [PageFurniture.LegendEntry] {
    let theme = options.theme
    let boxes = content.boxes
    let rows = boxes.flatMap { role.marked($0, budget: content.rows) }
    var entries = PageFurniture.legend(
      ofFirms: rows, theme: theme, language: language, warningDays: ledger.warningDays)
    func add(_ sign: String, _ meaning: String, _ tone: MapTheme.Tone) {
      entries.append(PageFurniture.LegendEntry(sign: sign, meaning: meaning, color: tone.line))
    }
    let reasons = bottlenecks.reasons(ofFirms: rows)
    if !reasons.isEmpty {
      add("◆", PageFurniture.meaning(of: reasons, in: language), theme.risk)
    }
    if signs.hasCertificates, content.showsRegions, inside.contains(where: { !$0.firms.isEmpty }) {
      add(
        language("获证 3/5", "certified 3/5"),
        language("获证企业数/在业企业数", "certified / operating firms"), theme.unrated)
    }
    if content.showsRegions, inside.contains(where: { !$0.bought.isEmpty }) {
      add(
        language("本地配套 3/5", "local 3/5"),
        language(
          "本区域企业采购的供货条数中，本区域供应的/全部",
          "of the supplies to the region's firms: from the region / all"), theme.unrated)
    }
    for label in [ProblemLabel.common, .undetermined] {
      let (word, isCommon) = (language(label.chinese, label.english), label == .common)
      guard
        boxes.contains(where: { box in
          (box.lines + box.facts).contains { $0.hasPrefix(word) }
        })
      else { continue }
      add(
        word + " 3/5",
        isCommon
          ? language("共性问题：有问题/已诊断企业数", "common problem: affected / inspected firms")
          : language("诊断不足，尚不能判定共性", "too few inspected to tell"), theme.risk)
    }
    if boxes.contains(where: \.isOutside) {
      add(
        language("虚线框", "dashed box"), language("区域外，或区域未填", "outside, or no region stated"),
        theme.missing)
    }
    if boxes.contains(where: { box in
      let shown = BoxFigure.shown(of: box, budget: content.rows).count
      return shown > 0 && shown < box.rows.count
    }) {
      add(language("+ N 家", "+ n"), language("其余几家，只计数", "so many more firms"), theme.unrated)
    }
    if !content.links.isEmpty {
      add(
        language("n 条", "n"),
        language("供应关系条数，线越粗越多", "number of supplies, thicker is more"), theme.unrated)
      if content.hasBackward(language: language) {
        add(
          language("虚线箭头", "dashed line"), language("由右往左供货", "supplied from right to left"),
          theme.unrated)
      }
    }
    if !content.links.isEmpty || !role.isWhole && content.showsBalance {
      add(
        language("净供出、净购入", "net"),
        language(
          "供给与购自图上其他区域（不含区域外、区域未填）的条数之差",
          "supplies to less supplies from other regions inside, firms without a region left out"),
        theme.unrated)
    }
    entries += PageFurniture.legend(
      ofPagesIn: boxes, role, noun: Self.noun, theme: theme, language: language)
    return entries
  }

  private static let noun = Bilingual("区域", "regions")

  private var remarks: [String] {
    if role.isPart { return [] }
    let own = role.remark(noun: Self.noun).map { [$0[language]] } ?? []
    return role.isWhole ? general + own : own + general
  }

  /// What holds of the map, whatever its pages.
  private var general: [String] {
    var remarks: [String] = []
    let (flows, supplies) = content.undrawn
    if flows > 0 {
      remarks.append(
        language(
          (content.equalUndrawn == 0
            ? "只画供应关系满 \(content.leastDrawn) 条的 \(content.drawnFlows) 条线；"
            : "只画 \(content.drawnFlows) 条线，供应关系都是 \(content.leastDrawn) 条；同为 "
              + "\(content.leastDrawn) 条的还有 \(content.equalUndrawn) 条，按供应区域的代码先后取舍；")
            + "另有 \(flows) 条区域间供应线（共 \(supplies) 条供应关系）不画，仍计入本地配套率。",
          (content.equalUndrawn == 0
            ? "Only the \(content.drawnFlows) lines of \(content.leastDrawn) supplies or more are "
              + "drawn; "
            : "Only \(content.drawnFlows) lines of \(content.leastDrawn) supplies are drawn, the "
              + "first by the supplying region's code, and \(content.equalUndrawn) of as many left "
              + "out; ")
            + "\(flows) lines with \(supplies) supplies are not drawn, but count in the local "
            + "share."))
    }
    let unstated = profile.places.first { $0.kind == .unstated }
    if let unstated, !unstated.firms.isEmpty {
      remarks.append(
        language(
          "\(unstated.firms.count) 家企业未填所属区域，单列一框，不计入各区域。",
          "\(unstated.firms.count) firms state no region: they have a box of their own."))
    }
    let outside = profile.places.filter { $0.locality != nil }
    let outsideFirms = outside.reduce(0) { $0 + $1.firms.count }
    if outsideFirms > 0 {
      remarks.append(
        language(
          "区域外 \(outsideFirms) 家企业不计入区域数、企业数和获证数。",
          "\(outsideFirms) firms outside are not counted as the regions' own."))
    }
    if profile.folded > 0 {
      remarks.append(
        language(
          "区域较多，\(profile.folded) 个区域并入其上级区域。",
          "\(profile.folded) regions are folded into those that contain them."))
    }
    for place in profile.places {
      guard case .several(let regions) = place.kind else { continue }
      remarks.append(
        language(
          "企业最少的 \(regions.count) 个\(place.locality == nil ? "" : "区域外的")区域合为一框。",
          "The \(regions.count) regions with fewest firms share a box."))
    }
    if content.drawnProblems < profile.shared.count {
      remarks.append(
        language(
          "多个区域共有的问题共 \(profile.shared.count) 个，列出涉及区域最多的 \(content.drawnProblems) 个。",
          "Of \(profile.shared.count) problems of several regions, \(content.drawnProblems) are listed."
        ))
    }
    if !profile.inferredSupplies.isEmpty {
      remarks.append(
        language(
          "另有 \(profile.inferredSupplies.count) 条推断的供应关系，未计入。",
          "\(profile.inferredSupplies.count) inferred supplies are not counted."))
    }
    let selfSuppliers = profile.selfSuppliers.count
    if selfSuppliers > 0 {
      remarks.append(
        language(
          "另有 \(selfSuppliers) 家企业的自供（供应方与采购方同为一家）不是企业之间的供应关系，未计入。",
          "Supplies of \(selfSuppliers) firms to themselves are not counted."))
    }
    if content.rows == 0, role.isWhole {
      remarks.append(
        language("不列企业名称，只列数量。", "Firms are counted, not named."))
    }
    return remarks
  }
}
