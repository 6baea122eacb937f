/// The faults of a block, before their lines are known.
struct FaultLog: Sendable {
  struct Entry: Sendable {
    var kind: TranscodingFault.Kind
    var source: Int
    var length: Int
    var target: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var replaced = 0
  private(set) var privateUse = 0
  /// The number of further entries that are kept.
  var room: Int

  mutating func note(_ kind: TranscodingFault.Kind, source: Int, length: Int, target: Int) {
    if kind == .privateUse { privateUse += 1 } else { replaced += 1 }
    guard room > 0 else { return }
    room -= 1
    entries.append(Entry(kind: kind, source: source, length: length, target: target))
  }
}
