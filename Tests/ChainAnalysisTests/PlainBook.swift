import Graphs

/// A small book as plain rows: written out as tables for the program to read, and asked directly.
struct PlainBook {
  struct Firm {
    var id: String
    var region = ""
    var isClosed = false
    var isCertified = false
    var hasOpenProblem = false
  }

  struct Segment {
    var chain: String
    var id: String
    var parent = ""
    var name: String { "\(chain)/\(id)" }
  }

  struct Flow {
    var chain: String
    var supplying: String
    var receiving: String
  }

  struct Member {
    var chain: String
    var segment: String
    var firm: String
    var isLeader = false
    var segmentName: String { "\(chain)/\(segment)" }
  }

  struct Supply {
    var supplier: String
    var customer: String
    var product = ""
    var amount: Int?
    var isSole: Bool?
    /// 关系来源 as written; blank where the sheet does not say.
    var source = ""
    var isInferred: Bool { source == "推断" }
  }

  /// What is asked of a book.
  struct Question {
    var chain: String?
    var region: String?
    var leaders: [String] = []
    var tiers: Int?
  }

  var firms: [Firm] = []
  /// The region above each region; empty for none.
  var regions: [(code: String, parent: String)] = []
  /// Leaders named in the chain's own row.
  var chains: [(id: String, leaders: [String])] = []
  var segments: [Segment] = []
  var flows: [Flow] = []
  var members: [Member] = []
  var supplies: [Supply] = []

  /// Spellings of a product and what they all mean.
  static let products = [
    "": "", "钢": "钢", "A件": "A件", "Ａ件": "A件", "A 件": "A件", "ａ件": "A件",
    "螺栓": "螺栓",
  ]

  // MARK: - As tables

  /// The tables of the book, their rows in any order.
  func tables(shuffledBy generator: inout SplitMix64) -> [String: String] {
    func table(_ header: String, _ rows: [String]) -> String {
      ([header] + rows.shuffled(using: &generator)).joined(separator: "\n") + "\n"
    }
    return [
      "firms.csv": table(
        "企业编号,企业名称,行政区划代码,登记状态",
        firms.map { "\($0.id),\($0.id)厂,\($0.region),\($0.isClosed ? "注销" : "")" }),
      "regions.csv": table(
        "行政区划代码,区域名称,上级代码", regions.map { "\($0.code),\($0.code)区,\($0.parent)" }),
      "chains.csv": table(
        "产业链编号,产业链名称,链主",
        chains.map { "\($0.id),\($0.id)链,\($0.leaders.joined(separator: "、"))" }),
      "segments.csv": table(
        "产业链编号,环节编号,环节名称,上级环节",
        segments.map { "\($0.chain),\($0.id),\($0.id)环节,\($0.parent)" }),
      "flows.csv": table(
        "产业链编号,供给环节,需求环节", flows.map { "\($0.chain),\($0.supplying),\($0.receiving)" }),
      "members.csv": table(
        "产业链编号,环节编号,企业,角色",
        members.map { "\($0.chain),\($0.segment),\($0.firm),\($0.isLeader ? "链主" : "")" }),
      "supplies.csv": table(
        "供应方,采购方,产品,年供货额(万元),是否独家,关系来源",
        supplies.map { supply in
          let sole = supply.isSole.map { $0 ? "是" : "否" } ?? ""
          return "\(supply.supplier),\(supply.customer),\(supply.product),"
            + "\(supply.amount.map(String.init) ?? ""),\(sole),\(supply.source)"
        }),
      "problems.csv": "问题编号,问题名称\nP1,硬度不均\n",
      "findings.csv": table(
        "企业,问题编号,发现日期,状态,销号日期",
        firms.map { firm in
          firm.hasOpenProblem
            ? "\(firm.id),P1,2026-05-01,整改中," : "\(firm.id),P1,2026-05-01,已销号,2026-06-01"
        }),
      "certificates.csv": table(
        "证书编号,企业,认证类别,有效期至",
        firms.enumerated().map { place, firm in
          "Z\(place),\(firm.id),质量管理体系认证,\(firm.isCertified ? "2028-01-01" : "2026-01-01")"
        }),
    ]
  }

  // MARK: - Firms

