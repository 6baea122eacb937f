import ChainAnalysis
import ChainModel
import Graphs
import Testing

@Suite struct SupplyTraceTests {
  /// Tiers, by whom each firm is reached, and inferred supplies left aside, on random books.
  @Test(arguments: PlainBook.Shape.allCases)
  func againstPlainSearch(shape: PlainBook.Shape) throws {
    var inferred = 0
    for seed in 0..<10 {
      let plain = PlainBook.random(shape, seed: seed)
      var generator = SplitMix64(seed: UInt64(seed))
      let book = try ReadBook(BookFolder.read(plain.tables(shuffledBy: &generator)))
      let upstream = plain.firmNetwork()
      let downstream = PlainNetwork(
        nodes: upstream.nodes, edges: plain.declared.map { ($0.customer, $0.supplier) })
      for firm in book.book.firms.indices {
        for (direction, network) in [
          (SupplyTrace.Direction.upstream, upstream), (.downstream, downstream),
        ] {
          for limit in [nil, 1, 2] {
            let context = "\(shape) seed \(seed) \(book.firm(firm)) \(direction)"
            let trace = SupplyTrace(
              from: firm, direction, within: limit, network: book.network, in: book.book)
            let tiers = network.tiers(above: book.firm(firm)).filter { $0.value <= limit ?? .max }
            #expect(trace.count == tiers.count, "\(context)")
            for (place, tier) in trace.tiers.enumerated() {
              let expected = network.ordered(tiers.filter { $0.value == place + 1 }.keys)
              #expect(tier.map { book.firm($0.firm) } == expected, "\(context)")
              for step in tier {
                let nearer = network.customers[book.firm(step.firm)] ?? []
                let first = network.ordered(nearer).first {
                  place == 0 ? $0 == book.firm(firm) : tiers[$0] == place
                }
                #expect(book.firm(step.via) == first, "\(context)")
              }
            }
            let reached = Set(tiers.keys).union([book.firm(firm)])
            let beside = plain.merged.filter { supply in
              supply.isInferred
                && reached.contains(direction == .upstream ? supply.customer : supply.supplier)
            }.map { "\($0.supplier)>\($0.customer):\($0.product)" }
            let found = trace.inferred.map { position in
              let supply = book.book.supplies[position]
              return "\(supply.supplier.index.map(book.firm) ?? "")>"
                + "\(supply.customer.index.map(book.firm) ?? ""):\(book.book.text[supply.product])"
            }
            #expect(found.sorted() == beside.sorted(), "\(context)")
            inferred += found.count
          }
        }
      }
    }
    #expect(inferred > 20)
  }
}
