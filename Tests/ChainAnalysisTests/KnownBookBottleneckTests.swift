import ChainAnalysis
import ChainModel
import Foundation
import Testing

/// Everything found in a book against the plain implementation on its CSV rows.
private func expectAll(_ folder: URL) async throws -> (
  book: ReadBook, plain: PlainBook, found: Bottlenecks
) {
  let book = try ReadBook(BookFolder.read(folder))
  let plain = try PlainBook(folder, like: book)
  let network = plain.firmNetwork()
  #expect(network.nodes == book.book.firms.indices.map(book.firm))
  let found = await book.bottlenecks { $0.threads = 2 }
  let question = plain.networkQuestion(PlainBook.Question(), network)
  #expect(found.leaders.map(book.firm) == question.targets)
  expectEqual(found.firms, network.answer(question), book.firm, folder.lastPathComponent)
  expectEvidence(found.firms, network, book.firm, folder.lastPathComponent)
  let single = plain.singleSources(PlainBook.Question())
  #expect(book.lines(found.singleSources).sorted() == single.lines)
  #expect(found.customerProducts == single.customerProducts)
  #expect(book.lines(found.segments) == plain.segmentBottlenecks(PlainBook.Question()))
  #expect(found.linkedPairs == network.suppliers.values.reduce(0) { $0 + $1.count })
  #expect(found.inferredSupplies.count == plain.merged.count - plain.declared.count)
  let segments = plain.segmentNetwork(of: nil)
  let finals = plain.finals(segments)
  #expect(found.segmentNetwork.targets.map(book.segment) == finals)
  expectEqual(
    found.segmentNetwork, segments.answer(PlainNetwork.Question(targets: finals)), book.segment,
    "segments of \(folder.lastPathComponent)")
  expectEvidence(
    found.segmentNetwork, segments, book.segment, "segments of \(folder.lastPathComponent)")
  return (book, plain, found)
}

/// What the README of the example says is hidden in it.
@Suite struct NEVChainBottleneckTests {
  private static let leaders = ["凌霁汽车", "岳征客车", "拓野专用车"]

  private func load() async throws -> (book: ReadBook, found: Bottlenecks) {
    let book = try ReadBook(BookFolder.read(BookFolder.example))
    return (book, await book.bottlenecks())
  }

  /// The one firm whose name contains a text.
  private func firm(_ part: String, _ book: ReadBook) throws -> Int {
    let all = book.book.firms.indices.filter { book.firmName($0).contains(part) }
    try #require(all.count == 1, "\(part)")
    return all[0]
  }

  private func firms(_ parts: [String], _ book: ReadBook) throws -> Set<Int> {
    Set(try parts.map { try firm($0, book) })
  }

  @Test func everyKindIsRecounted() async throws {
    let (_, plain, found) = try await expectAll(BookFolder.example)
    #expect(plain.supplies.count == 360)
    #expect(found.leaders.count == 3)
    #expect(found.segments.contains { $0.certified.count > 0 })
  }

  /// b: two tiers above all three leaders, direct supplier of none.
  @Test func sharedSubTierSuppliers() async throws {
    let (book, found) = try await load()
    let casting = try firm("精壳压铸", book)
    let shared = try #require(found.firms.shared.first { $0.node == casting })
    #expect(Set(shared.targets) == (try firms(Self.leaders, book)))
    #expect(shared.leastTier == 2)
    #expect(shared.customers == 5)
    #expect(shared.witness.map(\.count) == [3, 3, 3])
    let expected = [
      ["擎枢电机", "驭芯电控"], ["驭澜电驱", "睿枢电控"], ["固垒电池"],
    ]
    // Within two tiers, to leave aside longer ways through the same suppliers.
    let near = await book.bottlenecks { $0.tiers = 2 }
    let direct = book.network.graph.successors(of: Int32(casting))
    #expect(Set(direct.map { Int($0) }) == (try firms(expected.flatMap { $0 }, book)))
    for (leader, names) in zip(Self.leaders, expected) {
      let target = try firm(leader, book)
      let own = Set(book.network.graph.predecessors(of: Int32(target)))
      #expect(!own.contains(Int32(casting)))
      let between = Set(own.intersection(direct).map { Int($0) })
      #expect(between == (try firms(names, book)), "\(leader)")
      let hidden = near.firms.sharedSubTier.first { $0.node == casting && $0.target == target }
      #expect(Set(hidden?.through ?? []) == (names.count > 1 ? between : []), "\(leader)")
    }
    for (name, counts) in [("磁屿永磁", [2, 3, 2]), ("试征检测", [1, 2, 1])] {
      let node = try firm(name, book)
      let other = try #require(found.firms.shared.first { $0.node == node })
      #expect(other.targets.count == 3 && other.leastTier == 2, "\(name)")
      let customers = Set(book.network.graph.successors(of: Int32(node)))
      var between: [Set<Int32>] = []
      for leader in Self.leaders {
        let own = book.network.graph.predecessors(of: Int32(try firm(leader, book)))
        #expect(!own.contains(Int32(node)))
        between.append(customers.intersection(own))
      }
      #expect(between.map(\.count) == counts, "\(name)")
      #expect(between.reduce(into: Set()) { $0.formUnion($1) }.count == counts.reduce(0, +))
    }
    // Nobody else sits that way above all three.
    let alike = try found.firms.shared.filter { shared in
      let customers = Set(book.network.graph.successors(of: Int32(shared.node)))
      let between = try Self.leaders.map {
        customers.intersection(book.network.graph.predecessors(of: Int32(try firm($0, book))))
      }
      return shared.targets.count == 3 && shared.leastTier == 2
        && between.allSatisfy { !$0.isEmpty }
        && between.reduce(into: Set()) { $0.formUnion($1) }.count
          == between.reduce(0) { $0 + $1.count }
    }
    #expect(Set(alike.map(\.node)) == (try firms(["精壳压铸", "磁屿永磁", "试征检测"], book)))
  }

