/// Fills a plan greedily: always what gains most for its money, a single measure or the best part of a
/// programme that isn't paid for yet.
///
/// Gains only shrink as a plan grows, so a gain worked out earlier is an upper bound and most of them
/// need not be worked out again (CELF: Leskovec et al. 2007, doi 10.1145/1281192.1281239). The price of
/// a programme's measures falls once it is paid for; they are then entered anew.
struct LazyGreedy {
  /// A measure, or a programme with the part of its measures that gains most for the money.
  private enum Offer: Hashable {
    case single(Int)
    case programme(Int)
  }

  private struct Entry {
    var ratio: Double
    var offer: Offer
    /// How large the plan was when the ratio was worked out.
    var round: Int
  }

  private let membersOfProgramme: [[Int]]
  private let open: [Int]

  /// A greedy search over the open measures of a problem.
  init(_ reduced: ReducedProblem) {
    open = reduced.open
    var members = [[Int]](repeating: [], count: reduced.problem.programmes.count)
    for candidate in open {
      if let programme = reduced.problem.candidates[candidate].programme {
        members[programme].append(candidate)
      }
    }
    membersOfProgramme = members
  }

  /// Adds what a problem demands, then what gains most for its money until nothing more fits.
  ///
  /// - Parameters:
  ///   - state: The plan, which keeps what it holds.
  ///   - avoided: Measures that come last, when nothing else gains anything.
  /// - Complexity: O(measures · log + evaluations · pairs of a measure).
  func fill(_ state: inout PlanState, avoidingAtFirst avoided: [Int] = []) {
    meetDemands(&state)
    var isAvoided = [Bool](repeating: false, count: state.isChosen.count)
    for candidate in avoided { isAvoided[candidate] = true }
    fill(&state) { !isAvoided[$0] }
    if !avoided.isEmpty { fill(&state) { _ in true } }
  }

  private func fill(_ state: inout PlanState, where isOffered: (Int) -> Bool) {
    var heap = Heap()
    for candidate in open where !state.isChosen[candidate] && isOffered(candidate) {
      push(.single(candidate), &state, 0, &heap)
    }
    for programme in membersOfProgramme.indices
    where !state.hasProgramme(programme) && membersOfProgramme[programme].allSatisfy(isOffered) {
      push(.programme(programme), &state, 0, &heap)
    }
    var round = 0
    while let entry = heap.popMaximum() {
      guard entry.round == round else {
        push(entry.offer, &state, round, &heap)
        continue
      }
      let taken = contents(of: entry.offer, &state)
      guard !taken.isEmpty else { continue }
      let before = membersOfProgramme.indices.filter(state.hasProgramme)
      for candidate in taken where state.admits(candidate) { state.add(candidate) }
      round += 1
      for programme in membersOfProgramme.indices
      where state.hasProgramme(programme) && !before.contains(programme) {
        for candidate in membersOfProgramme[programme]
        where !state.isChosen[candidate] && isOffered(candidate) {
          push(.single(candidate), &state, round, &heap)
        }
      }
    }
  }

  /// Chooses what must be chosen, then what brings most missing firms for its money.
  private func meetDemands(_ state: inout PlanState) {
    for candidate in state.reduced.problem.must.sorted() where state.admits(candidate) {
      state.add(candidate)
    }
    while state.missingFirms > 0 {
      var best: (ratio: Double, candidate: Int)?
      for candidate in open where state.admits(candidate) {
        let progress = state.progress(adding: candidate)
        guard progress > 0 else { continue }
        let ratio = Self.ratio(
          Double(progress) + 1e-6 * state.gain(adding: candidate), state.cost(adding: candidate))
        if best.map({ ratio > $0.ratio }) ?? true { best = (ratio, candidate) }
      }
      guard let best else { return }
      state.add(best.candidate)
    }
  }

  private func push(
    _ offer: Offer, _ state: inout PlanState, _ round: Int, _ heap: inout Heap
  ) {
    switch offer {
    case .single(let candidate):
      guard !state.isChosen[candidate] else { return }
      let gain = state.gain(adding: candidate)
      guard gain > 0 else { return }
      // What doesn't fit now can fit later only where its programme is paid for, and then it is
      // entered anew.
      guard state.admits(candidate) else { return }
      let ratio = Self.ratio(gain, state.cost(adding: candidate))
      heap.push(Entry(ratio: ratio, offer: offer, round: round))
    case .programme(let programme):
      guard !state.hasProgramme(programme) else { return }
      let part = bestPart(of: programme, &state)
      guard part.candidates.count > 1 else { return }
      heap.push(Entry(ratio: part.ratio, offer: offer, round: round))
    }
  }

  private func contents(of offer: Offer, _ state: inout PlanState) -> [Int] {
    switch offer {
    case .single(let candidate): state.admits(candidate) ? [candidate] : []
    case .programme(let programme): bestPart(of: programme, &state).candidates
    }
  }

  /// The measures of a programme that together gain most for their money and its fixed cost; the plan
  /// is left as it was.
  private func bestPart(
    of programme: Int, _ state: inout PlanState
  ) -> (ratio: Double, candidates: [Int]) {
    let (gain, spent) = (state.gain, state.spent)
    var best: (ratio: Double, count: Int) = (0, 0)
    var taken: [Int] = []
    var rest = membersOfProgramme[programme]
    while true {
      var next: (ratio: Double, candidate: Int)?
      for candidate in rest where state.admits(candidate) {
        let ratio = Self.ratio(
          state.gain(adding: candidate), state.reduced.problem.price(candidate))
        if ratio > next?.ratio ?? 0 { next = (ratio, candidate) }
      }
      guard let next else { break }
      state.add(next.candidate)
      taken.append(next.candidate)
      rest.removeAll { $0 == next.candidate }
      let ratio = Self.ratio(state.gain - gain, state.spent - spent)
      // From here on it only falls: what comes next gains less for its own money.
      guard ratio > best.ratio else { break }
      best = (ratio, taken.count)
    }
    for candidate in taken.reversed() { state.remove(candidate) }
    return (best.ratio, Array(taken.prefix(best.count)))
  }

  /// Gain for each 万元; what costs nothing comes first.
  private static func ratio(_ gain: Double, _ cost: Amount) -> Double {
    gain / max(cost.tenThousandYuan, 1e-9)
  }

  /// A binary heap; of equal ratios singles come before programmes, each in their order.
  private struct Heap {
    private var entries: [Entry] = []

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
      if left.ratio != right.ratio { return left.ratio > right.ratio }
      switch (left.offer, right.offer) {
      case (.single(let one), .single(let other)): return one < other
      case (.programme(let one), .programme(let other)): return one < other
      case (.single, .programme): return true
      case (.programme, .single): return false
      }
    }

    mutating func push(_ entry: Entry) {
      entries.append(entry)
      var place = entries.count - 1
      while place > 0, Self.precedes(entries[place], entries[(place - 1) / 2]) {
        entries.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    }

    mutating func popMaximum() -> Entry? {
      guard let top = entries.first else { return nil }
      let last = entries.removeLast()
      guard !entries.isEmpty else { return top }
      entries[0] = last
      var place = 0
      while true {
        var best = place
        for child in [2 * place + 1, 2 * place + 2]
        where child < entries.count && Self.precedes(entries[child], entries[best]) {
          best = child
        }
        if best == place { return top }
        entries.swapAt(place, best)
        place = best
      }
    }
  }
}
