/// Which vertices lie on every route from the entries to which others.
///
/// A virtual root stands before all entries. A vertex u dominates v if every route from the root to
/// v passes u; the immediate dominator is the nearest one other than v itself.
public struct DominatorTree: Hashable, Sendable {
  /// The value in ``immediateDominators`` that stands for the virtual root.
  public static let root: Vertex = -1
  /// The value in ``immediateDominators`` of a vertex that no entry reaches.
  public static let unreachable: Vertex = -2

  /// The immediate dominator of every vertex, or ``root``, or ``unreachable``.
  public let immediateDominators: [Vertex]
  /// The place of every vertex in ``preorder``; −1 if no entry reaches it.
  let places: [Int32]
  /// The number of vertices that each vertex dominates, itself included.
  let sizes: [Int32]
  /// The reachable vertices, each followed by all those that it dominates.
  public let preorder: [Vertex]

  /// Returns whether any entry reaches a vertex.
  public func isReachable(_ vertex: Vertex) -> Bool {
    places[Int(vertex)] >= 0
  }

  /// Returns the immediate dominator of a vertex; nil if it is the virtual root or there is none.
  public func immediateDominator(of vertex: Vertex) -> Vertex? {
    let dominator = immediateDominators[Int(vertex)]
    return dominator < 0 ? nil : dominator
  }

  /// Returns the vertices, other than `vertex` itself, on every route to it, nearest first.
  ///
  /// - Complexity: O(vertices returned) time.
  public func dominators(of vertex: Vertex) -> [Vertex] {
    var result: [Vertex] = []
    var current = immediateDominators[Int(vertex)]
    while current >= 0 {
      result.append(current)
      current = immediateDominators[Int(current)]
    }
    return result
  }

  /// Returns whether every route to `vertex` passes `dominator`; a vertex dominates itself.
  ///
  /// - Parameters:
  ///   - dominator: The vertex that may be passed.
  ///   - vertex: Where the routes go.
  /// - Returns: True if all routes pass; false also if no entry reaches `vertex`.
  public func dominates(_ dominator: Vertex, _ vertex: Vertex) -> Bool {
    let start = places[Int(dominator)]
    let place = places[Int(vertex)]
    return start >= 0 && place >= start && place - start < sizes[Int(dominator)]
  }

  /// Returns how many other vertices cannot be reached without passing `vertex`.
  public func dominatedCount(of vertex: Vertex) -> Int {
    max(0, Int(sizes[Int(vertex)]) - 1)
  }

  /// Returns the other vertices that cannot be reached without passing `vertex`, in preorder.
  public func dominated(by vertex: Vertex) -> ArraySlice<Vertex> {
    let place = Int(places[Int(vertex)])
    guard place >= 0 else { return [] }
    return preorder[place + 1..<place + Int(sizes[Int(vertex)])]
  }
}

/// Where a vertex hangs in the compressed forest, and the least semidominator on the way there.
private struct ForestLink: BitwiseCopyable {
  var ancestor: Int32
  var least: Int32
}

extension BidirectionalGraph {
  /// Returns the dominator tree of everything that the entries reach.
  ///
  /// Semidominators by Lengauer and Tarjan with path compression, then each immediate dominator as
  /// the nearest common ancestor in the tree built so far.
  ///
  /// Source: Lengauer, Tarjan, TOPLAS 1 (1979) 121–141, doi 10.1145/357062.357071; the semi-NCA
  /// form: Georgiadis, Tarjan, Werneck, "Finding dominators in practice", JGAA 10 (2006) 69–94,
  /// doi 10.7155/jgaa.00119.
  ///
  /// - Parameter entries: Where routes start; the virtual root has an edge to each.
  /// - Returns: The tree, hung from the virtual root.
  /// - Complexity: O(m log n) time for the semidominators; the last phase is linear in practice and
  ///   O(n²) at worst. O(n) space.
  public func dominatorTree(entries: [Vertex]) -> DominatorTree {
    check(entries)
    let successors = successorRows
    let predecessors = predecessorRows
    let count = successors.vertexCount
    var numberStore = [Int32](repeating: 0, count: count)
    // In the order of the search: number 0 is the virtual root.
    var vertexStore = [Vertex](repeating: -1, count: count + 1)
    var parentStore = [Int32](repeating: 0, count: count + 1)
    let reached = DominatorSearch.number(
      successors, entries, &numberStore, &vertexStore, &parentStore)
    let isEntry = VertexSet(entries, capacity: count)
    var semiStore = [Int32](repeating: 0, count: reached + 1)
    DominatorSearch.semidominators(
      predecessors, isEntry, reached, numberStore, vertexStore, parentStore, &semiStore)

    // From here on `parentStore` turns into the immediate dominators, by number.
    var sizeStore = [Int32](repeating: 1, count: reached + 1)
    var placeStore = [Int32](repeating: 0, count: reached + 1)
    var nextStore = [Int32](repeating: 0, count: reached + 1)
    do {
      let semi = semiStore.span
      var dominator = parentStore.mutableSpan
      var size = sizeStore.mutableSpan
      var place = placeStore.mutableSpan
      var next = nextStore.mutableSpan
      var number: Int32 = 1
      let end = Int32(truncatingIfNeeded: reached)
      while number <= end {
        var above = dominator[number]
        let least = semi[number]
        while above > least {
          above = dominator[above]
        }
        dominator[number] = above
        number &+= 1
      }
      number = end
      while number > 0 {
        size[dominator[number]] &+= size[number]
        number &-= 1
      }
      number = 1
      while number <= end {
        let above = dominator[number]
        place[number] = next[above]
        next[above] &+= size[number]
        next[number] = place[number] &+ 1
        number &+= 1
      }
    }
    var immediate = [Vertex](repeating: DominatorTree.unreachable, count: count)
    var places = [Int32](repeating: -1, count: count)
    var sizes = [Int32](repeating: 0, count: count)
    var preorder = [Vertex](repeating: 0, count: reached)
    for number in 1..<reached + 1 {
      let vertex = vertexStore[number]
      // The root's entry in `vertexStore` is −1, which is how the tree names it.
      immediate[Int(vertex)] = vertexStore[Int(parentStore[number])]
      places[Int(vertex)] = placeStore[number]
      sizes[Int(vertex)] = sizeStore[number]
      preorder[Int(placeStore[number])] = vertex
    }
    return DominatorTree(
      immediateDominators: immediate, places: places, sizes: sizes, preorder: preorder)
  }
}

