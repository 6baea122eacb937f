import ChainAnalysis
import ChainModel

/// The sentence that states a finding with its numbers, and the definition behind it.
struct BottleneckHeadline {
  let finding: BottleneckFinding
  let signs: FirmSigns
  let language: Language

  private var book: ChainBook { signs.book }

  private func name(_ node: Int, _ level: BottleneckFinding.Level) -> String {
    switch level {
    case .firms: signs.label(node)
    case .segments: language("“\(segment(node))”", "“\(segment(node))”")
    }
  }

  private func segment(_ segment: Int) -> String {
    PageWords.placedSegment(segment, in: book)
  }

  private func list(_ nodes: [Int], _ level: BottleneckFinding.Level, most: Int = 4) -> String {
    let shown = nodes.prefix(most).map { name($0, level) }.joined(separator: language("、", ", "))
    return nodes.count > most ? shown + language(" 等", " …") : shown
  }

  /// The sentence.
  var sentence: String {
    switch finding {
    case .shared(let shared, let level): self.shared(shared, level)
    case .sharedSubTier(let shared):
      language(
        "\(signs.label(shared.target))的 \(shared.directSuppliers.count) 家直接供应商中，"
          + "\(shared.through.count) 家都在\(signs.label(shared.node))下游。",
        "\(shared.through.count) of \(shared.directSuppliers.count) direct suppliers of "
          + "\(signs.label(shared.target)) depend on \(signs.label(shared.node)).")
    case .chokePoint(let point, let level): chokePoint(point, level)
    case .waist(let waist, let level):
      language(
        "\(name(waist.target, level))：最少 \(waist.cut.count) \(unit(level))同时"
          + (level == .firms ? "停供" : "缺失") + "，全部来路就断"
          + "（\(list(waist.cut, level))）。",
        "\(name(waist.target, level)) is cut off by \(waist.cut.count) "
          + (level == .firms ? "firms" : "segments") + " at least (\(list(waist.cut, level))).")
    case .singleSource(let sources): single(sources)
    case .segment(let segment): self.segment(segment)
    case .cutFirm(let node):
      language(
        "\(signs.label(node.node))停业后，供需网络断成 \(node.leavesBehind.count) 块"
          + "（\(sizes(node.leavesBehind)) 家）。",
        "Without \(signs.label(node.node)) the supply network falls into "
          + "\(node.leavesBehind.count) parts (\(sizes(node.leavesBehind)) firms).")
    case .bridge(let bridge):
      language(
        "\(signs.label(bridge.supplier)) → \(signs.label(bridge.customer))，是供应方一侧 "
          + "\(bridge.supplierSide) 家与采购方一侧 \(bridge.customerSide) 家之间的唯一联系。",
        "\(signs.label(bridge.supplier)) → \(signs.label(bridge.customer)) is the only connection "
          + "between \(bridge.supplierSide) firms and \(bridge.customerSide).")
    case .firm(let found): firm(found)
    }
  }

  private func unit(_ level: BottleneckFinding.Level) -> String {
    level == .firms ? "家企业" : "个环节"
  }

  private func sizes(_ sizes: [Int]) -> String {
    sizes.prefix(6).map(String.init).joined(separator: language("、", ", "))
      + (sizes.count > 6 ? language(" 等", " …") : "")
  }

  private func shared(_ shared: NetworkBottlenecks.Shared, _ level: BottleneckFinding.Level)
    -> String
  {
    let (own, count) = (name(shared.node, level), shared.targets.count)
    let targets = list(shared.targets, level)
    switch level {
    case .firms:
      return language(
        "\(own)同时在 \(count) 家链主上游（\(targets)），最近在第 \(shared.leastTier) 级，"
          + "直接供货 \(shared.customers) 家。",
        "\(own) is upstream of \(count) leaders (\(targets)), nearest at tier \(shared.leastTier), "
          + "with \(shared.customers) direct customers.")
    case .segments:
      return language(
        "\(own)供到 \(count) 个末端环节（\(targets)），最近在第 \(shared.leastTier) 级。",
        "\(own) is upstream of \(count) final segments (\(targets)), nearest at tier "
          + "\(shared.leastTier).")
    }
  }

