import ChainAnalysis
import ChainModel

extension BottleneckWords {
  var singleSources: ReportSection {
    let (found, proof, book) = (found, proof, book)
    var result = section(
      .singleSources, BottleneckKind.singleSources.name,
      title: language(
        "独家供应：\(found.customerProducts) 个“采购方 × 产品”中 \(found.singleSourceCount) 个在表中只有一家（或几乎只有一家）供应，"
          + "涉及供应方 \(found.singleSourceSuppliers) 家",
        "single sources: \(found.singleSourceCount) of \(found.customerProducts) products of a "
          + "customer, from \(found.singleSourceSuppliers) suppliers"),
      total: found.singleSourceSuppliers, headers: (language("供应方", "supplier"), nil),
      found.singleSources.enumerated().map { place, sources in
        singleSource(sources, mark(.singleSources, place))
      })
    let isWhole = found.singleSources.count == found.singleSourceSuppliers
    result.figures += [
      Figure(Bilingual("独家的采购方×产品", "customer products with one source"), found.singleSourceCount) {
        found.singleSources.joined().map { source in
          let supplier = isWhole ? " ← " + proof.names.id(source.supplier) : ""
          let number = source.supplies.first.map(String.init) ?? ""
          return EvidenceItem(
            id: proof.names.id(source.customer),
            name: proof.names.short(source.customer) + supplier + " #" + number,
            rows: source.supplies.map { EvidenceRow(.supplies, $0) })
        }
      },
      Figure(Bilingual("采购方×产品", "customer products"), found.customerProducts) {
        let most = found.options.top == 0 ? Int.max : 1000
        return found.customerProductGroups(in: book, network: proof.network).prefix(most).map {
          group in
          let customer = group.first.flatMap { book.supplies[$0].customer.index }
          return EvidenceItem(
            id: customer.map(proof.names.id) ?? "",
            name: (customer.map(proof.names.short) ?? "") + " #"
              + (group.first.map(String.init) ?? ""),
            rows: group.map { EvidenceRow(.supplies, $0) })
        }
      },
    ]
    if found.unclassifiedSupplies > 0 {
      result.remarks.append(
        language(
          "\(found.unclassifiedSupplies) 条供应关系未填产品、供应方又不在任何环节，无从判断",
          "\(found.unclassifiedSupplies) supplies name no product and their supplier stands in no "
            + "segment: not judged"))
    }
    return result
  }

  private func singleSource(_ sources: [SingleSource], _ mark: String) -> ReportFinding {
    let supplier = sources[0].supplier
    let customers = NetworkOrder.unique(sources.map(\.customer)).sorted()
    let products = NetworkOrder.unique(sources.map(product))
    let goods =
      products.prefix(2).joined(separator: language("、", ", "))
      + (products.count > 2 ? language(" 等 \(products.count) 种", " …") : "")
    let reasons = SingleSource.Reason.allCases.compactMap { reason in
      self.reason(reason, sources.filter { $0.reason == reason })
    }.joined(separator: language("；", "; "))
    var finding = ReportFinding(
      mark: mark, subject: names.named(supplier),
      sentence: language(
        "\(names.placed(supplier))：\(customers.count) 家企业的\(goods)靠它供应：\(reasons)",
        "\(names.placed(supplier)): \(customers.count) customers depend on it for \(goods): \(reasons)"
      ),
      columns: [
        (language("采购方", "customers"), names.list(customers, most: 20)),
        (language("产品", "products"), products.prefix(20).joined(separator: language("、", ", "))),
        (language("理由", "reasons"), reasons),
      ],
      paths: sources.prefix(NetworkBottlenecks.witnessLimit).map { source in
        .init(
          names: [names.short(supplier), names.short(source.customer)],
          rows: source.supplies.filter { book.supplies[$0].supplier.index == supplier }
            .map { EvidenceRow(.supplies, $0) })
      })
    let (firmNames, goodsOf) = (names, product)
    func items(_ sources: [SingleSource]) -> [EvidenceItem] {
      sources.map { source in
        EvidenceItem(
          id: firmNames.id(source.customer),
          name: firmNames.short(source.customer) + " × " + goodsOf(source),
          rows: source.supplies.map { EvidenceRow(.supplies, $0) })
      }
    }
    finding.figures =
      [
        Figure(Bilingual("依赖它的采购方", "customers"), customers.count) {
          customers.map { customer in
            firmNames.item(customer, rows: firmNames.supply(supplier, customer))
          }
        },
        Figure(Bilingual("独家的采购方×产品", "customer products"), sources.count) {
          [items = items(sources)] in items
        },
      ]
      + SingleSource.Reason.allCases.map { reason in
        let own = items(sources.filter { $0.reason == reason })
        return Figure(Self.name(of: reason), own.count) { own }
      }
    return finding
  }