private enum DominatorSearch {
  /// Numbers what the entries reach, depth first, from 1; returns the last number.
  static func number(
    _ rows: CompressedRows, _ entries: [Vertex], _ numberStore: inout [Int32],
    _ vertexStore: inout [Vertex], _ parentStore: inout [Int32]
  ) -> Int {
    // Where to go on in the row of the vertex with this number.
    var positionStore = [Int32](repeating: 0, count: vertexStore.count)
    let offsets = rows.offsets.span
    let targets = rows.targets.span
    var numbers = numberStore.mutableSpan
    var vertices = vertexStore.mutableSpan
    var parents = parentStore.mutableSpan
    var positions = positionStore.mutableSpan
    var last: Int32 = 0
    for entry in entries where numbers[entry] == 0 {
      last &+= 1
      numbers[entry] = last
      vertices[last] = entry
      parents[last] = 0
      var current = last
      var position = offsets[entry]
      var end = offsets[entry + 1]
      while true {
        if position < end {
          let target = targets[position]
          position &+= 1
          if numbers[target] == 0 {
            positions[current] = position
            last &+= 1
            numbers[target] = last
            vertices[last] = target
            parents[last] = current
            current = last
            position = offsets[target]
            end = offsets[target + 1]
          }
        } else {
          current = parents[current]
          if current == 0 { break }
          position = positions[current]
          end = offsets[vertices[current] + 1]
        }
      }
    }
    return Int(last)
  }

  /// Finds the semidominator of every number, from the last down.
  static func semidominators(
    _ rows: CompressedRows, _ isEntry: VertexSet, _ reached: Int, _ numberStore: [Int32],
    _ vertexStore: [Vertex], _ parentStore: [Int32], _ semiStore: inout [Int32]
  ) {
    var forestStore = parentStore.prefix(reached + 1).map { ForestLink(ancestor: $0, least: 0) }
    var pathStore = [Int32](repeating: 0, count: reached + 1)
    let offsets = rows.offsets.span
    let sources = rows.targets.span
    let numbers = numberStore.span
    let vertices = vertexStore.span
    let parents = parentStore.span
    var semi = semiStore.mutableSpan
    var forest = forestStore.mutableSpan
    var path = pathStore.mutableSpan
    var number = Int32(truncatingIfNeeded: reached)
    while number > 0 {
      let vertex = vertices[number]
      var least = isEntry.contains(vertex) ? 0 : parents[number]
      var position = offsets[vertex]
      let end = offsets[vertex + 1]
      while position < end {
        let source = numbers[sources[position]]
        position &+= 1
        // 0: the source is not reached. Below the vertex: it is its own candidate.
        if source == 0 || source == number { continue }
        if source < number {
          least = min(least, source)
          continue
        }
        // Numbers above this one hang in the forest; those up to it are roots.
        var length = 0
        var top = source
        while forest[top].ancestor > number {
          path[length] = top
          length &+= 1
          top = forest[top].ancestor
        }
        var link = forest[top]
        while length > 0 {
          length &-= 1
          let below = path[length]
          link.least = min(link.least, forest[below].least)
          forest[below] = link
        }
        least = min(least, link.least)
      }
      semi[number] = least
      forest[number].least = least
      number &-= 1
    }
  }
}