  private func chokePoint(
    _ point: NetworkBottlenecks.ChokePoint, _ level: BottleneckFinding.Level
  ) -> String {
    let (own, target) = (name(point.node, level), name(point.target, level))
    let (lost, all) = (point.cutOff.count, point.upstream)
    if point.kind == .route {
      return language(
        "到\(target)的每一条供货路线都经过\(own)", "Every route of supply to \(target) passes \(own)")
        + (lost == 0
          ? language("。", ".")
          : language(
            "；停供则失去 \(lost)/\(all) 家上游企业。",
            "; without it \(lost) of \(all) upstream firms are lost."))
    }
    return level == .firms
      ? language(
        "\(own)一旦停供，\(target)的 \(all) 家上游企业断开 \(lost) 家。",
        "Without \(own), \(target) loses \(lost) of its \(all) upstream firms.")
      : language(
        "\(own)一旦缺失，\(target)的 \(all) 个上游环节断开 \(lost) 个。",
        "Without \(own), \(target) loses \(lost) of its \(all) upstream segments.")
  }

  private func single(_ sources: [SingleSource]) -> String {
    let customers = Set(sources.map(\.customer)).count
    var products: [String] = []
    for source in sources {
      let product =
        source.product.map { book.text[$0] } ?? source.segment.map(segment) ?? ""
      if !product.isEmpty, !products.contains(product) { products.append(PageWords.line(product)) }
    }
    let goods =
      products.isEmpty
      ? language("供货（产品未填）", "goods (not named)")
      : products.prefix(2).map { language("“\($0)”", "“\($0)”") }.joined(
        separator: language("、", ", "))
    let rest = products.count > 2 ? language(" 等 \(products.count) 种", " …") : ""
    let own = signs.label(sources[0].supplier)
    return language(
      "\(own)：\(customers) 家企业的\(goods)\(rest)靠它供应：",
      "\(own): \(customers) customers depend on it for \(goods)\(rest): ")
      + reasons(sources) + language("。", ".")
  }

  /// Why a supplier counts as a single source, in the words of the list: what the table states, what
  /// it merely does not contradict, and who else supplies the same.
  private func reasons(_ sources: [SingleSource]) -> String {
    SingleSource.Reason.allCases.compactMap { reason in
      let own = sources.filter { $0.reason == reason }
      return own.isEmpty ? nil : self.reason(reason, own)
    }.joined(separator: language("；", "; "))
  }

  private func reason(_ reason: SingleSource.Reason, _ sources: [SingleSource]) -> String {
    var rivals: [Int] = []
    for source in sources {
      for supply in source.supplies {
        guard let supplier = book.supplies[supply].supplier.index, supplier != source.supplier,
          !rivals.contains(supplier)
        else { continue }
        rivals.append(supplier)
      }
    }
    let others = list(rivals, .firms, most: 2)
    switch reason {
    case .only:
      return language("仅一家有记录 \(sources.count) 项", "only one recorded \(sources.count)")
    case .declared:
      let text = language("申报独家 \(sources.count) 项", "declared sole \(sources.count)")
      guard !rivals.isEmpty else { return text }
      return text
        + language(
          "，但表中另有供应方 \(others)，请核实",
          ", yet other suppliers are recorded: \(others); please check")
    case .concentrated:
      // Rounded down: "or more" must hold.
      let least = sources.compactMap(\.share).min() ?? 0
      let percent = Int((least * 100 + 1e-9).rounded(.down))
      return language(
        "金额高度集中 \(sources.count) 项，占金额 \(percent)% 以上，另有供应方 \(others)",
        "concentrated by amount \(sources.count), \(percent)% of the amount or more; others: "
          + others)
    }
  }

  private func segment(_ found: SegmentBottleneck) -> String {
    var parts: [String] = []
    if book.segments[found.segment].origin.isCreated,
      book.segments.contains(where: { !$0.origin.isCreated })
    {
      parts.append(
        language("环节表中没有，可能是别名，待确认", "not in the table of segments, maybe another name"))
    }
    switch found.firms.count {
    case 0: parts.append(language("未列在业企业", "has no firm listed"))
    case 1:
      parts.append(
        language(
          "仅 1 家企业（\(signs.label(found.firms[0]))）",
          "has a single provider (\(signs.label(found.firms[0])))"))
    default: parts.append(language("有 \(found.firms.count) 家企业", "has \(found.firms.count) firms"))
    }
    if !found.finals.isEmpty {
      parts.append(
        language(
          "去往\(list(found.finals, .segments, most: 3))的每条路线都经过它",
          "is on every route to \(list(found.finals, .segments, most: 3))"))
    }
    if !found.firms.isEmpty, signs.hasCertificates {
      let share = PageWords.share(found.certified.count, of: found.firms.count, in: language)
      parts.append(language("获证 \(share)", "certified \(share)"))
    }
    if !found.withOpenProblems.isEmpty {
      let count = found.withOpenProblems.count
      parts.append(language("有未销号问题 \(count) 家", "\(count) with open problems"))
    }
    return language("环节“\(segment(found.segment))”", "Segment “\(segment(found.segment))” ")
      + parts.joined(separator: language("，", ", ")) + language("。", ".")
  }

