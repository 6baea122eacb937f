import ChainAnalysis
import ChainModel
import Graphs

extension BottleneckWords {
  var sharedSuppliers: ReportSection {
    let counts = found.firms.counts
    let name = BottleneckKind.sharedSuppliers.name
    return section(
      .sharedSuppliers, name,
      title: language(
        "共用供应商：同时在 2 家以上链主上游的企业 \(counts.shared) 家",
        "shared suppliers: \(counts.shared) firms upstream of two or more leaders"),
      total: counts.shared, headers: (firmHeader, nil),
      found.firms.shared.enumerated().map { place, shared in
        let leaders = names.list(shared.targets, most: 5)
        var finding = ReportFinding(
          mark: mark(.sharedSuppliers, place), subject: names.named(shared.node),
          sentence: language(
            "\(names.placed(shared.node))：\(shared.targets.count) 家链主的共同上游（\(leaders)），"
              + "最近在第 \(shared.leastTier) 级，直接供货 \(shared.customers) 家",
            "\(names.placed(shared.node)): upstream of \(shared.targets.count) leaders "
              + "(\(leaders)), nearest at tier \(shared.leastTier), "
              + "\(shared.customers) direct customers"),
          columns: [(language("链主名单", "leaders"), names.list(shared.targets, most: 20))],
          paths: shared.witness.map(names.path))
        let proof = proof
        finding.printedPaths = 3
        finding.figures = [
          Figure(Bilingual("涉及链主", "leaders"), shared.targets.count) {
            proof.ends(shared.targets, of: shared.witness, at: \.last)
          },
          Figure(Bilingual("最近级数", "least tier"), shared.leastTier) {
            let nearest = shared.witness.min { $0.count < $1.count } ?? []
            return zip(nearest, nearest.dropFirst()).map { from, to in
              EvidenceItem(
                name: proof.names.short(from) + " → " + proof.names.short(to),
                rows: proof.names.supply(from, to))
            }
          },
          Figure(Bilingual("直接客户", "direct customers"), shared.customers) {
            proof.customers(of: shared.node)
          },
        ]
        return finding
      })
  }

  var sharedSubTier: ReportSection {
    let counts = found.firms.counts
    return section(
      .sharedSubTier, BottleneckKind.sharedSubTier.name,
      title: language(
        "二级及以上共用供应商（隐性集中）：链主的多家直接供应商都依赖同一家，\(counts.sharedSubTier) 项",
        "shared sub-tier suppliers (hidden concentration): \(counts.sharedSubTier)"),
      total: counts.sharedSubTier, headers: (firmHeader, leaderHeader),
      found.firms.sharedSubTier.enumerated().map { place, shared in
        let through = names.list(shared.through, most: 5)
        let (part, whole) = (shared.through.count, shared.directSuppliers.count)
        var finding = ReportFinding(
          mark: mark(.sharedSubTier, place), subject: names.named(shared.node),
          related: names.named(shared.target),
          sentence: language(
            "\(names.placed(shared.node))：\(names.short(shared.target))的 \(whole) 家直接供应商中有 "
              + "\(part) 家在其下游（\(through)）",
            "\(names.placed(shared.node)): \(part) of \(whole) direct suppliers of "
              + "\(names.short(shared.target)) depend on it (\(through))"),
          columns: [(language("经由", "through"), names.list(shared.through, most: 20))],
          paths: shared.witness.map(names.path))
        let proof = proof
        finding.figures = [
          Figure(Bilingual("经由的直接供应商", "through direct suppliers"), part) {
            proof.ends(shared.through, of: shared.witness) { $0.dropLast().last }
          },
          Figure(Bilingual("直接供应商", "direct suppliers"), whole) {
            proof.suppliers(shared.directSuppliers, of: shared.target)
          },
        ]
        return finding
      })
  }

  var routeChokePoints: ReportSection {
    let total = found.firms.counts.routeChokePoints
    return section(
      .routeChokePoints, Bilingual("必经企业（全部路线）", "must-pass firms (every route)"),
      title: language(
        "必经企业（卡点）：到某家链主的每一条供货路线都经过它，\(total) 项",
        "must-pass firms: on every route of supply to a leader, \(total)"),
      total: total, headers: (firmHeader, leaderHeader),
      found.firms.routeChokePoints.enumerated().map { place, point in
        chokePoint(
          point, mark(.routeChokePoints, place),
          language(
            "\(names.placed(point.node))：到\(names.short(point.target))的每一条供货路线都经过它",
            "\(names.placed(point.node)): on every route of supply to \(names.short(point.target))"
          )
            + (point.cutOff.isEmpty
              ? ""
              : language(
                "，停供则失去 \(point.cutOff.count)/\(point.upstream) 家上游企业",
                "; without it \(point.cutOff.count) of \(point.upstream) upstream firms are lost")))
      })
  }

