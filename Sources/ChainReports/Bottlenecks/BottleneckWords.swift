import ChainAnalysis
import ChainModel
import Graphs

/// Says what was found: sections, sentences and figures.
struct BottleneckWords: Sendable {
  let found: Bottlenecks
  let book: ChainBook
  let language: Language
  let names: BookNames
  let proof: BottleneckProof

  init(_ found: Bottlenecks, in book: ChainBook, network: SupplyNetwork, language: Language) {
    self.found = found
    self.book = book
    self.language = language
    names = BookNames(book, in: language)
    proof = BottleneckProof(book, network: network, names: names)
  }

  private var kinds: Set<BottleneckKind> { found.options.kinds }

  // MARK: - Head

  var head: [String] {
    var lines = [
      language("判定日期 \(found.asOf)", "as of \(found.asOf)"),
      language(
        "供需企业对 \(found.linkedPairs) 对，链主 \(found.leaders.count) 家  [B0]",
        "\(found.linkedPairs) pairs of supplier and customer, \(found.leaders.count) chain leaders"
          + "  [B0]"),
    ]
    if !found.inferredSupplies.isEmpty {
      lines.append(
        language(
          "另有推断的供应关系 \(found.inferredSupplies.count) 条，一律未计入  [B0]",
          "\(found.inferredSupplies.count) inferred supplies are counted nowhere  [B0]"))
    }
    lines += selection
    lines += explanations
    let points = mainPoints
    if !points.isEmpty {
      lines += ["", language("要点", "main points")] + points.map { "  " + $0 }
    }
    return lines
  }

  private var selection: [String] {
    var parts: [String] = []
    if let chain = found.options.chain {
      parts.append(
        language(
          "产业链 \(names.chain(chain))：只列其链主、成员及成员各级上游的瓶颈",
          "chain \(names.chain(chain)): bottlenecks of its leaders, members and their upstream"))
    }
    if let region = found.options.region {
      parts.append(
        language(
          "区域 \(names.region(region))：只列瓶颈企业在该区域的",
          "region \(names.region(region)): bottlenecks at firms there"))
    }
    if !found.options.leaders.isEmpty {
      let list = found.options.leaders.sorted().map(names.short)
      parts.append(
        language(
          "与链主有关的类别只列涉及 \(list.joined(separator: "、")) 的，其余类别照列",
          "of the kinds that look at leaders only what concerns \(list.joined(separator: ", "))"))
    }
    if let tiers = found.options.tiers {
      parts.append(
        language(
          "共用供应商只看 \(tiers) 级以内，其他类别不限级数",
          "shared suppliers within \(tiers) tiers; other kinds without limit"))
    }
    return parts.isEmpty
      ? [] : [language("范围：", "selection: ") + parts.joined(separator: language("；", "; "))]
  }

  /// The kinds that could not be answered, in their order.
  var unanswered: [BottleneckKind] {
    BottleneckKind.allCases.filter { kinds.contains($0) && !isAnswered($0) }
  }

  private func isAnswered(_ kind: BottleneckKind) -> Bool {
    kind == .segments || found.linkedPairs > 0 && (!kind.needsLeaders || !found.leaders.isEmpty)
  }

  /// Why kinds could not be answered.
  var explanations: [String] {
    var lines: [String] = []
    let list = unanswered.map { $0.name[language] }.joined(separator: language("、", ", "))
    if !unanswered.isEmpty, found.linkedPairs == 0 {
      let leaders =
        found.leaders.isEmpty ? language("，也没有链主", " and no chain leader") : ""
      lines.append(
        language(
          "书中没有企业间的供应关系\(leaders)：\(list)无从判断，只看环节。补充“供应关系”表"
            + (leaders.isEmpty ? "" : "、在“链上企业”的角色列注明链主") + "后再分析",
          "the book holds no supplies between firms\(leaders): \(list) can't be answered, only "
            + "segments; add the table supplies (供应关系)"))
    } else if !unanswered.isEmpty {
      lines.append(
        language(
          "书中没有链主：\(list)无从判断，其余照列。在“链上企业”的角色列或“产业链”的链主列注明后再分析",
          "the book names no chain leader: \(list) can't be answered, the others are; state 链主 in "
            + "the table members or chains"))
    }
    if found.firms.examined.count < found.leaders.count, found.options.leaders.isEmpty {
      lines.append(
        language(
          "规模大：隐性集中、断供影响、最少断点只看了上游最广的 \(found.firms.examined.count) 家链主"
            + "（共 \(found.leaders.count) 家），可用 --leader 指定",
          "large book: the kinds that look at one leader were examined for the "
            + "\(found.firms.examined.count) leaders with most upstream firms "
            + "(of \(found.leaders.count)); name others with --leader"))
    }
    return lines
  }

