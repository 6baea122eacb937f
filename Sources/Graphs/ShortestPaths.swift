/// The shortest paths from anywhere to one target.
///
/// One search backward from the target serves as witness for every start.
public struct ShortestPaths: Sendable {
  /// Where the paths end.
  public let target: Vertex
  /// The number of edges from every vertex to the target; −1 if there is no path.
  public let distances: [Int32]
  private let rows: CompressedRows

  fileprivate init(target: Vertex, distances: [Int32], rows: CompressedRows) {
    self.target = target
    self.distances = distances
    self.rows = rows
  }

  /// Returns the lexicographically least of the shortest paths from a vertex, both ends included.
  ///
  /// - Parameter source: Where the path starts.
  /// - Returns: The path, only the target if that is the source, or nil if there is none.
  /// - Complexity: O(edges that leave the path) time.
  public func path(from source: Vertex) -> [Vertex]? {
    guard distances[Int(source)] >= 0 else { return nil }
    var path = [source]
    var vertex = source
    while vertex != target, let next = next(after: vertex, from: 0)?.vertex {
      path.append(next)
      vertex = next
    }
    return path
  }

  /// Returns the first shortest paths from a vertex in lexicographic order, both ends included.
  ///
  /// Equal edges make one path.
  ///
  /// - Parameters:
  ///   - source: Where the paths start.
  ///   - limit: How many paths to return at most.
  /// - Returns: The paths; none if the target cannot be reached.
  /// - Complexity: O(`limit` · edges that leave a path) time.
  public func paths(from source: Vertex, limit: Int) -> [[Vertex]] {
    guard limit > 0, distances[Int(source)] >= 0 else { return [] }
    var result: [[Vertex]] = []
    var path = [source]
    // Where to go on in the row of each vertex of the path.
    var positions = [0]
    while let vertex = path.last, let position = positions.last {
      if vertex == target {
        result.append(path)
        if result.count == limit { break }
      } else if let (next, nextPosition) = next(after: vertex, from: position) {
        positions[positions.count - 1] = nextPosition
        path.append(next)
        positions.append(0)
        continue
      }
      path.removeLast()
      positions.removeLast()
    }
    return result
  }

  /// Returns the least successor one step nearer the target, at or after a place in the row.
  private func next(
    after vertex: Vertex, from position: Int
  ) -> (vertex: Vertex, position: Int)? {
    let wanted = distances[Int(vertex)] - 1
    let row = rows[vertex]
    var index = row.startIndex + position
    while index < row.endIndex {
      let candidate = row[index]
      index += 1
      if distances[Int(candidate)] == wanted {
        // Equal edges stand side by side: skip them.
        while index < row.endIndex, row[index] == candidate {
          index += 1
        }
        return (candidate, index - row.startIndex)
      }
    }
    return nil
  }
}

extension BidirectionalGraph {
  /// Returns the shortest paths from every vertex to a target, found by one search backward.
  ///
  /// - Parameters:
  ///   - target: Where the paths end.
  ///   - limit: The greatest number of edges of a path; nil for any.
  /// - Returns: The distances, from which paths are read.
  /// - Complexity: O(n + m) time, O(n) space.
  public func shortestPaths(to target: Vertex, within limit: Int? = nil) -> ShortestPaths {
    let search = reversed.breadthFirstSearch(from: [target], within: limit)
    return ShortestPaths(target: target, distances: search.tiers, rows: successorRows)
  }

  /// Returns the lexicographically least of the shortest paths from any of the sources.
  ///
  /// - Parameters:
  ///   - sources: Where the path may start.
  ///   - target: Where it ends.
  /// - Returns: The path, both ends included, or nil if no source reaches the target.
  /// - Complexity: O(n + m) time, O(n) space.
  public func shortestPath(from sources: [Vertex], to target: Vertex) -> [Vertex]? {
    check(sources)
    let paths = shortestPaths(to: target)
    let nearest = sources.filter { paths.distances[Int($0)] >= 0 }
      .min { (paths.distances[Int($0)], $0) < (paths.distances[Int($1)], $1) }
    return nearest.flatMap { paths.path(from: $0) }
  }
}