  var accessChokePoints: ReportSection {
    let total = found.firms.counts.accessChokePoints
    return section(
      .accessChokePoints, Bilingual("必经企业（断供影响）", "must-pass firms (what is lost)"),
      title: language(
        "断供影响：一旦停供，链主就断开一部分上游的企业，\(total) 项",
        "what is lost: firms without which a leader loses part of its upstream, \(total)"),
      total: total, headers: (firmHeader, leaderHeader),
      found.firms.accessChokePoints.enumerated().map { place, point in
        let lost = names.list(point.cutOff, most: 5)
        return chokePoint(
          point, mark(.accessChokePoints, place),
          language(
            "\(names.placed(point.node))：停供则\(names.short(point.target))的 \(point.upstream) 家上游企业断开 "
              + "\(point.cutOff.count) 家（\(lost)）",
            "\(names.placed(point.node)): without it \(names.short(point.target)) loses "
              + "\(point.cutOff.count) of \(point.upstream) upstream firms (\(lost))"))
      })
  }

  private func chokePoint(
    _ point: NetworkBottlenecks.ChokePoint, _ mark: String, _ sentence: String
  ) -> ReportFinding {
    var finding = ReportFinding(
      mark: mark, subject: names.named(point.node), related: names.named(point.target),
      sentence: sentence,
      columns: [(language("断开的企业", "firms cut off"), names.list(point.cutOff, most: 20))],
      paths: [names.path(point.witness)])
    let proof = proof
    finding.figures = [
      Figure(Bilingual("断开的上游企业", "firms cut off"), point.cutOff.count) {
        proof.cutOff(point)
      },
      Figure(Bilingual("上游企业", "upstream firms"), point.upstream) {
        proof.upstream(of: point.target)
      },
    ]
    return finding
  }

  var waists: ReportSection {
    let total = found.firms.counts.waists
    return section(
      .waists, BottleneckKind.waists.name,
      title: language(
        found.options.region == nil
          ? "最少断点组合：最少几家同时停供，链主的全部来路就断，\(total) 家链主"
          : "最少断点组合：断点中有该区域企业的链主 \(total) 家",
        "fewest cuts: how few firms cut every route to a leader, \(total) leaders"),
      total: total, headers: (leaderHeader, nil),
      found.firms.waists.enumerated().map { place, waist in
        let cut = names.list(waist.cut, most: 8)
        var finding = ReportFinding(
          mark: mark(.waists, place), subject: names.named(waist.target),
          sentence: language(
            "\(names.full(waist.target))：最少 \(waist.cut.count) 家同时停供就断（\(cut)）；"
              + "互不重合的供货路线也正好 \(waist.cut.count) 条",
            "\(names.full(waist.target)): cut off by \(waist.cut.count) firms at least (\(cut)); "
              + "there are just as many routes without a common firm"),
          columns: [(language("断点", "cut"), names.list(waist.cut, most: 50))],
          paths: waist.routes.map(names.path))
        let proof = proof
        finding.figures = [
          Figure(Bilingual("断点企业", "firms of the cut"), waist.cut.count) {
            waist.cut.compactMap { firm in
              waist.routes.first { $0.contains(firm) }.map {
                proof.names.item(firm, rows: proof.names.supplies(along: $0))
              }
            }
          },
          Figure(Bilingual("互不重合的供货路线", "routes without a common firm"), waist.cut.count) {
            waist.routes.enumerated().map { number, route in
              EvidenceItem(
                name: "\(number + 1)：" + route.map(proof.names.short).joined(separator: " → "),
                rows: proof.names.supplies(along: route))
            }
          },
        ]
        return finding
      })
  }

