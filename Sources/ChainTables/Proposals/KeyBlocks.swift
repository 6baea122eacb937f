/// Items that share a key, found among millions without comparing them with each other.
///
/// Blocking by hashed keys, as in record linkage (Christen 2012, *A survey of indexing techniques
/// for scalable record linkage and deduplication*, doi 10.1109/TKDE.2011.127). Keys are given twice:
/// the first time a bit table learns which occur more than once, the second time only those are
/// kept and sorted, so that space is spent on what may match.
enum KeyBlocks {
  /// An item of a block, and the role in which it has the key.
  struct Member: Comparable {
    var key: UInt64
    var item: UInt32
    var role: UInt32

    static func < (left: Member, right: Member) -> Bool {
      (left.key, left.item, left.role) < (right.key, right.item, right.role)
    }
  }

  /// Calls a closure with every block of two members or more.
  ///
  /// - Parameters:
  ///   - limit: The most members of a block; larger ones say nothing about their members.
  ///   - keys: Gives every key of every item to the closure it is called with, each time the same.
  ///   - body: Takes the members of a block, by item and role.
  /// - Complexity: O(k + r log r) for k keys, r of them repeated; O(r) in space beside 16 MB.
  static func forEach(
    limit: Int, keys: (_ take: (_ key: UInt64, _ item: UInt32, _ role: UInt32) -> Void) -> Void,
    _ body: (ArraySlice<Member>) -> Void
  ) {
    let mask: UInt64 = 1 << 26 - 1
    var once = [UInt64](repeating: 0, count: 1 << 20)
    var again = [UInt64](repeating: 0, count: 1 << 20)
    keys { key, _, _ in
      let bit = UInt64(1) << (key & 63)
      let word = Int((key & mask) >> 6)
      again[word] |= once[word] & bit
      once[word] |= bit
    }
    once = []
    var members: [Member] = []
    keys { key, item, role in
      if again[Int((key & mask) >> 6)] & (UInt64(1) << (key & 63)) != 0 {
        members.append(Member(key: key, item: item, role: role))
      }
    }
    members.sort()
    var start = 0
    while start < members.count {
      var end = start + 1
      while end < members.count, members[end].key == members[start].key { end += 1 }
      if end - start > 1, end - start <= limit { body(members[start..<end]) }
      start = end
    }
  }
}
