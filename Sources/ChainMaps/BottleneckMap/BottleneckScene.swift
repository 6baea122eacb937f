import ChainAnalysis
import ChainModel
import Graphs

/// The sub-graph that proves a finding: firms, segments or parts of the network in columns, before
/// it is known how many of them fit the page.
///
/// Columns are counted from the right: 0 holds the leaders, or whatever stands at the end.
struct BottleneckScene {
  /// What an item stands for.
  enum Subject: Hashable {
    case firm(Int)
    case segment(Int)
    /// A part of the network, by number.
    case part(Int)
  }

  /// How an item stands to the finding.
  enum Role: Int {
    /// Upstream, but no part of the proof: only counted.
    case rest
    case plain
    /// What the bottleneck would cut off.
    case lost
    /// A leader or final segment.
    case end
    case bottleneck
  }

  /// A box, or one of those that share a box where there are many.
  struct Item {
    var subject: Subject
    var column: Int
    var role: Role
    /// The word over a bottleneck's name.
    var badge = ""
    var facts: [String] = []
    /// The caption of the box that holds what has no box of its own; empty for items that always
    /// have one.
    var group = ""
    /// The firms of a segment or part that its box may name.
    var firms: [Int] = []
    /// How many more there are, which are only counted.
    var unnamed = 0
    /// Those of them that are known, for maps that a reader can search.
    var others: [Int] = []
    /// The name of a part.
    var title = ""
  }

  /// A line from supplier to customer.
  struct Line {
    var from: Int
    var to: Int
    /// The supplies behind it, by position in the book.
    var supplies: [Int]
    /// What is supplied; empty where only the number is said.
    var label = ""
    /// Whether the line runs through the bottleneck.
    var isStrong = false
    /// Whether there are firms between the ends that are not drawn.
    var isIndirect = false
    /// Whether the line says of what the segment is a part.
    var isPart = false
    /// Whether the line only counts, as it joins what is only counted.
    var isAggregate = false
  }

  private(set) var items: [Item] = []
  private(set) var lines: [Line] = []
  /// The heading of each column.
  var headings: [Int: String] = [:]
  /// The firms of segments, by the segment's position; empty where none are known.
  var providers: [Int: [Int]] = [:]
  /// What a careful reader should know.
  var remarks: [String] = []

  private var placeOfSubject: [Subject: Int] = [:]
  private var placeOfPair: [Pair: Int] = [:]

  private struct Pair: Hashable {
    var from: Int
    var to: Int
  }

  /// The item of a subject.
  func place(of subject: Subject) -> Int? { placeOfSubject[subject] }

  /// The subjects that are on the map, each once.
  func contains(_ subject: Subject) -> Bool { placeOfSubject[subject] != nil }

  /// Adds an item, or raises the role of one that is there already.
  @discardableResult
  mutating func add(_ item: Item) -> Int {
    if let place = placeOfSubject[item.subject] {
      if items[place].role.rawValue < item.role.rawValue {
        items[place].role = item.role
        items[place].group = item.group
        items[place].badge = item.badge
      }
      for fact in item.facts where !items[place].facts.contains(fact) {
        items[place].facts.append(fact)
      }
      return place
    }
    placeOfSubject[item.subject] = items.count
    items.append(item)
    return items.count - 1
  }

  /// Adds a line between subjects that are on the map, or strengthens the one that is there.
  mutating func connect(_ from: Subject, _ to: Subject, _ line: Line) {
    guard let from = placeOfSubject[from], let to = placeOfSubject[to], from != to else { return }
    let pair = Pair(from: from, to: to)
    if let place = placeOfPair[pair] {
      if line.isStrong { lines[place].isStrong = true }
      if !line.label.isEmpty { lines[place].label = line.label }
      return
    }
    placeOfPair[pair] = lines.count
    var line = line
    line.from = from
    line.to = to
    lines.append(line)
  }

  mutating func setBadge(of place: Int, to badge: String) { items[place].badge = badge }

  mutating func setColumn(of place: Int, to column: Int) { items[place].column = column }

  /// Firms that boxes or rows may name.
  var firms: [Int] {
    var firms: [Int] = []
    for item in items {
      if case .firm(let firm) = item.subject { firms.append(firm) }
      firms += item.firms
    }
    return Array(Set(firms)).sorted()
  }
}

/// A network of firms or of segments as a scene sees it.
struct ProofNetwork {
  let level: BottleneckFinding.Level
  let graph: DirectedGraph
  let book: ChainBook
  /// The supplies behind flows between segments.
  private var suppliesOfFlow: [Edge: [Int]] = [:]
  /// The firms in operation of each segment, its child segments' included.
  private(set) var providers: [Int: [Int]] = [:]

