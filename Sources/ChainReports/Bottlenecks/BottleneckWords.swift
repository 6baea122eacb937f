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
    let closed = ChainLeaders(book, chain: found.options.chain).closed
      .filter { !found.options.leaders.contains($0) }
    if !closed.isEmpty {
      let list = closed.prefix(5).map(names.plain).joined(separator: language("、", ", "))
      let rest =
        closed.count > 5 ? language(" 等 \(closed.count) 家", " … \(closed.count) in all") : ""
      lines.append(
        language(
          "链主 \(list)\(rest) 非在业，不计",
          "chain leaders not in operation, not counted: \(list)\(rest)"))
    }
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
          "区域 \(names.region(region))：只列瓶颈企业在该区域的；独家供应和唯一连接只要一方在该区域",
          "region \(names.region(region)): bottlenecks at firms there; single sources and bridges with "
            + "one end there"))
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
          "共用供应商和隐性集中只看 \(tiers) 级以内，其他类别不限级数",
          "shared suppliers and sub-tiers within \(tiers) tiers; other kinds without limit"))
    }
    let appointed = found.options.leaders.sorted().filter { !isLeader($0) }
    if !appointed.isEmpty {
      let list = names.short(appointed).joined(separator: language("、", ", "))
      parts.append(
        language(
          "\(list) 在表中不是链主，按 --leader 视同链主",
          "\(list): no chain leader in the tables, treated as one"))
    }
    return parts.isEmpty
      ? [] : [language("范围：", "selection: ") + parts.joined(separator: language("；", "; "))]
  }

  /// Whether the tables name a firm as a chain leader.
  private func isLeader(_ firm: Int) -> Bool {
    book.membershipsOfFirm[firm].contains { book.members[$0].role == .leader }
      || book.chains.contains { book.indices($0.leaders).contains(firm) }
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
    let wantsLeaders = kinds.contains(where: \.needsLeaders)
    let chainWord = found.options.chain == nil ? "书中" : "本链"
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
          "\(chainWord)没有链主：\(list)无从判断，其余照列。在“链上企业”的角色列或“产业链”的链主列注明后再分析",
          "the \(found.options.chain == nil ? "book" : "chain") names no chain leader: \(list) can't be answered, the others are; state 链主 in "
            + "the table members or chains"))
    }
    let idle = found.leaders.filter { proof.network.graph.predecessors(of: Vertex($0)).isEmpty }
    if wantsLeaders, found.linkedPairs > 0, !idle.isEmpty {
      lines.append(
        language(
          "没有申报供应方的链主：\(names.list(idle, most: 5))，与链主有关的类别里没有它们",
          "leaders without a declared supplier, which the kinds that look at leaders leave out: "
            + names.list(idle, most: 5)))
    }
    let created = book.segments.indices.filter { book.segments[$0].origin.isCreated }
    if kinds.contains(.segments), !created.isEmpty, created.count < book.segments.count {
      let list = created.prefix(3).map(names.placedSegment).joined(separator: language("、", ", "))
      lines.append(
        language(
          "有 \(created.count) 个环节只在其他表中出现、环节表没有（\(list)\(created.count > 3 ? " 等" : "")），"
            + "可能是别名；用 qianglian check 看归并建议，确认前它们的企业数不可靠",
          "\(created.count) segments are named in other tables only (\(list)"
            + "\(created.count > 3 ? " …" : "")): maybe other names; see the proposals of qianglian check"
        ))
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

  /// The findings that weigh most, in a sentence each.
  var mainPoints: [String] {
    var points: [String] = []
    let single = statedSingleProviders
    if !single.isEmpty, kinds.contains(.segments) {
      let shown = single.prefix(3).map { segment in
        language(
          "\(names.placedSegment(segment.segment))（\(names.short(segment.firms[0]))）",
          "\(names.placedSegment(segment.segment)) (\(names.short(segment.firms[0])))")
      }
      points.append(
        language("仅 1 家企业的环节：", "segments with one provider: ")
          + list(shown, of: single.count) + "  [B7]")
    }
    let all = found.firms.sharedByAll
    if !all.isEmpty, found.options.tiers == nil {
      points.append(
        language(
          "各家链主都不直接采购、却都在其上游的企业：",
          "upstream of every leader, direct supplier of none: ")
          + list(names.short(all.prefix(3)), of: all.count) + "  [B1]")
    }
    let routes = found.firms.onAllRoutes
    if !routes.isEmpty {
      points.append(
        language("供货路线全部经过的企业：", "on every route to a leader: ")
          + list(names.short(routes.prefix(3)), of: routes.count) + "  [B3]")
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
          "独家供应涉及采购方最多的：\(names.short(sole[0].supplier))，\(customers) 家  [B6-1]",
          "single source of most customers: \(names.short(sole[0].supplier)), \(customers)  [B6-1]")
      )
    }
    return points
  }

  /// Segments with one provider that the table of segments states: one that only another table names
  /// may be a misspelt other.
  private var statedSingleProviders: [SegmentBottleneck] {
    found.singleProviders.filter { !book.segments[$0.segment].origin.isCreated }
  }

  private func list(_ shown: [String], of count: Int) -> String {
    let text = shown.joined(separator: language("、", ", "))
    return count > shown.count
      ? text + language(" 等 \(count) 个", " … \(count) in all") : text
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
            id: names.id(from) + "→" + names.id(to),
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
    let all = found.firms.sharedByAll
    if !all.isEmpty, found.options.tiers == nil {
      let leaders = found.leaders
      let network = proof.network
      figures.append(
        Figure(
          Bilingual("各家链主都不直接采购、却都在其上游的企业", "upstream of all leaders, direct to none"),
          all.count
        ) {
          all.prefix(most).map { firm in
            let paths = network.graph.reversed.shortestPaths(to: Vertex(firm))
            let steps = leaders.flatMap { leader in
              paths.path(from: Vertex(leader)).map { $0.reversed().map(Int.init) } ?? []
            }
            return names.item(firm, rows: names.supplies(along: steps))
          }
        })
    }
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
