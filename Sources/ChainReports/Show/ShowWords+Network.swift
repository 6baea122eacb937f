import ChainAnalysis
import ChainModel

extension ShowWords {
  var supplyNetwork: [ShowSection] {
    guard summary.linkedPairs > 0 else {
      // The head says that there is no table.
      guard !book.supplies.isEmpty else { return [] }
      let inferred =
        summary.inferredSupplies == 0
        ? ""
        : language(
          "；推断的供应关系 \(summary.inferredSupplies) 条，未计入",
          "; \(summary.inferredSupplies) inferred supplies are not counted")
      let proof = proof
      return [
        ShowSection(
          heading: language("供应网络", "supply network"), overview: .title,
          section: section(
            "S20", Bilingual("供应网络", "supply network"),
            title: language("没有申报的企业间供应关系", "no declared supplies between firms") + inferred,
            total: 0, headers: ("", nil),
            figures: [
              Figure(Bilingual("推断的供应关系", "inferred supplies"), summary.inferredSupplies) {
                proof.inferred
              }
            ], []))
      ]
    }
    var sections = [network]
    if !summary.cycles.isEmpty { sections.append(cycles) }
    sections[0].heading = language("供应网络", "supply network")
    return sections
  }

  private var network: ShowSection {
    let largest = Array(summary.componentSizes.prefix(5))
    let sizes = joined(largest.map(String.init))
    let parts = summary.componentSizes.count
    var title = language(
      "供需企业对 \(summary.linkedPairs) 对；连通片 \(summary.componentSizes.count) 个（最大的有 \(sizes) 家），"
        + "无供需关系 \(summary.unlinked) 家",
      "\(summary.linkedPairs) pairs of firms; \(parts) connected \(parts == 1 ? "part" : "parts") "
        + "(largest: \(sizes)), \(summary.unlinked) firms without supplies")
    if summary.inferredSupplies > 0 {
      title += language(
        "；另有推断的供应关系 \(summary.inferredSupplies) 条，未计入",
        "; \(summary.inferredSupplies) inferred supplies are not counted")
    }
    let proof = proof
    return ShowSection(
      overview: .title,
      section: section(
        "S20", Bilingual("供应网络", "supply network"), title: title, total: 0, headers: ("", nil),
        figures: [
          Figure(Bilingual("供需企业对", "pairs"), summary.linkedPairs) { proof.pairs },
          Figure(Bilingual("连通片", "connected parts"), summary.componentSizes.count) {
            proof.parts
          },
          Figure(Bilingual("无供需关系的企业", "firms without supplies"), summary.unlinked) {
            proof.unlinked
          },
          Figure(Bilingual("推断的供应关系", "inferred supplies"), summary.inferredSupplies) {
            proof.inferred
          },
        ]
          + largest.enumerated().map { place, size in
            Figure(
              Bilingual("第 \(place + 1) 大连通片的企业", "firms of connected part \(place + 1)"), size
            ) { proof.part(place) }
          }, []))
  }

  private var cycles: ShowSection {
    let all = summary.cycles
    let proof = proof
    let findings = first(all).enumerated().map { place, cycle in
      ReportFinding(
        mark: "S21-\(place + 1)", subject: .init(id: "", name: names.list(cycle, most: 6)),
        sentence: names.list(cycle, most: 6),
        figures: [
          Figure(Bilingual("企业", "firms"), cycle.count) { proof.circle(cycle) }
        ])
    }
    return ShowSection(
      overview: .list,
      section: section(
        "S21", Bilingual("互供或循环供应", "circles"),
        title: language(
          "互供或循环供应 \(all.count) 组", "\(all.count) groups supply each other in a circle"),
        total: all.count, headers: (language("企业", "firms"), nil),
        figures: [
          Figure(Bilingual("互供或循环供应的组", "circles"), all.count) {
            all.enumerated().map { place, cycle in
              EvidenceItem(
                name: "\(place + 1) \(proof.names.list(cycle, most: 6))",
                rows: proof.circle(cycle).flatMap(\.rows))
            }
          }
        ], findings))
  }
}

extension ShowProof {
  /// Very many things are named in part only.
  private static let most = 100_000

  var pairs: [EvidenceItem] {
    overview.network.graph.edges.prefix(Self.most).map { edge in
      let (from, to) = (Int(edge.source), Int(edge.target))
      return EvidenceItem(
        id: names.id(from), name: names.full(from) + " → " + names.full(to) + " \(names.id(to))",
        rows: names.supply(from, to))
    }
  }

  var parts: [EvidenceItem] {
    let parts = overview.network.graph.weaklyConnectedComponents()
    return (0..<parts.count).filter { parts.size(of: $0) > 1 }.enumerated().map { place, part in
      let members = parts.members(of: part).map(Int.init)
      return EvidenceItem(
        name: "\(place + 1) \(names.list(members, most: 3))",
        rows: members.prefix(20).flatMap { overview.book.suppliesFrom[$0].prefix(1) }
          .map { EvidenceRow(.supplies, $0) })
    }
  }

  /// The firms of a connected part, counted from the largest, each with a supply of its own.
  func part(_ place: Int) -> [EvidenceItem] {
    let parts = overview.network.graph.weaklyConnectedComponents()
    let ranked = (0..<parts.count).sorted {
      (parts.size(of: $1), $0) < (parts.size(of: $0), $1)
    }
    let book = overview.book
    return parts.members(of: ranked[place]).map(Int.init).sorted().prefix(Self.most).map { firm in
      let supplies = Array(book.suppliesFrom[firm]) + Array(book.suppliesTo[firm])
      let own = supplies.first { supply in
        let row = book.supplies[supply]
        return row.source != .inferred && row.supplier.index != row.customer.index
      }
      return names.item(firm, rows: own.map { [EvidenceRow(.supplies, $0)] } ?? [])
    }
  }

  var unlinked: [EvidenceItem] {
    let parts = overview.network.graph.weaklyConnectedComponents()
    return (0..<parts.count).filter { parts.size(of: $0) == 1 }.flatMap { parts.members(of: $0) }
      .map(Int.init).sorted().map { names.item($0, rows: firm($0)) }
  }

  var inferred: [EvidenceItem] {
    overview.book.supplies.indices.filter { overview.book.supplies[$0].source == .inferred }
      .map { position in
        let supply = overview.book.supplies[position]
        let ends = [supply.supplier.index, supply.customer.index].compactMap { $0 }
        return EvidenceItem(
          name: ends.map(names.short).joined(separator: " → ") + " #\(position + 1)",
          rows: [EvidenceRow(.supplies, position)])
      }
  }

  /// The firms of a circle, each with its supplies to others of it.
  func circle(_ firms: [Int]) -> [EvidenceItem] {
    let own = Set(firms)
    return firms.map { firm in
      let next = overview.network.graph.successors(of: .init(firm)).map(Int.init)
        .filter(own.contains)
      return names.item(firm, rows: next.flatMap { names.supply(firm, $0) })
    }
  }
}