  /// c: what the leaders lose without their battery makers.
  @Test func mustPassFirms() async throws {
    let (book, found) = try await load()
    func access(_ node: String, _ leader: String) throws -> NetworkBottlenecks.ChokePoint {
      let (node, target) = (try firm(node, book), try firm(leader, book))
      return try #require(
        found.firms.accessChokePoints.first { $0.node == node && $0.target == target })
    }
    let cells = try access("汇澜电芯", "凌霁汽车")
    #expect(cells.upstream == 65)
    #expect(
      Set(cells.cutOff)
        == (try firms(
          [
            "锂川", "柏锂", "墨原", "墨坞", "清溶", "澄隔", "朗箔", "铝锦", "泰壳", "固导", "粘聚", "卓耳", "聚川化工",
          ], book)))
    #expect(cells.cutOff.count == 13)
    #expect(book.firm(cells.node) == "91990104XN00304221")
    for (name, count) in [("固垒电池", 15), ("川岳车桥", 13), ("昀能电池", 11)] {
      let point = try access(name, "拓野专用车")
      // 枫林包装 would be the 73rd, by an inferred supply alone.
      #expect(point.upstream == 72)
      #expect(point.cutOff.count == count, "\(name)")
    }
    let first = try #require(found.firms.accessChokePoints.first)
    #expect(book.firmName(first.node).contains("固垒电池"))
  }

  /// d: one provider, sole supplier of seven, and one of exactly two cut firms.
  @Test func oneProvider() async throws {
    let (book, found) = try await load()
    let magnets = try firm("磁屿永磁", book)
    let single = found.segments.filter(\.isSingleProvider)
    #expect(single.map { book.segment($0.segment) } == ["YL-NEV/HJ02"])
    #expect(single.first?.firms == [magnets])
    let sole = found.singleSources.joined().filter {
      $0.supplier == magnets && $0.reason == .declared
    }
    #expect(sole.count == 7)
    #expect(
      Set(sole.map(\.customer))
        == (try firms(
          ["擎枢电机", "旋力电机", "驭澜电驱", "钧转电机", "嘉旋电机", "拓枢电驱", "涌力电机"], book)))
    #expect(sole.allSatisfy { $0.share == 1 && $0.supplies.count == 1 })
    #expect(found.singleSources.joined().filter { $0.reason == .declared }.count == 11)
    #expect(Set(found.firms.cutNodes.map(\.node)) == (try firms(["磁屿永磁", "昀能电池"], book)))
  }

  /// j: mutual supply and the cycle are there, self-supply is no edge, what is inferred stands apart.
  @Test func shapes() async throws {
    let (book, found) = try await load()
    let graph = book.network.graph
    func isEdge(_ supplier: String, _ customer: String) throws -> Bool {
      graph.containsEdge(
        from: Int32(try firm(supplier, book)), to: Int32(try firm(customer, book)))
    }
    #expect(try isEdge("远砧锻造", "热模模具") && isEdge("热模模具", "远砧锻造"))
    #expect(
      try isEdge("昀能电池", "再循锂业") && isEdge("再循锂业", "瑞黎新材料")
        && isEdge("瑞黎新材料", "昀能电池"))
    #expect(try !isEdge("汇澜电芯", "汇澜电芯"))
    #expect(book.book.firms[try firm("汇澜电芯", book)].suppliesItself)
    let inferred = [("枫林包装", "制远制动"), ("刃锋刀具", "驰轴精工"), ("合顺五金", "端稳电器")]
    for (supplier, customer) in inferred { #expect(try !isEdge(supplier, customer)) }
    #expect(
      Set(found.inferredSupplies.map { book.book.supplies[$0].supplier.index })
        == (try Set(inferred.map { try firm($0.0, book) })))
    #expect(found.linkedPairs == 349)
    #expect(found.linkedPairs + found.inferredSupplies.count == 352)
    // i: suppliers outside the chain are firms of the network like any other.
    let outside = try firm("镝源稀土", book)
    #expect(book.book.membershipsOfFirm[outside].isEmpty)
    #expect(
      found.singleSources.joined().contains {
        $0.supplier == outside && $0.customer == (try? firm("磁屿永磁", book))
      })
  }

  /// l: the child segment counts in its parent, inherits its flows, and is final with it.
  @Test func childSegment() async throws {
    let (book, found) = try await load()
    let profile = ChainProfile(chain: 0, in: book.book, ledger: book.ledger)
    func segment(_ id: String) throws -> Int {
      try #require(book.book.segments.indices.first { book.segment($0) == "YL-NEV/\(id)" })
    }
    #expect(try profile.profile(ofSegment: segment("HJ14"))?.familyFirms.count == 8)
    #expect(try profile.profile(ofSegment: segment("HJ15"))?.familyFirms.count == 6)
    // 整车制造 supplies 专用车 (二类底盘), so that only the child is at the end.
    #expect(found.segmentNetwork.targets == [try segment("HJ15")])
  }
}