  private var mainPoints: [String] {
    var points: [String] = []
    let single = found.segments.filter(\.isSingleProvider)
    if !single.isEmpty, kinds.contains(.segments) {
      let shown = single.prefix(3).map { segment in
        language(
          "\(names.segment(segment.segment))（\(names.short(segment.firms[0]))）",
          "\(names.segment(segment.segment)) (\(names.short(segment.firms[0])))")
      }
      points.append(
        language(
          "仅 1 家企业的环节：", "segments with one provider: ")
          + list(shown, of: single.count, isWhole: found.segments.count == found.segmentCount))
    }
    let all = found.firms.shared.filter {
      $0.targets.count == found.leaders.count && $0.leastTier >= 2
    }
    if !all.isEmpty, found.leaders.count > 1, found.options.tiers == nil {
      points.append(
        language(
          "各家链主都不直接采购、却都在其上游的企业：",
          "upstream of every leader, direct supplier of none: ")
          + list(
            all.prefix(3).map { names.short($0.node) }, of: all.count,
            isWhole: found.firms.shared.count == found.firms.counts.shared))
    }
    let routes = found.firms.routeChokePoints
    if !routes.isEmpty {
      let firms = NetworkOrder.unique(routes.map(\.node))
      points.append(
        language(
          "供货路线全部经过的企业：", "on every route to a leader: ")
          + list(
            firms.prefix(3).map(names.short), of: firms.count,
            isWhole: routes.count == found.firms.counts.routeChokePoints))
    }
    if let worst = found.firms.accessChokePoints.first {
      points.append(
        language(
          "断供影响最大：\(names.short(worst.node))停供，\(names.short(worst.target))失去 "
            + "\(worst.cutOff.count)/\(worst.upstream) 家上游企业  [B4-1]",
          "greatest loss: without \(names.short(worst.node)), \(names.short(worst.target)) loses "
            + "\(worst.cutOff.count) of \(worst.upstream) upstream firms  [B4-1]"))
    }
    if let sole = found.singleSources.first {
      let customers = NetworkOrder.unique(sole.map(\.customer)).count
      points.append(
        language(
          "依赖面最大的独家供应方：\(names.short(sole[0].supplier))，\(customers) 家企业的采购在表中只有它一家  [B6-1]",
          "single source of most: \(names.short(sole[0].supplier)), \(customers) customers  [B6-1]")
      )
    }
    return points
  }

  private func list(_ shown: [String], of count: Int, isWhole: Bool) -> String {
    let text = shown.joined(separator: language("、", ", "))
    guard count > shown.count || !isWhole else { return text }
    return text + (isWhole ? language(" 等 \(count) 个", " … \(count) in all") : language(" 等", " …"))
  }

  var headFigures: [Figure] {
    let supplies = book.supplies
    let network = proof.network
    let most = found.options.top == 0 ? Int.max : 1000
    let names = names
    var figures = [
      Figure(Bilingual("供需企业对", "pairs"), found.linkedPairs) {
        network.graph.edges.prefix(most).map { edge in
          let (from, to) = (Int(edge.source), Int(edge.target))
          return EvidenceItem(
            name: names.short(from) + " → " + names.short(to), rows: names.supply(from, to))
        }
      },
      Figure(Bilingual("链主", "chain leaders"), found.leaders.count) { [found, book] in
        found.leaders.map { leader in
          names.item(
            leader,
            rows: book.membershipsOfFirm[leader].filter { book.members[$0].role == .leader }
              .map { EvidenceRow(.members, $0) }
              + book.chains.indices.filter {
                book.indices(book.chains[$0].leaders).contains(leader)
              }.map { EvidenceRow(.chains, $0) })
        }
      },
    ]
    if !found.inferredSupplies.isEmpty {
      figures.append(
        Figure(Bilingual("推断的供应关系", "inferred supplies"), found.inferredSupplies.count) {
          [found] in
          found.inferredSupplies.prefix(most).map { position in
            let supply = supplies[position]
            let ends = [supply.supplier.index, supply.customer.index].compactMap { $0 }
            return EvidenceItem(
              name: ends.map(names.short).joined(separator: " → ") + " #\(position)",
              rows: [EvidenceRow(.supplies, position)])
          }
        })
    }
    return figures
  }

  // MARK: - Sections

  var sections: [ReportSection] {
    BottleneckSection.allCases.compactMap { section in
      if let kind = section.kind {
        // What can't be answered is explained above and not listed as if there were none.
        let isAnswered =
          kind == .segments
          || found.linkedPairs > 0 && (!kind.needsLeaders || !found.leaders.isEmpty)
        guard kinds.contains(kind), isAnswered else { return nil }
      }
      return switch section {
      case .sharedSuppliers: sharedSuppliers
      case .sharedSubTier: sharedSubTier
      case .routeChokePoints: routeChokePoints
      case .accessChokePoints: accessChokePoints
      case .waists: waists
      case .singleSources: singleSources
      case .segments: segments
      case .cutFirms: cutFirms
      case .bridges: bridges
      case .centrality: found.centrality.isEmpty ? nil : centrality
      case .sharedSegments: sharedSegments
      case .segmentRoutes: segmentRoutes
      case .segmentWaists: segmentWaists
      }
    }
  }

  func mark(_ section: BottleneckSection, _ place: Int) -> String {
    BottleneckMark(section, place + 1).description
  }

  /// A section whose total counts its findings.
  func section(
    _ section: BottleneckSection, _ name: Bilingual, title: String, total: Int,
    headers: (subject: String, related: String?), _ findings: [ReportFinding]
  ) -> ReportSection {
    var result = ReportSection(
      mark: "B\(section.rawValue)", name: name[language], title: title, total: total,
      headers: headers, findings: findings)
    result.figures = [
      Figure(name, total) {
        findings.map { finding in
          let related = finding.related.map { " / " + $0.name } ?? ""
          return EvidenceItem(
            id: finding.subject.id, name: "[\(finding.mark)] " + finding.subject.name + related,
            rows: finding.figures.first?.items().first?.rows ?? [])
        }
      }
    ]
    return result
  }

  var firmHeader: String { language("企业", "firm") }
  var leaderHeader: String { language("链主", "leader") }
}

/// Lists without repetition.
enum NetworkOrder {
  /// The elements, each at its first place.
  static func unique<Element: Hashable>(_ elements: some Sequence<Element>) -> [Element] {
    var seen = Set<Element>()
    return elements.filter { seen.insert($0).inserted }
  }
}