  /// Supplies after rows equal in supplier, customer and product are added up, self-supply apart.
  var merged: [Supply] {
    var groups: [[String]: [Supply]] = [:]
    for supply in supplies where supply.supplier != supply.customer {
      groups[[supply.supplier, supply.customer, supply.product], default: []].append(supply)
    }
    return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { _, rows in
      var supply = rows[0]
      let amounts = rows.compactMap(\.amount)
      supply.amount = amounts.isEmpty ? nil : amounts.reduce(0, +)
      supply.isSole = rows.contains { $0.isSole == true }
      // What anyone declares is declared.
      supply.source = rows.allSatisfy(\.isInferred) ? "推断" : "企业申报"
      return supply
    }
  }

  var declared: [Supply] { merged.filter { !$0.isInferred } }

  func firmNetwork() -> PlainNetwork {
    PlainNetwork(
      nodes: firms.map(\.id), edges: declared.map { ($0.supplier, $0.customer) })
  }

  /// Chain leaders in operation of one chain or of all.
  func leaders(of chain: String?) -> Set<String> {
    let own = members.filter { $0.isLeader && (chain ?? $0.chain) == $0.chain }.map(\.firm)
    let named = chains.filter { (chain ?? $0.id) == $0.id }.flatMap(\.leaders)
    return Set(own + named).subtracting(firms.filter(\.isClosed).map(\.id))
  }

  /// A region and the regions within it.
  private func regions(within region: String) -> Set<String> {
    regions.filter { $0.parent == region }.reduce(into: [region]) {
      $0.formUnion(regions(within: $1.code))
    }
  }

  private func firms(in region: String) -> Set<String> {
    let within = regions(within: region)
    return Set(firms.filter { within.contains($0.region) }.map(\.id))
  }

  /// The chain's members and leaders, and the leaders asked for.
  private func own(_ question: Question) -> Set<String>? {
    guard let chain = question.chain else { return nil }
    return Set(members.filter { $0.chain == chain }.map(\.firm))
      .union(leaders(of: chain)).union(question.leaders)
  }

  func networkQuestion(_ question: Question, _ network: PlainNetwork) -> PlainNetwork.Question {
    var listed = own(question).map { own in
      own.reduce(into: own) { $0.formUnion(network.upstream(of: $1)) }
    }
    if let region = question.region {
      let within = firms(in: region)
      listed = listed?.intersection(within) ?? within
    }
    return PlainNetwork.Question(
      targets: network.ordered(leaders(of: question.chain).union(question.leaders)),
      chosen: Set(question.leaders), tiers: question.tiers, listed: listed)
  }

  // MARK: - Single sources

  /// The single sources as lines without order, and how many customers' products there are.
  func singleSources(_ question: Question) -> (lines: [String], customerProducts: Int) {
    let own = own(question)
    let within = question.region.map { firms(in: $0) }
    var groups: [[String]: [Supply]] = [:]
    var unnamed: [Supply] = []
    for supply in declared {
      if !supply.product.isEmpty {
        let product = Self.products[supply.product] ?? supply.product
        groups[[supply.customer, product], default: []].append(supply)
        continue
      }
      let segments = Set(members.filter { $0.firm == supply.supplier }.map(\.segmentName))
      for segment in segments { groups[[supply.customer, segment], default: []].append(supply) }
      if segments.isEmpty, supply.isSole == true { unnamed.append(supply) }
    }
    var lines: [String] = []
    func add(_ key: [String], _ supplier: String, _ reason: String, _ rows: [Supply]) {
      guard own?.contains(key[0]) ?? true else { return }
      guard within.map({ $0.contains(key[0]) || $0.contains(supplier) }) ?? true else { return }
      let total = rows.reduce(0) { $0 + ($1.amount ?? 0) }
      let part = rows.filter { $0.supplier == supplier }.reduce(0) { $0 + ($1.amount ?? 0) }
      let isKnown = total > 0 && rows.allSatisfy { $0.amount != nil }
      lines.append(
        Self.singleSource(
          supplier, key[0], of: key[1], reason,
          share: isKnown ? Double(part) / Double(total) : nil, rows: rows.count))
    }
    // What the table calls sole is sole, even if nobody says of what; of what is then unknown too.
    for var supply in unnamed {
      supply.amount = nil
      add([supply.customer, ""], supply.supplier, "declared", [supply])
    }
    for (key, rows) in groups {
      var amounts: [String: Int] = [:]
      for row in rows { amounts[row.supplier, default: 0] += row.amount ?? 0 }
      let sole = Set(rows.filter { $0.isSole == true }.map(\.supplier))
      let total = amounts.values.reduce(0, +)
      let squares = amounts.values.reduce(0) { $0 + $1 * $1 }
      if !sole.isEmpty {
        for supplier in sole { add(key, supplier, "declared", rows) }
      } else if amounts.count == 1, let only = amounts.keys.first {
        add(key, only, "only", rows)
      } else if rows.allSatisfy({ $0.amount != nil }), 10 * squares > 8 * total * total {
        // Above 0.8 one supplier has more than half.
        for (supplier, amount) in amounts where 2 * amount > total {
          add(key, supplier, "concentrated", rows)
        }
      }
    }
    let asked = groups.filter { key, rows in
      (own?.contains(key[0]) ?? true)
        && rows.contains { row in
          within.map { $0.contains(key[0]) || $0.contains(row.supplier) } ?? true
        }
    }
    return (lines.sorted(), asked.count)
  }

