/// A bridge: a connection without which its component falls in two, directions ignored.
public struct Bridge: Hashable, Sendable {
  /// The lesser of the two vertices.
  public let first: Vertex
  /// The greater of the two vertices.
  public let second: Vertex
  /// The number of vertices left on the side of ``first``.
  public let firstSize: Int
  /// The number of vertices left on the side of ``second``.
  public let secondSize: Int
}

/// The articulation points and bridges of a graph whose directions are ignored.
public struct ArticulationPoints: Hashable, Sendable {
  /// The vertices without which their component falls apart, ascending.
  public let vertices: [Vertex]
  /// The bridges, by first vertex, then by second.
  public let bridges: [Bridge]
  /// Where each articulation point's pieces start; one more entry than there are points.
  let pieceOffsets: [Int]
  let pieceSizes: [Int32]

  /// Returns the sizes of the pieces that an articulation point leaves behind, greatest first.
  ///
  /// - Parameter index: The place of the point in ``vertices``.
  /// - Returns: The sizes; together with the point they make up its component.
  public func pieces(at index: Int) -> ArraySlice<Int32> {
    pieceSizes[pieceOffsets[index]..<pieceOffsets[index + 1]]
  }
}

/// A vertex on the search path with what must survive a visit to a child.
private struct UndirectedEntry: BitwiseCopyable {
  var vertex: Vertex
  var position: Int32
  var low: Int32
  var isBackward: Bool
}

/// A piece that falls off when a vertex goes.
private struct Piece: BitwiseCopyable {
  var vertex: Vertex
  var size: Int32
}

extension BidirectionalGraph {
  /// Returns the articulation points and bridges with the sizes of what they leave behind.
  ///
  /// Directions are ignored; equal and opposite edges between two vertices count as one
  /// connection, so that two vertices that only supply each other are joined by a bridge.
  /// Self-loops do not matter.
  ///
  /// Source: Hopcroft, Tarjan, "Algorithm 447: efficient algorithms for graph manipulation",
  /// CACM 16 (1973) 372–378, doi 10.1145/362248.362272; here with a stack of our own.
  /// - Complexity: O(n + m) time and space, and sorting the pieces and bridges.
  public func articulationPoints() -> ArticulationPoints {
    let forward = successorRows
    let backward = predecessorRows
    let count = forward.vertexCount
    var pieces: [Piece] = []
    var bridges: [Bridge] = []
    var indexStore = [Int32](repeating: 0, count: count)
    var lossStore = [Int32](repeating: 0, count: count)
    var pathStore = [UndirectedEntry](
      repeating: UndirectedEntry(vertex: 0, position: 0, low: 0, isBackward: false), count: count)
    do {
      let outOffsets = forward.offsets.span
      let outTargets = forward.targets.span
      let inOffsets = backward.offsets.span
      let inTargets = backward.targets.span
      var indices = indexStore.mutableSpan
      var losses = lossStore.mutableSpan
      var path = pathStore.mutableSpan
      var last: Int32 = 0
      for root in 0..<Vertex(count) where indices[root] == 0 {
        let firstPiece = pieces.count
        let firstBridge = bridges.count
        var depth = 0
        var parent: Vertex = -1
        var vertex = root
        var isBackward = false
        var position = outOffsets[root]
        var end = outOffsets[root + 1]
        last &+= 1
        let rootIndex = last
        indices[root] = last
        var low = last
        var rootPieces = 0
        search: while true {
          while true {
            if position == end {
              if isBackward { break }
              isBackward = true
              position = inOffsets[vertex]
              end = inOffsets[vertex + 1]
              continue
            }
            let target = isBackward ? inTargets[position] : outTargets[position]
            position &+= 1
            let targetIndex = indices[target]
            if targetIndex == 0 {
              path[depth] = UndirectedEntry(
                vertex: vertex, position: position, low: low, isBackward: isBackward)
              depth &+= 1
              parent = vertex
              vertex = target
              isBackward = false
              position = outOffsets[target]
              end = outOffsets[target + 1]
              last &+= 1
              indices[target] = last
              low = last
            } else if targetIndex < low, target != parent {
              low = targetIndex
            }
          }
          if depth == 0 { break search }
          let child = vertex
          let childIndex = indices[child]
          let size = last &- childIndex &+ 1
          depth &-= 1
          let entry = path[depth]
          vertex = entry.vertex
          let vertexIndex = indices[vertex]
          if low >= vertexIndex {
            pieces.append(Piece(vertex: vertex, size: size))
            losses[vertex] &+= size
            if depth == 0 { rootPieces += 1 }
            if low > vertexIndex {
              bridges.append(
                Bridge(first: vertex, second: child, firstSize: 0, secondSize: Int(size)))
            }
          }
          low = min(low, entry.low)
          isBackward = entry.isBackward
          position = entry.position
          end = isBackward ? inOffsets[vertex + 1] : outOffsets[vertex + 1]
          parent = depth > 0 ? path[depth - 1].vertex : -1
        }
        let total = last &- rootIndex &+ 1
        if rootPieces == 1 {
          // The root of a search with one child does not separate anything.
          losses[root] = 0
        }
        for index in firstPiece..<pieces.count {
          let piece = pieces[index]
          if piece.vertex == root {
            if rootPieces == 1 { pieces[index].size = 0 }
          } else if losses[piece.vertex] > 0 {
            pieces.append(
              Piece(vertex: piece.vertex, size: total &- 1 &- losses[piece.vertex]))
            losses[piece.vertex] = 0
          }
        }
        for index in firstBridge..<bridges.count {
          let bridge = bridges[index]
          let rest = Int(total) - bridge.secondSize
          bridges[index] =
            bridge.first < bridge.second
            ? Bridge(
              first: bridge.first, second: bridge.second, firstSize: rest,
              secondSize: bridge.secondSize)
            : Bridge(
              first: bridge.second, second: bridge.first, firstSize: bridge.secondSize,
              secondSize: rest)
        }
      }
    }
    return ArticulationPoints(count, pieces, bridges)
  }
}

extension ArticulationPoints {
  /// Gathers the pieces by vertex.
  fileprivate init(_ vertexCount: Int, _ pieces: [Piece], _ bridges: [Bridge]) {
    var fill = [Int](repeating: 0, count: vertexCount + 1)
    for piece in pieces where piece.size > 0 {
      fill[Int(piece.vertex) + 1] += 1
    }
    var vertices: [Vertex] = []
    var offsets = [0]
    for vertex in 0..<vertexCount {
      if fill[vertex + 1] > 0 {
        vertices.append(Vertex(vertex))
        offsets.append(fill[vertex] + fill[vertex + 1])
      }
      fill[vertex + 1] += fill[vertex]
    }
    var sizes = [Int32](repeating: 0, count: fill[vertexCount])
    for piece in pieces where piece.size > 0 {
      sizes[fill[Int(piece.vertex)]] = piece.size
      fill[Int(piece.vertex)] += 1
    }
    for index in vertices.indices {
      sizes[offsets[index]..<offsets[index + 1]].sort(by: >)
    }
    self.init(
      vertices: vertices,
      bridges: bridges.sorted { ($0.first, $0.second) < ($1.first, $1.second) },
      pieceOffsets: offsets, pieceSizes: sizes)
  }
}