  /// Why a supplier counts as a single source of some products, with its rivals where there are any.
  private func reason(_ reason: SingleSource.Reason, _ sources: [SingleSource]) -> String? {
    guard !sources.isEmpty else { return nil }
    let customers = names.list(NetworkOrder.unique(sources.map(\.customer)), most: 5)
    let rivals = NetworkOrder.unique(
      sources.flatMap { source in
        source.supplies.compactMap { book.supplies[$0].supplier.index }
          .filter { $0 != source.supplier }
      })
    var text = language(
      "\(Self.name(of: reason)[language]) \(sources.count) 项（\(customers)）",
      "\(Self.name(of: reason)[language]) \(sources.count) (\(customers))")
    switch reason {
    case .only: break
    case .declared where rivals.isEmpty: break
    case .declared:
      text += language(
        "，但表中另有供应方 \(names.list(rivals, most: 3))，请核实",
        ", yet other suppliers are recorded: \(names.list(rivals, most: 3)); please check")
    case .concentrated:
      let least = sources.compactMap(\.share).min() ?? 0
      // Rounded down: "or more" must stay true.
      let percent = Int((least * 100).rounded(.down))
      text += language(
        "，占金额 \(percent)% 以上，另有供应方 \(names.list(rivals, most: 3))",
        ", \(percent)% of the amount or more; others: \(names.list(rivals, most: 3))")
    }
    return text
  }

  /// What the customer buys: the product, or the supplier's segment where none is named.
  private func product(_ source: SingleSource) -> String {
    if let product = source.product { return "“\(book.text[product])”" }
    return source.segment.map { "“\(names.segment($0))”" } ?? ""
  }

  static func name(of reason: SingleSource.Reason) -> Bilingual {
    switch reason {
    case .declared: Bilingual("申报独家", "declared sole")
    case .only: Bilingual("仅一家有记录", "only one recorded")
    case .concentrated: Bilingual("金额高度集中", "concentrated by amount")
    }
  }

  var segments: ReportSection {
    let single = found.segments.count(where: \.isSingleProvider)
    let isWhole = found.segments.count == found.segmentCount
    var result = section(
      .segments, BottleneckKind.segments.name,
      title: language(
        "薄弱环节：仅 1 家企业、或去往末端环节的每条路线都经过的环节 \(found.segmentCount) 个"
          + (isWhole ? "，其中仅 1 家企业的 \(single) 个" : ""),
        "segment bottlenecks: \(found.segmentCount) with one provider or on every route to a final "
          + "segment" + (isWhole ? ", \(single) with one provider" : "")),
      total: found.segmentCount,
      headers: (language("环节", "segment"), language("产业链", "chain")),
      found.segments.enumerated().map { place, segment in
        self.segment(segment, mark(.segments, place))
      })
    if !found.chainsWithoutFlows.isEmpty, !book.chains.isEmpty {
      let chains = found.chainsWithoutFlows.prefix(5).map(names.chain)
        .joined(separator: language("、", ", "))
      result.remarks.append(
        language(
          "\(chains)\(found.chainsWithoutFlows.count > 5 ? " 等 \(found.chainsWithoutFlows.count) 条链" : "")"
            + "没有环节关系，只看企业数，不看路线",
          "\(chains)\(found.chainsWithoutFlows.count > 5 ? " …" : "") states no flows: judged by "
            + "providers only"))
    }
    return result
  }

