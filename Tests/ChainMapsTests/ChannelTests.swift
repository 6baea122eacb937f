import Testing

@testable import ChainMaps

/// The tracks of a channel on random nets.
@Suite struct ChannelTests {
  private func nets(_ generator: inout BandedLayoutTests.Generator) -> [Channel.Net] {
    // Ends of one side keep apart, as ports of boxes do.
    var low = (0..<60).map { Double($0) * 3 }.shuffled(using: &generator)
    var high = (0..<60).map { Double($0) * 3 + 1.5 }.shuffled(using: &generator)
    return (0..<Int.random(in: 1...14, using: &generator)).map { _ in
      Channel.Net(
        low: (0..<Int.random(in: 1...2, using: &generator)).map { _ in low.removeLast() },
        high: (0..<Int.random(in: 0...3, using: &generator)).map { _ in high.removeLast() })
    }
  }

  @Test(arguments: 0..<60)
  func trunksOnOneTrackAreApart(seed: Int) {
    var generator = BandedLayoutTests.Generator(state: UInt64(seed))
    let nets = nets(&generator)
    let channel = Channel(nets)
    for (a, first) in nets.enumerated() {
      #expect((channel.tracks[a] == nil) == (first.span == nil), "seed \(seed)")
      #expect((channel.tracks[a] ?? 0) < max(channel.count, 1))
      for (b, second) in nets.enumerated() where b > a {
        guard let one = first.span, let other = second.span, channel.tracks[a] == channel.tracks[b]
        else { continue }
        #expect(one.to < other.from || other.to < one.from, "seed \(seed)")
      }
    }
  }

  /// A clash that is reported is one, and one that could be avoided is.
  @Test func branchesOnOneLineAreAvoided() {
    // Each net's exit is at the other's entry: whichever comes first, one pair lies on one line.
    let swapped = Channel([
      Channel.Net(low: [0], high: [30]), Channel.Net(low: [30], high: [0]),
    ])
    #expect(swapped.clashes.count == 1)
    // Only one of the ends is shared: the net that leaves there has the farther track.
    for isReversed in [false, true] {
      let nets = [Channel.Net(low: [0], high: [30]), Channel.Net(low: [30], high: [60])]
      let channel = Channel(isReversed ? nets.reversed() : nets)
      #expect(channel.clashes.isEmpty)
    }
  }

  @Test func fallingLinesBesideEachOtherDoNotCross() {
    // The lower of two falling lines turns first.
    let channel = Channel(
      (0..<5).map { Channel.Net(low: [Double($0) * 10], high: [Double($0) * 10 + 100]) })
    #expect(channel.tracks == [4, 3, 2, 1, 0])
  }
}