  private func firm(_ found: FirmBottlenecks) -> String {
    var parts: [String] = []
    if !found.routes.isEmpty {
      let leaders = list(found.routes.map(\.target), .firms)
      parts.append(
        language("去往\(leaders)的每条路线都经过它", "on every route to \(leaders)"))
    }
    if !found.access.isEmpty {
      let loss = found.access.prefix(2).map {
        language(
          "\(signs.label($0.target))断开 \($0.cutOff.count) 家上游",
          "\(signs.label($0.target)) loses \($0.cutOff.count) upstream firms")
      }.joined(separator: language("、", ", "))
      parts.append(
        language("停供则", "without it ") + loss
          + (found.access.count > 2 ? language(" 等 \(found.access.count) 家链主", " …") : ""))
    }
    if !found.onlyProviderOf.isEmpty {
      parts.append(
        language(
          "环节\(list(found.onlyProviderOf, .segments))仅此 1 家",
          "the only firm of \(list(found.onlyProviderOf, .segments))"))
    }
    if !found.singleSources.isEmpty {
      let customers = Set(found.singleSources.map(\.customer)).count
      parts.append(
        language(
          "\(customers) 家企业靠它供应（\(reasons(found.singleSources))）",
          "\(customers) customers depend on it (\(reasons(found.singleSources)))"))
    }
    if let shared = found.shared {
      parts.append(
        language(
          "\(shared.targets.count) 家链主的共同上游", "upstream of \(shared.targets.count) leaders"))
    }
    if !found.sharedSubTier.isEmpty {
      let leaders = found.sharedSubTier.prefix(3).map { shared in
        let (part, whole) = (shared.through.count, shared.directSuppliers.count)
        return language(
          "\(signs.label(shared.target)) \(part)/\(whole) 家",
          "\(signs.label(shared.target)) \(part) of \(whole)")
      }.joined(separator: language("、", ", "))
      let more =
        found.sharedSubTier.count > 3
        ? language(" 等 \(found.sharedSubTier.count) 家链主", " …") : ""
      parts.append(
        language(
          "链主的直接供应商在其下游：\(leaders)\(more)",
          "direct suppliers that depend on it: \(leaders)\(more)"))
    }
    if let cut = found.cut {
      parts.append(
        language(
          "停业后供需网络断成 \(cut.leavesBehind.count) 块",
          "the network falls into \(cut.leavesBehind.count) parts without it"))
    }
    return signs.label(found.firm) + language("：", ": ")
      + parts.joined(separator: language("；", "; ")) + language("。", ".")
  }

  /// What the finding means.
  var definition: String {
    switch finding {
    case .shared(_, .firms):
      language("共用供应商：同时在 2 家以上链主上游", "shared supplier: upstream of two or more leaders")
    case .shared(_, .segments):
      language("共用环节：供到 2 个以上末端环节", "shared segment: upstream of several final segments")
    case .sharedSubTier:
      language(
        "隐性集中：链主的多家直接供应商都依赖同一家", "hidden concentration: several direct suppliers depend on one firm"
      )
    case .chokePoint(let point, _):
      point.kind == .route
        ? language("必经企业（卡点）：每条供货路线都经过", "must-pass firm: on every route of supply")
        : language(
          "断供影响：没有它，虚线框的再无别的路到末端", "what is lost: without it dashed boxes have no other way")
    case .waist:
      language("最少断点：互不重合的路线也正好这么多条", "fewest cuts: there are as many routes without a common node")
    case .singleSource:
      language(
        "独家供应：申报独家、表中仅一家有记录，或金额高度集中于一家",
        "single source: declared sole, only one recorded, or concentrated by amount")
    case .segment:
      language(
        "薄弱环节：仅 1 家企业，或去往末端环节的每条路线都经过", "segment bottleneck: one provider, or on every route")
    case .cutFirm:
      language(
        "割点企业：停业后网络断开，不分上下游", "cut firm: without it the network falls apart, directions ignored")
    case .bridge:
      language(
        "唯一连接：断开后网络分成两半，不分上下游", "bridge: without it the network falls in two, directions ignored")
    case .firm: language("一家企业的全部瓶颈", "all that makes one firm a bottleneck")
    }
  }
}