  static func singleSource(
    _ supplier: String, _ customer: String, of product: String, _ reason: String, share: Double?,
    rows: Int
  ) -> String {
    let percent = share.map { "\(($0 * 1e6).rounded() / 1e4)%" } ?? "unknown"
    return "\(supplier) → \(customer): \(product) (\(reason), \(percent), rows \(rows))"
  }

  // MARK: - Segments

  /// A segment and the segments that are part of it.
  func family(of segment: Segment) -> Set<String> {
    segments.filter { $0.chain == segment.chain && $0.parent == segment.id }
      .reduce(into: [segment.name]) { $0.formUnion(family(of: $1)) }
  }

  private func family(_ chain: String, _ id: String) -> Set<String> {
    segments.first { $0.chain == chain && $0.id == id }.map { family(of: $0) } ?? []
  }

  /// Segments joined by flows: a child segment inherits its parent's where it has flows of its own.
  func segmentNetwork(of chain: String?) -> PlainNetwork {
    var edges: [(supplier: String, customer: String)] = []
    for flow in flows where (chain ?? flow.chain) == flow.chain {
      // Within a segment is not between segments.
      guard flow.supplying != flow.receiving else { continue }
      for supplying in family(flow.chain, flow.supplying) where isStated(supplying) {
        for receiving in family(flow.chain, flow.receiving) where isStated(receiving) {
          edges.append((supplying, receiving))
        }
      }
    }
    return PlainNetwork(nodes: segments.map(\.name), edges: edges)
  }

  /// Whether a flow to or from another segment names the segment itself.
  private func isStated(_ name: String) -> Bool {
    segments.contains { segment in
      segment.name == name
        && flows.contains {
          $0.chain == segment.chain && $0.supplying != $0.receiving
            && [$0.supplying, $0.receiving].contains(segment.id)
        }
    }
  }

  /// Segments in flows without outgoing flow of their own or of their parts.
  func finals(_ network: PlainNetwork) -> [String] {
    segments.filter { segment in
      !(network.suppliers[segment.name] ?? []).isEmpty
        && family(of: segment).allSatisfy { (network.customers[$0] ?? []).isEmpty }
    }.map(\.name)
  }

  /// Segments with one provider or on every route to a final one, in the order of the report.
  func segmentBottlenecks(_ question: Question) -> [String] {
    let network = segmentNetwork(of: question.chain)
    let finals = finals(network)
    let within = question.region.map { firms(in: $0) }
    let memberships = Dictionary(grouping: members, by: \.firm).mapValues {
      Set($0.map(\.segmentName))
    }
    var found: [(key: [Int], line: String)] = []
    for (place, segment) in segments.enumerated()
    where (question.chain ?? segment.chain) == segment.chain {
      let family = family(of: segment)
      let providers = firms.filter { firm in
        !firm.isClosed && !family.isDisjoint(with: memberships[firm.id] ?? [])
      }
      let onRoutes = finals.filter { final in
        !family.contains(final)
          && !network.upstream(of: final, without: family).contains(where: network.isEntry)
      }
      guard providers.count == 1 || !onRoutes.isEmpty else { continue }
      guard within.map({ providers.map(\.id).contains(where: $0.contains) }) ?? true else {
        continue
      }
      found.append(
        (
          [providers.count, -onRoutes.count, place],
          Self.segmentLine(
            segment.name, providers.map(\.id), certified: providers.filter(\.isCertified).map(\.id),
            open: providers.filter(\.hasOpenProblem).map(\.id), finals: onRoutes)
        ))
    }
    return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.line)
  }

  static func segmentLine(
    _ name: String, _ providers: [String], certified: [String], open: [String], finals: [String]
  ) -> String {
    "\(name): \(providers.joined(separator: " ")), certified "
      + "\(certified.joined(separator: " ")), with problems \(open.joined(separator: " ")), before "
      + finals.joined(separator: " ")
  }
}
