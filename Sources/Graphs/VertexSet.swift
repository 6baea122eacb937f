/// A set of vertices of one graph, one bit for each vertex the graph has.
///
/// Iteration is ascending, so that no order of hashing reaches a result.
/// - Complexity: `capacity` / 8 bytes of space.
public struct VertexSet: Hashable, Sendable {
  /// The number of vertices in the graph, members or not.
  public let capacity: Int
  /// The bits, 64 to a word, vertex 0 in the lowest bit of the first word.
  public private(set) var words: [UInt64]

  /// Creates an empty set.
  ///
  /// - Parameter capacity: The graph's vertex count.
  /// - Complexity: O(`capacity`) time.
  public init(capacity: Int) {
    self.capacity = capacity
    words = [UInt64](repeating: 0, count: (capacity + 63) / 64)
  }

  /// Creates a set of the given vertices.
  ///
  /// - Parameters:
  ///   - vertices: The members; repeats are harmless.
  ///   - capacity: The graph's vertex count.
  /// - Precondition: Every vertex lies in 0 ..< `capacity`.
  /// - Complexity: O(`capacity` + vertices) time.
  public init(_ vertices: some Sequence<Vertex>, capacity: Int) {
    self.init(capacity: capacity)
    for vertex in vertices {
      insert(vertex)
    }
  }

  /// Creates the set of every vertex for which a condition holds.
  ///
  /// - Parameters:
  ///   - capacity: The graph's vertex count.
  ///   - isMember: Says whether a vertex belongs to the set.
  /// - Complexity: O(`capacity`) calls of `isMember`.
  public init(capacity: Int, where isMember: (Vertex) -> Bool) {
    self.init(capacity: capacity)
    for vertex in 0..<Vertex(capacity) where isMember(vertex) {
      insert(vertex)
    }
  }

  /// Whether the set holds no vertex.
  ///
  /// - Complexity: O(`capacity` / 64) time.
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The number of members.
  ///
  /// - Complexity: O(`capacity` / 64) time.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The vertices that are not members.
  ///
  /// - Complexity: O(`capacity` / 64) time and space.
  public var complement: VertexSet {
    var result = self
    for index in result.words.indices {
      result.words[index] = ~result.words[index]
    }
    if capacity % 64 != 0, let last = result.words.indices.last {
      result.words[last] &= (1 << UInt64(capacity % 64)) - 1
    }
    return result
  }

  /// Returns whether a vertex is a member.
  ///
  /// - Precondition: `vertex` lies in 0 ..< `capacity`.
  @inlinable
  public func contains(_ vertex: Vertex) -> Bool {
    precondition(vertex >= 0 && Int(vertex) < capacity, "vertex outside the set's capacity")
    return words[Int(vertex) >> 6] >> UInt64(vertex & 63) & 1 != 0
  }

  /// Adds a vertex and returns whether it was not a member before.
  ///
  /// - Precondition: `vertex` lies in 0 ..< `capacity`.
  @discardableResult
  public mutating func insert(_ vertex: Vertex) -> Bool {
    precondition(vertex >= 0 && Int(vertex) < capacity, "vertex outside the set's capacity")
    let mask: UInt64 = 1 << UInt64(vertex & 63)
    let isNew = words[Int(vertex) >> 6] & mask == 0
    words[Int(vertex) >> 6] |= mask
    return isNew
  }

  /// Removes a vertex and returns whether it was a member before.
  ///
  /// - Precondition: `vertex` lies in 0 ..< `capacity`.
  @discardableResult
  public mutating func remove(_ vertex: Vertex) -> Bool {
    precondition(vertex >= 0 && Int(vertex) < capacity, "vertex outside the set's capacity")
    let mask: UInt64 = 1 << UInt64(vertex & 63)
    let wasMember = words[Int(vertex) >> 6] & mask != 0
    words[Int(vertex) >> 6] &= ~mask
    return wasMember
  }

  /// Returns how many members another set of the same capacity has too.
  ///
  /// - Complexity: O(`capacity` / 64) time.
  public func intersectionCount(_ other: VertexSet) -> Int {
    precondition(capacity == other.capacity, "sets of different graphs")
    var count = 0
    for index in words.indices {
      count += (words[index] & other.words[index]).nonzeroBitCount
    }
    return count
  }

  /// Adds the members of another set of the same capacity.
  ///
  /// - Complexity: O(`capacity` / 64) time.
  public mutating func formUnion(_ other: VertexSet) {
    precondition(capacity == other.capacity, "sets of different graphs")
    for index in words.indices {
      words[index] |= other.words[index]
    }
  }

  /// Keeps only the members that another set of the same capacity has too.
  ///
  /// - Complexity: O(`capacity` / 64) time.
  public mutating func formIntersection(_ other: VertexSet) {
    precondition(capacity == other.capacity, "sets of different graphs")
    for index in words.indices {
      words[index] &= other.words[index]
    }
  }

  /// Removes the members of another set of the same capacity.
  ///
  /// - Complexity: O(`capacity` / 64) time.
  public mutating func subtract(_ other: VertexSet) {
    precondition(capacity == other.capacity, "sets of different graphs")
    for index in words.indices {
      words[index] &= ~other.words[index]
    }
  }
}

extension VertexSet: Sequence {
  /// Goes through the members, ascending.
  public struct Iterator: IteratorProtocol {
    private let words: [UInt64]
    private var index = 0
    private var rest: UInt64

    fileprivate init(_ words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    /// Returns the next member, or nil after the last.
    public mutating func next() -> Vertex? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      return Vertex(index * 64 + bit)
    }
  }

  /// Returns an iterator over the members, ascending.
  public func makeIterator() -> Iterator {
    Iterator(words)
  }
}