  private func segment(_ segment: SegmentBottleneck, _ mark: String) -> ReportFinding {
    var parts: [String] = []
    if book.segments[segment.segment].origin.isCreated,
      book.segments.contains(where: { !$0.origin.isCreated })
    {
      parts.append(language("环节表中没有，可能是别名，待确认", "not in the table of segments, maybe another name"))
    }
    switch segment.firms.count {
    case 0: parts.append(language("未列在业企业", "no firm listed"))
    case 1:
      parts.append(
        language(
          "仅 1 家企业（\(names.full(segment.firms[0]))）",
          "a single provider (\(names.full(segment.firms[0])))"))
    default: parts.append(language("\(segment.firms.count) 家企业", "\(segment.firms.count) firms"))
    }
    if !segment.finals.isEmpty {
      let finals = segment.finals.prefix(3).map(names.segment)
        .joined(separator: language("、", ", "))
      let rest = segment.finals.count > 3 ? language(" 等 \(segment.finals.count) 个", " …") : ""
      parts.append(
        language(
          "去往\(finals)\(rest)的每条路线都经过它", "on every route to \(finals)\(rest)"))
    }
    if !segment.firms.isEmpty, !book.certificates.isEmpty {
      let share = ShowReport.share(segment.certified.count, segment.firms.count, language)
      parts.append(language("获证 \(share)", "certified \(share)"))
    }
    if !segment.withOpenProblems.isEmpty {
      parts.append(
        language(
          "有未销号问题 \(segment.withOpenProblems.count) 家",
          "\(segment.withOpenProblems.count) with open problems"))
    }
    var finding = ReportFinding(
      mark: mark,
      subject: .init(
        id: names.segmentID(segment.segment), name: names.segment(segment.segment)),
      related: .init(
        id: book.text[book.chains[segment.chain].id], name: names.chain(segment.chain)),
      sentence: names.placedSegment(segment.segment) + language("：", ": ")
        + parts.joined(separator: language("；", "; ")),
      columns: [(language("企业名单", "firms"), names.list(segment.firms, most: 20))],
      paths: segment.route.isEmpty ? [] : [names.segmentPath(segment.route)])
    finding.figures = figures(of: segment)
    return finding
  }

  private func figures(of segment: SegmentBottleneck) -> [Figure] {
    let names = names
    let family = family(of: segment.segment)
    @Sendable func members(_ firm: Int) -> [EvidenceRow] {
      names.book.membershipsOfFirm[firm].filter {
        names.book.members[$0].segment.index.map(family.contains) ?? false
      }.map { EvidenceRow(.members, $0) }
    }
    return [
      Figure(Bilingual("企业", "firms"), segment.firms.count) {
        segment.firms.map { names.item($0, rows: members($0)) }
      },
      Figure(Bilingual("获证企业", "certified"), segment.certified.count) {
        segment.certified.map { firm in
          names.item(
            firm,
            rows: names.book.certificatesOfFirm[firm].map { EvidenceRow(.certificates, $0) })
        }
      },
      Figure(Bilingual("有未销号问题的企业", "with open problems"), segment.withOpenProblems.count) {
        segment.withOpenProblems.map { firm in
          names.item(
            firm, rows: names.book.findingsOfFirm[firm].map { EvidenceRow(.findings, $0) })
        }
      },
      Figure(Bilingual("必经的末端环节", "final segments"), segment.finals.count) {
        segment.finals.map { final in
          EvidenceItem(
            id: names.segmentID(final), name: names.placedSegment(final),
            rows: final == segment.route.last ? names.flows(along: segment.route) : [])
        }
      },
    ]
  }

  /// A segment and those that are part of it.
  private func family(of segment: Int) -> Set<Int> {
    var family: Set<Int> = [segment]
    var open = [segment]
    while let next = open.popLast() {
      for child in book.childrenOfSegment[next] where family.insert(child).inserted {
        open.append(child)
      }
    }
    return family
  }

  // MARK: - Between segments

  private func named(_ segment: Int) -> ReportFinding.Named {
    .init(id: names.segmentID(segment), name: names.placedSegment(segment))
  }

  private func items(_ segments: [Int], _ rows: @escaping @Sendable (Int) -> [EvidenceRow])
    -> @Sendable () -> [EvidenceItem]
  {
    let names = names
    return {
      segments.map {
        EvidenceItem(id: names.segmentID($0), name: names.placedSegment($0), rows: rows($0))
      }
    }
  }

  private func list(_ segments: [Int], most: Int) -> String {
    let shown = segments.prefix(most).map(names.segment).joined(separator: language("、", ", "))
    return segments.count > most ? shown + language(" 等 \(segments.count) 个", " …") : shown
  }

