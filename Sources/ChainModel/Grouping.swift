/// Items gathered by a key from 0 to n − 1, in compressed sparse rows.
public struct Grouping: Sendable, Hashable {
  private var offsets: [UInt32]
  private var items: [UInt32]

  /// Gathers items by key, keeping the order in which they are given within each key.
  ///
  /// - Parameters:
  ///   - keyCount: The number of keys, n.
  ///   - pairs: Pairs of key and item; pairs whose key lies outside 0..<n are left out.
  /// - Complexity: O(n + pairs) in time and space (counting sort).
  package init(keyCount: Int, pairs: [(key: Int32, item: UInt32)]) {
    var offsets = [UInt32](repeating: 0, count: keyCount + 1)
    for pair in pairs where pair.key >= 0 && Int(pair.key) < keyCount {
      offsets[Int(pair.key) + 1] += 1
    }
    for key in 0..<keyCount { offsets[key + 1] += offsets[key] }
    var next = offsets
    var items = [UInt32](repeating: 0, count: Int(offsets[keyCount]))
    for pair in pairs where pair.key >= 0 && Int(pair.key) < keyCount {
      items[Int(next[Int(pair.key)])] = pair.item
      next[Int(pair.key)] += 1
    }
    self.offsets = offsets
    self.items = items
  }

  /// Gathers the positions of rows by a key computed from each row.
  ///
  /// - Parameters:
  ///   - keyCount: The number of keys, n.
  ///   - rows: The rows.
  ///   - key: The key of a row; nil or out of range leaves the row out.
  /// - Complexity: O(n + rows) in time and space.
  // Inlined by measurement: called unspecialised, it copies every row through its type's witnesses.
  @inline(__always)
  package init<Row>(keyCount: Int, rows: [Row], by key: (Row) -> Int?) {
    var pairs: [(key: Int32, item: UInt32)] = []
    pairs.reserveCapacity(rows.count)
    for position in rows.indices {
      if let key = key(rows[position]) { pairs.append((Int32(key), UInt32(position))) }
    }
    self.init(keyCount: keyCount, pairs: pairs)
  }

  /// The number of keys.
  public var keyCount: Int { offsets.count - 1 }

  /// The items of a key.
  public subscript(key: Int) -> GroupItems {
    GroupItems(items: items[Int(offsets[key])..<Int(offsets[key + 1])])
  }

  /// The number of items of a key.
  public func count(of key: Int) -> Int { Int(offsets[key + 1] - offsets[key]) }
}

/// The items of one key of a ``Grouping``.
public struct GroupItems: RandomAccessCollection, Sendable {
  fileprivate let items: ArraySlice<UInt32>

  /// The position of the first item.
  public var startIndex: Int { items.startIndex }

  /// The position past the last item.
  public var endIndex: Int { items.endIndex }

  /// The item at a position.
  public subscript(position: Int) -> Int { Int(items[position]) }
}
