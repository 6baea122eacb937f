/// The order of parallel tracks between two rows of ends, so that lines of different sources never
/// run on top of each other and cross as seldom as can be had cheaply.
///
/// This is channel routing with one trunk for each net (A. Hashimoto and J. Stevens, *Wire Routing
/// by Optimizing Channel Assignment within Large Apertures*, DAC 1971, doi:10.1145/800158.805069):
/// a net's trunk runs along the channel and its branches go straight to either side. In a gutter
/// the trunks are upright, the low side is the left and places are heights; in the corridor trunks
/// are level, the low side is above and places are from left to right.
struct Channel {
  /// All that one source sends through the channel.
  struct Net {
    /// The places of its ends on the low side.
    var low: [Double] = []
    /// The places of its ends on the high side.
    var high: [Double] = []
    /// Places that its trunk reaches without a branch, where it leaves the channel.
    var beyond: [Double] = []

    /// What the trunk covers; nil where it has no length.
    var span: (from: Double, to: Double)? {
      let all = low + high + beyond
      guard let from = all.min(), let to = all.max(), to - from > 0.3 else { return nil }
      return (from, to)
    }
  }

  /// Two ends whose branches lie on one line.
  struct Clash {
    /// The net and its end on the low side.
    var low: (net: Int, end: Int)
    /// The net and its end on the high side.
    var high: (net: Int, end: Int)
  }

  /// The track of each net from the low side; nil for a net that runs straight across.
  private(set) var tracks: [Int?]
  /// How many tracks there are.
  private(set) var count = 0

  private let nets: [Net]
  private let spans: [(from: Double, to: Double)?]

  /// Branches closer than this to each other look like one.
  private static let apart = 2.2
  /// A clash weighs as much as so many crossings.
  private static let clashWeight = 50

  /// Gives each net its track.
  ///
  /// - Parameter nets: The nets.
  /// - Complexity: O(nets² · ends²) in time, O(nets²) in space.
  init(_ nets: [Net]) {
    self.nets = nets
    spans = nets.map(\.span)
    tracks = Array(repeating: nil, count: nets.count)
    let bent = nets.indices.filter { spans[$0] != nil }
    // Nets that fall come with the lowest first, nets that rise with the highest first, which is
    // best among nets of one end each.
    func key(_ net: Int) -> (Int, Double) {
      let entry = Self.mean(nets[net].low) ?? Self.mean(nets[net].high) ?? 0
      let exit = Self.mean(nets[net].high + nets[net].beyond) ?? entry
      return exit > entry ? (1, -entry) : (0, entry)
    }
    var order = bent.sorted { a, b in
      let (first, second) = (key(a), key(b))
      return (first.0, first.1, a) < (second.0, second.1, b)
    }
    let cost = bent.reduce(into: [Int: [Int: Int]]()) { cost, a in
      for b in bent where a != b { cost[a, default: [:]][b] = self.cost(of: a, before: b) }
    }
    func price(_ a: Int, _ b: Int) -> Int { cost[a]?[b] ?? 0 }
    // Each net in turn goes where it costs least among the others.
    for _ in 0..<6 {
      var isBetter = false
      for net in bent {
        guard let here = order.firstIndex(of: net) else { continue }
        var (best, gain) = (here, 0)
        var change = 0
        for place in stride(from: here - 1, through: 0, by: -1) {
          change += price(net, order[place]) - price(order[place], net)
          if change < gain { (best, gain) = (place, change) }
        }
        change = 0
        for place in order.indices.dropFirst(here + 1) {
          change += price(order[place], net) - price(net, order[place])
          if change < gain { (best, gain) = (place, change) }
        }
        guard best != here else { continue }
        order.remove(at: here)
        order.insert(net, at: best)
        isBetter = true
      }
      guard isBetter else { break }
    }
    // Nets that do not concern each other share a track.
    for (position, net) in order.enumerated() {
      var track = 0
      for before in order[..<position] {
        guard touch(before, net) || price(before, net) != price(net, before) else { continue }
        track = max(track, (tracks[before] ?? 0) + 1)
      }
      tracks[net] = track
      count = max(count, track + 1)
    }
  }

  /// The ends whose branches lie on one line after all.
  var clashes: [Clash] {
    var clashes: [Clash] = []
    for (a, first) in nets.enumerated() {
      for (b, second) in nets.enumerated() where a != b {
        // The low branch of `a` runs up to its own track, the high one of `b` from its own.
        guard let reach = tracks[a], let start = tracks[b], start <= reach else { continue }
        for (i, low) in first.low.enumerated() {
          for (j, high) in second.high.enumerated() where abs(low - high) < Self.apart {
            clashes.append(Clash(low: (a, i), high: (b, j)))
          }
        }
      }
    }
    return clashes
  }

  private func touch(_ a: Int, _ b: Int) -> Bool {
    guard let first = spans[a], let second = spans[b] else { return false }
    return first.from < second.to + 6 && second.from < first.to + 6
  }

  /// Crossings and clashes where one net's trunk is nearer to the low side than another's.
  private func cost(of a: Int, before b: Int) -> Int {
    guard let first = spans[a], let second = spans[b] else { return 0 }
    var cost = 0
    for high in nets[a].high {
      if high > second.from, high < second.to { cost += 1 }
    }
    for low in nets[b].low {
      if low > first.from, low < first.to { cost += 1 }
    }
    // The low branch of the farther net would lie on the high branch of the nearer one.
    for high in nets[a].high {
      cost += Self.clashWeight * nets[b].low.count { abs($0 - high) < Self.apart }
    }
    return cost
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