  /// The network of a book's supplies.
  init(_ network: SupplyNetwork, in book: ChainBook) {
    level = .firms
    graph = network.graph
    self.book = book
  }

  /// The network of segments.
  ///
  /// - Complexity: O(segments + flows + supplies).
  init(segmentsOf chain: Int?, in book: ChainBook, ledger: QualityLedger) {
    level = .segments
    graph = Bottlenecks.segmentGraph(of: book, chain: chain)
    self.book = book
    for chain in chain.map({ [$0] }) ?? Array(book.chains.indices) {
      let profile = ChainProfile(chain: chain, in: book, ledger: ledger)
      for flow in profile.flows {
        suppliesOfFlow[Edge(Vertex(flow.supplying), Vertex(flow.receiving))] = flow.supplies
      }
      for segment in profile.segments { providers[segment.segment] = segment.familyFirms }
    }
  }

  func subject(_ node: Int) -> BottleneckScene.Subject {
    level == .firms ? .firm(node) : .segment(node)
  }

  /// The supplies behind an edge, by position in the book.
  func supplies(_ from: Int, _ to: Int) -> [Int] {
    switch level {
    case .firms: SupplyNetwork.supplies(from: from, to: to, in: book)
    case .segments:
      acrossFamily(
        suppliesOfFlow[Edge(Vertex(from), Vertex(to))] ?? inheritedSupplies(from, to), from, to)
    }
  }

  /// Of supplies between a segment and a part of it those that cross from the one to the other:
  /// supplies within the part go along no flow.
  private func acrossFamily(_ supplies: [Int], _ from: Int, _ to: Int) -> [Int] {
    let (above, below) = (lineage(from), lineage(to))
    let (isFromParent, isToParent) = (below.contains(from), above.contains(to))
    guard isFromParent != isToParent else { return supplies }
    func stands(_ firm: Int?, in whole: Int, outside part: Int) -> Bool {
      guard let firm else { return false }
      return book.membershipsOfFirm[firm].contains { position in
        guard let segment = book.members[position].segment.index else { return false }
        let line = lineage(segment)
        return line.contains(whole) && !line.contains(part)
      }
    }
    return supplies.filter { position in
      let supply = book.supplies[position]
      return isFromParent
        ? stands(supply.supplier.index, in: from, outside: to)
        : stands(supply.customer.index, in: to, outside: from)
    }
  }

  /// The supplies of the parents' flows that run between two segments' own firms.
  private func inheritedSupplies(_ from: Int, _ to: Int) -> [Int] {
    let givers = Set(providers[from] ?? [])
    let takers = Set(providers[to] ?? [])
    guard !givers.isEmpty, !takers.isEmpty else { return [] }
    var supplies = Set<Int>()
    for one in lineage(from) {
      for other in lineage(to) {
        supplies.formUnion(suppliesOfFlow[Edge(Vertex(one), Vertex(other))] ?? [])
      }
    }
    return supplies.filter { position in
      let supply = book.supplies[position]
      return (supply.supplier.index.map(givers.contains) ?? false)
        && (supply.customer.index.map(takers.contains) ?? false)
    }.sorted()
  }

  /// A segment and the segments it is part of.
  func lineage(_ segment: Int) -> [Int] {
    var line = [segment]
    while let parent = line.last.flatMap({ book.segments[$0].parent.index }),
      !line.contains(parent)
    {
      line.append(parent)
    }
    return line
  }

  /// Whether anything goes to a node or on from it.
  func hasNeighbours(_ node: Int) -> Bool {
    !graph.successors(of: Vertex(node)).isEmpty || !graph.predecessors(of: Vertex(node)).isEmpty
  }

  /// The shortest way from a node to one from which nothing goes on, both included.
  ///
  /// - Complexity: O(n + m).
  func way(onFrom node: Int) -> [Int] {
    let reach = graph.breadthFirstSearch(from: [Vertex(node)])
    let end = reach.order.first { graph.successors(of: $0).isEmpty }
    return end.flatMap { graph.shortestPath(from: [Vertex(node)], to: $0) }?.map(Int.init)
      ?? [node]
  }

  /// What goes along an edge, or nothing where a number says it better.
  func label(_ from: Int, _ to: Int) -> String {
    guard level == .firms else { return "" }
    var products: [TextID] = []
    for supply in supplies(from, to) {
      let product = book.supplies[supply].product
      if !product.isEmpty, !products.contains(product) { products.append(product) }
    }
    return products.count == 1 ? PageWords.line(book.text[products[0]]) : ""
  }

  /// A line along an edge.
  func line(_ from: Int, _ to: Int, isStrong: Bool = false) -> BottleneckScene.Line {
    BottleneckScene.Line(
      from: 0, to: 0, supplies: supplies(from, to), label: label(from, to), isStrong: isStrong)
  }
}