  var sharedSegments: ReportSection? {
    let network = found.segmentNetwork
    guard network.counts.shared > 0 else { return nil }
    return section(
      .sharedSegments, Bilingual("共用环节", "shared segments"),
      title: language(
        "共用环节：供到 2 个以上末端环节的环节 \(network.counts.shared) 个（按环节关系）",
        "shared segments: \(network.counts.shared) upstream of two or more final segments"),
      total: network.counts.shared, headers: (language("环节", "segment"), nil),
      network.shared.enumerated().map { place, shared in
        let names = names
        var finding = ReportFinding(
          mark: mark(.sharedSegments, place), subject: named(shared.node),
          sentence: language(
            "\(names.placedSegment(shared.node))：供到 \(shared.targets.count) 个末端环节"
              + "（\(list(shared.targets, most: 5))），最近在第 \(shared.leastTier) 级",
            "\(names.placedSegment(shared.node)): upstream of \(shared.targets.count) final segments "
              + "(\(list(shared.targets, most: 5))), nearest at tier \(shared.leastTier)"),
          paths: shared.witness.map(names.segmentPath))
        finding.figures = [
          Figure(
            Bilingual("末端环节", "final segments"), shared.targets.count,
            items: items(shared.targets) { target in
              shared.witness.first { $0.last == target }.map { names.flows(along: $0) } ?? []
            })
        ]
        return finding
      })
  }

  var segmentRoutes: ReportSection? {
    let network = found.segmentNetwork
    let total = network.counts.accessChokePoints
    guard total > 0 else { return nil }
    return section(
      .segmentRoutes, Bilingual("环节断供影响", "what is lost without a segment"),
      title: language(
        "环节断供影响：一旦缺失，末端环节就断开一部分上游环节，\(total) 项（按环节关系）",
        "what is lost without a segment: \(total)"),
      total: total, headers: (language("环节", "segment"), language("末端环节", "final segment")),
      network.accessChokePoints.enumerated().map { place, point in
        let names = names
        var finding = ReportFinding(
          mark: mark(.segmentRoutes, place), subject: named(point.node),
          related: named(point.target),
          sentence: language(
            "\(names.placedSegment(point.node))：缺失则\(names.segment(point.target))的 "
              + "\(point.upstream) 个上游环节断开 \(point.cutOff.count) 个（\(list(point.cutOff, most: 5))）",
            "\(names.placedSegment(point.node)): without it \(names.segment(point.target)) loses "
              + "\(point.cutOff.count) of \(point.upstream) upstream segments "
              + "(\(list(point.cutOff, most: 5)))"),
          paths: [names.segmentPath(point.witness)])
        finding.figures = [
          Figure(
            Bilingual("断开的上游环节", "segments cut off"), point.cutOff.count,
            items: items(point.cutOff) { [EvidenceRow(.segments, $0)] }),
          Figure(
            Bilingual("上游环节", "upstream segments"), point.upstream,
            items: items(point.upstreamNodes) { [EvidenceRow(.segments, $0)] }),
        ]
        return finding
      })
  }

  var segmentWaists: ReportSection? {
    let network = found.segmentNetwork
    guard network.counts.waists > 0 else { return nil }
    return section(
      .segmentWaists, Bilingual("最少断点环节", "fewest cuts among segments"),
      title: language(
        "最少断点环节：最少几个环节同时缺失，末端环节的全部来路就断，\(network.counts.waists) 个末端环节（按环节关系）",
        "fewest cuts among segments: \(network.counts.waists) final segments"),
      total: network.counts.waists, headers: (language("末端环节", "final segment"), nil),
      network.waists.enumerated().map { place, waist in
        let names = names
        var finding = ReportFinding(
          mark: mark(.segmentWaists, place), subject: named(waist.target),
          sentence: language(
            "\(names.placedSegment(waist.target))：最少 \(waist.cut.count) 个环节（\(list(waist.cut, most: 8))）",
            "\(names.placedSegment(waist.target)): \(waist.cut.count) segments at least "
              + "(\(list(waist.cut, most: 8)))"),
          paths: waist.routes.map(names.segmentPath))
        finding.figures = [
          Figure(
            Bilingual("断点环节", "segments of the cut"), waist.cut.count,
            items: items(waist.cut) { segment in
              waist.routes.first { $0.contains(segment) }.map { names.flows(along: $0) } ?? []
            })
        ]
        return finding
      })
  }
}