@Suite struct SharedBookBottleneckTests {
  private static func folder(_ name: String) -> URL {
    BookFolder.shared.appending(path: "books/\(name)")
  }

  @Test(
    .enabled(if: BookFolder.isPresent("books/eto-chips"), "needs ../shared/data/books/eto-chips"))
  func advancedChips() async throws {
    let (book, _, found) = try await expectAll(Self.folder("eto-chips"))
    let single = found.segments.filter(\.isSingleProvider)
    #expect(single.map { book.book.text[book.book.segments[$0.segment].name] } == ["EUV scanners"])
    #expect(single.first.map { $0.firms.map(book.firmName) } == ["ASML"])
  }

  @Test(
    .enabled(
      if: BookFolder.isPresent("books/tfda-border"), "needs ../shared/data/books/tfda-border"))
  func borderRefusals() async throws {
    let folder = Self.folder("tfda-border")
    let (book, _, found) = try await expectAll(folder)
    let rows = try BookFolder.rows(folder.appending(path: "supplies.csv"))
    let leaders = Set(
      try BookFolder.rows(folder.appending(path: "members.csv"))
        .filter { $0["角色"] == "链主" }.compactMap { $0["企业"] })
    #expect(Set(found.leaders.map(book.firm)) == leaders)

    // No maker supplies two of the leaders, so that none is shared; the fewest firms that cut a
    // leader off are all its makers.
    var makers: [String: Set<String>] = [:]
    for row in rows { makers[row["采购方"] ?? "", default: []].insert(row["供应方"] ?? "") }
    let counts = leaders.reduce(into: [String: Int]()) { counts, leader in
      for maker in makers[leader] ?? [] { counts[maker, default: 0] += 1 }
    }
    #expect(counts.values.max() == 1 && found.firms.shared.isEmpty)
    #expect(found.firms.counts.shared == 0)
    #expect(found.firms.waists.count == 4)
    for waist in found.firms.waists {
      #expect(Set(waist.cut.map(book.firm)) == makers[book.firm(waist.target)])
    }

    // The first single source: no other maker of the product for this importer.
    let single = try #require(found.singleSources.first?.first)
    let product = single.product.map { book.book.text[$0] }
    let others = rows.filter {
      $0["采购方"] == book.firm(single.customer) && $0["产品"] == product
    }
    #expect(Set(others.map { $0["供应方"] }) == [book.firm(single.supplier)])
    #expect(single.reason == .only)

    // The first cut firm: take its rows away, and its part of the network falls in so many.
    let cut = try #require(found.firms.cutNodes.first)
    let name = book.firm(cut.node)
    var neighbours: [String: Set<String>] = [:]
    for row in rows where row["供应方"] != name && row["采购方"] != name {
      neighbours[row["供应方"] ?? "", default: []].insert(row["采购方"] ?? "")
      neighbours[row["采购方"] ?? "", default: []].insert(row["供应方"] ?? "")
    }
    var rest = Set(
      rows.filter { $0["供应方"] == name || $0["采购方"] == name }
        .flatMap { [$0["供应方"] ?? "", $0["采购方"] ?? ""] }
    ).subtracting([name])
    var pieces: [Int] = []
    while let start = rest.first {
      var piece: Set<String> = [start]
      var open = [start]
      while let next = open.popLast() {
        for other in neighbours[next] ?? [] where piece.insert(other).inserted {
          open.append(other)
        }
      }
      rest.subtract(piece)
      pieces.append(piece.count)
    }
    #expect(cut.leavesBehind == pieces.sorted(by: >))
  }

  @Test(
    .enabled(
      if: BookFolder.isPresent("books/tw-industry"), "needs ../shared/data/books/tw-industry"))
  func industriesWithoutLeaders() async throws {
    let (_, plain, found) = try await expectAll(Self.folder("tw-industry"))
    #expect(plain.supplies.isEmpty && found.leaders.isEmpty)
    let lines = FindingLines(found.firms) { "\($0)" }
    #expect(lines == FindingLines())
    #expect(found.singleSources.isEmpty && found.linkedPairs == 0)
    #expect(!found.segments.isEmpty && found.segmentCount == found.segments.count)
    #expect(!found.segmentNetwork.targets.isEmpty)
  }
}