  var cutFirms: ReportSection {
    let total = found.firms.counts.cutNodes
    return section(
      .cutFirms, BottleneckKind.cutFirms.name,
      title: language(
        "割点企业：停业后供需网络断成几块（不分上下游），\(total) 家",
        "cut firms: without them the network falls apart, \(total)"),
      total: total, headers: (firmHeader, nil),
      found.firms.cutNodes.enumerated().map { place, node in
        let sizes = node.leavesBehind.prefix(6).map(String.init)
          .joined(separator: language("、", ", "))
        let rest = node.leavesBehind.count > 6 ? language(" 等", " …") : ""
        var finding = ReportFinding(
          mark: mark(.cutFirms, place), subject: names.named(node.node),
          sentence: language(
            "\(names.placed(node.node))：停业后断成 \(node.leavesBehind.count) 块（\(sizes)\(rest) 家）",
            "\(names.placed(node.node)): leaves \(node.leavesBehind.count) parts "
              + "(\(sizes)\(rest) firms)"))
        let proof = proof
        finding.figures = [
          Figure(Bilingual("断成块数", "parts"), node.leavesBehind.count) {
            proof.pieces(without: node.node).enumerated().map { number, piece in
              let neighbours = piece.filter { firm in
                proof.network.graph.containsEdge(from: Vertex(firm), to: Vertex(node.node))
                  || proof.network.graph.containsEdge(from: Vertex(node.node), to: Vertex(firm))
              }
              return EvidenceItem(
                name: "\(number + 1)：\(proof.names.list(piece, most: 3))",
                rows: neighbours.flatMap {
                  proof.names.supply($0, node.node) + proof.names.supply(node.node, $0)
                })
            }
          },
          Figure(
            Bilingual("断离主体的企业", "firms off the greatest part"),
            node.leavesBehind.dropFirst().reduce(0, +)
          ) { proof.firms(Array(proof.pieces(without: node.node).dropFirst().joined())) },
        ]
        return finding
      })
  }

  var bridges: ReportSection {
    let total = found.firms.counts.bridges
    return section(
      .bridges, BottleneckKind.bridges.name,
      title: language(
        "唯一连接：断开后供需网络分成两半的供需关系，\(total) 对",
        "bridges: connections without which the network falls in two, \(total)"),
      total: total, headers: (language("供应方", "supplier"), language("采购方", "customer")),
      found.firms.bridges.enumerated().map { place, bridge in
        var finding = ReportFinding(
          mark: mark(.bridges, place), subject: names.named(bridge.supplier),
          related: names.named(bridge.customer),
          sentence: language(
            "\(names.full(bridge.supplier)) → \(names.full(bridge.customer))：供应方一侧 "
              + "\(bridge.supplierSide) 家与采购方一侧 \(bridge.customerSide) 家之间的唯一联系",
            "\(names.full(bridge.supplier)) → \(names.full(bridge.customer)): the only connection "
              + "between \(bridge.supplierSide) firms and \(bridge.customerSide)"),
          paths: [names.path([bridge.supplier, bridge.customer])])
        let proof = proof
        finding.figures = [
          Figure(Bilingual("供应方一侧企业", "firms on the supplier's side"), bridge.supplierSide) {
            proof.firms(proof.sides(of: bridge).supplier)
          },
          Figure(Bilingual("采购方一侧企业", "firms on the customer's side"), bridge.customerSide) {
            proof.firms(proof.sides(of: bridge).customer)
          },
        ]
        return finding
      })
  }

  var centrality: ReportSection {
    let how =
      found.betweennessSamples.map {
        language("，由 \($0) 个起点估计", ", estimated from \($0) starts")
      } ?? ""
    return section(
      .centrality, Bilingual("中心性", "centrality"),
      title: language(
        "中心性：其他企业之间最短供货路线经过它的多少（介数\(how)）",
        "centrality: how many shortest routes between others pass a firm (betweenness\(how))"),
      total: found.centrality.count, headers: (firmHeader, nil),
      found.centrality.enumerated().map { place, entry in
        let betweenness = NumberText.decimal(entry.betweenness, digits: 2)
        let rank = NumberText.decimal(entry.pageRank, digits: 5)
        return ReportFinding(
          mark: mark(.centrality, place), subject: names.named(entry.firm),
          sentence: language(
            "\(names.placed(entry.firm))：介数 \(betweenness)，PageRank \(rank)",
            "\(names.placed(entry.firm)): betweenness \(betweenness), PageRank \(rank)"),
          columns: [
            (language("介数", "betweenness"), betweenness), ("PageRank", rank),
          ])
      })
  }
}
