import Foundation

/// A bound on the gain of every plan from prices on what measures solve, and the measures that no
/// better plan can hold.
///
/// Each measure is paid a price for each group of pairs it acts on and each group takes the set of
/// measures that is best for it at these prices: a Lagrangian relaxation, whose least value is the bound
/// of the linear program with the concave envelope of every group (Geoffrion 1974,
/// doi 10.1007/BFb0120690). The budget, exclusions and limits have a price as well. Prices
/// are searched by the volume algorithm (Barahona & Anbil 2000, doi 10.1007/s101070050002), which takes
/// hundredths of the time that the simplex method needs.
struct LagrangianBound {
  /// No plan gains more.
  private(set) var bound = Double.infinity
  /// How much of each measure an average of the relaxed plans holds: a rough fractional solution.
  private(set) var average: [Double]
  /// The greatest gain, by this relaxation, of a plan with each measure.
  private(set) var boundWith: [Double]

  /// A group with more than one measure: where its prices are and what it takes at them.
  private struct Market {
    var weight: Double
    var candidates: [Int]
    var effectiveness: [Double]
    /// All measures solve for certain, so that one price will do for them.
    var isCertain: Bool
    /// Where its prices start.
    var start: Int
  }

  private let markets: [Market]
  private let problem: PlanningProblem
  private let open: [Int]
  private let members: [[Int]]
  private let rows: [Row]
  /// What each measure gains in groups of its own.
  private let own: [Double]

  /// A rule that every plan keeps, a sum over measures and programmes that has an upper bound.
  ///
  /// Scaled so that its price is of the size of the others.
  private struct Row {
    var measures: [(coefficient: Double, candidate: Int)]
    var programmes: [(coefficient: Double, programme: Int)] = []
    var upper: Double

    func excess(_ choice: [Double], _ programmes: [Double]) -> Double {
      var sum = -upper
      for term in measures { sum += term.coefficient * choice[term.candidate] }
      for term in self.programmes { sum += term.coefficient * programmes[term.programme] }
      return sum
    }

    func scaled(by factor: Double) -> Row {
      Row(
        measures: measures.map { ($0.coefficient * factor, $0.candidate) },
        programmes: programmes.map { ($0.coefficient * factor, $0.programme) },
        upper: upper * factor)
    }
  }

  /// What prices lead to.
  private struct Answer {
    var value: Double
    /// What each measure is worth beyond what it costs.
    var surplus: [Double]
    /// What each programme costs.
    var programmeCost: [Double]
    var choice: [Double]
    var programmes: [Double]
    /// How much of a measure each price's group takes.
    var demand: [Double]
  }

  /// Searches for prices with a low bound.
  ///
  /// - Parameters:
  ///   - reduced: The problem.
  ///   - gain: The gain of a plan.
  ///   - steps: How many prices are tried at most.
  ///   - deadline: When to stop.
  /// - Complexity: O(steps · measures of pairs); groups of up to four measures count 2ⁿ.
  init(_ reduced: ReducedProblem, gain: Double, steps: Int = 1_500, deadline: Deadline) {
    problem = reduced.problem
    open = reduced.open
    var members = [[Int]](repeating: [], count: reduced.problem.programmes.count + 1)
    for candidate in open {
      members[reduced.problem.candidates[candidate].programme ?? members.count - 1].append(
        candidate)
    }
    self.members = members
    rows = Self.rows(reduced)
    var own = [Double](repeating: 0, count: problem.candidates.count)
    var markets: [Market] = []
    var prices: [Double] = []
    for group in reduced.groups {
      let effectiveness = group.failures.map { 1 - $0 }
      if group.candidates.count == 1 {
        own[group.candidates[0]] += group.weight * effectiveness[0]
        continue
      }
      let isCertain = effectiveness.allSatisfy { $0 == 1 }
      markets.append(
        Market(
          weight: group.weight, candidates: group.candidates, effectiveness: effectiveness,
          isCertain: isCertain, start: prices.count))
      prices += isCertain ? [0.7 * group.weight] : effectiveness.map { 0.7 * $0 * group.weight }
    }
    self.own = own
    self.markets = markets
    average = own.map { _ in 0 }
    boundWith = own.map { _ in .infinity }
    // What the plan gains for its money is near the price of money.
    let rates = rows.indices.map { [rows] in
      $0 == 0 && rows[0].upper > 0 ? 0.8 * gain / rows[0].upper : 0
    }
    search(from: prices, rates, gain: gain, steps: steps, deadline: deadline)
  }

  /// The rules as sums; limits are weakened where more than one measure helps a firm.
  private static func rows(_ reduced: ReducedProblem) -> [Row] {
    let problem = reduced.problem
    let open = reduced.open
    var budget = Row(
      measures: open.map { (problem.price($0).tenThousandYuan, $0) },
      programmes: problem.programmes.indices.map {
        (problem.price(ofProgramme: $0).tenThousandYuan, $0)
      }, upper: problem.budget.tenThousandYuan)
    if budget.upper > 0 {
      budget = budget.scaled(by: Double(max(1, reduced.groups.count)).squareRoot() / budget.upper)
    }
    // A measure's surplus is a sum over its pairs: so that a rule's price moves about as
    // fast as they do, its coefficients are of the size of the root of their number.
    let entries = open.reduce(0) { $0 + reduced.groupsOfCandidate[$1].count }
    let size = (Double(max(1, entries)) / Double(max(1, open.count))).squareRoot()
    var rows = [budget]
    for rule in problem.rules {
      switch rule {
      case .exclusive(let name):
        let members = open.filter { problem.candidates[$0].exclusionGroup == name }
        if members.count > 1 {
          rows.append(Self.row(members.map { (1, $0) }, upper: 1, size: size))
        }
      case .atMost(let limit):
        // A firm is helped in full where one measure does, so at least in part by each of n.
        var helping: [Int: Int] = [:]
        for candidate in open {
          for firm in problem.countedFirms[limit][candidate] { helping[firm, default: 0] += 1 }
        }
        let terms = open.map { candidate in
          let firms = problem.countedFirms[limit][candidate]
          return (firms.reduce(0) { $0 + 1 / Double(helping[$1, default: 1]) }, candidate)
        }
        rows.append(Self.row(terms, upper: Double(problem.limits[limit].upper ?? 0), size: size))
      case .atLeast(let limit):
        let terms = open.map { (-Double(problem.countedFirms[limit][$0].count), $0) }
        rows.append(Self.row(terms, upper: -Double(problem.limits[limit].lower ?? 0), size: size))
      case .budget, .must, .mustNot, .priced: break
      }
    }
    return rows
  }

  private static func row(_ terms: [(Double, Int)], upper: Double, size: Double) -> Row {
    let square = terms.reduce(0) { $0 + $1.0 * $1.0 }
    return Row(measures: terms.filter { $0.0 != 0 }.map { ($0.0, $0.1) }, upper: upper)
      .scaled(by: square > 0 ? size * (Double(terms.count) / square).squareRoot() : 1)
  }

  private mutating func search(
    from start: [Double], _ startRates: [Double], gain: Double, steps: Int, deadline: Deadline
  ) {
    var center = start
    var centerRates = startRates
    var answer = self.answer(center, centerRates)
    record(answer)
    var (mean, meanProgrammes, meanDemand) = (answer.choice, answer.programmes, answer.demand)
    var factor = 0.1
    var stale = 0
    var lastGood = bound
    var lastBound = bound
    var share = 0.1
    for step in 0..<steps {
      if step % 16 == 0, deadline.isOver { break }
      var (direction, square) = direction(mean, meanDemand, center)
      let excess = rows.indices.map { row in
        let excess = rows[row].excess(mean, meanProgrammes)
        return centerRates[row] <= 0 && excess < 0 ? 0 : excess
      }
      square += excess.reduce(0) { $0 + $1 * $1 }
      guard square > 1e-12 else { break }
      let length = factor * max(bound - gain, 1e-6 * bound) / square
      for place in direction.indices {
        direction[place] = center[place] - length * direction[place]
      }
      clamp(&direction)
      let rates = zip(centerRates, excess).map { max(0, $0 + length * $1) }
      answer = self.answer(direction, rates)
      if step % 100 == 99 {
        if bound > lastBound * 0.99 { share = max(0.01, share / 2) }
        lastBound = bound
      }
      for candidate in open {
        mean[candidate] += share * (answer.choice[candidate] - mean[candidate])
      }
      for place in meanProgrammes.indices {
        meanProgrammes[place] += share * (answer.programmes[place] - meanProgrammes[place])
      }
      for place in meanDemand.indices {
        meanDemand[place] += share * (answer.demand[place] - meanDemand[place])
      }
      if answer.value < bound {
        record(answer)
        (center, centerRates) = (direction, rates)
        factor = min(2, factor * 1.1)
      }
      if bound < lastGood * (1 - 2e-5) {
        lastGood = bound
        stale = 0
      } else {
        stale += 1
        if stale % 20 == 0 { factor *= 0.66 }
        if factor < 1e-4 || stale > 300 { break }
      }
    }
    average = mean
  }

  /// By how much supply exceeds demand at each price that can still move that way, and the sum of
  /// squares.
  private func direction(
    _ mean: [Double], _ demand: [Double], _ prices: [Double]
  ) -> (direction: [Double], square: Double) {
    var direction = demand
    var square = 0.0
    for market in markets {
      if market.isCertain {
        var supply = 0.0
        for candidate in market.candidates { supply += mean[candidate] }
        direction[market.start] = supply - demand[market.start]
        if prices[market.start] <= 0, direction[market.start] > 0 { direction[market.start] = 0 }
        square += direction[market.start] * direction[market.start]
        continue
      }
      for (place, candidate) in zip(market.start..., market.candidates) {
        direction[place] = mean[candidate] - demand[place]
        square += direction[place] * direction[place]
      }
    }
    return (direction, square)
  }

  /// No price need be negative or more than what a measure solves alone.
  private func clamp(_ prices: inout [Double]) {
    for market in markets {
      if market.isCertain {
        prices[market.start] = min(market.weight, max(0, prices[market.start]))
        continue
      }
      for (place, effectiveness) in zip(market.start..., market.effectiveness) {
        prices[place] = min(market.weight * effectiveness, max(0, prices[place]))
      }
    }
  }

  private func answer(_ prices: [Double], _ rates: [Double]) -> Answer {
    var surplus = own
    var programmeCost = [Double](repeating: 0, count: members.count)
    var demand = [Double](repeating: 0, count: prices.count)
    var value = 0.0
    for (row, rate) in zip(rows, rates) where rate > 0 {
      value += rate * row.upper
      for term in row.measures { surplus[term.candidate] -= rate * term.coefficient }
      for term in row.programmes { programmeCost[term.programme] += rate * term.coefficient }
    }
    for market in markets {
      if market.isCertain {
        let price = prices[market.start]
        value += market.weight - price
        demand[market.start] = 1
        for candidate in market.candidates { surplus[candidate] += price }
        continue
      }
      value +=
        market.candidates.count <= 4
        ? takeBest(market, prices, &demand) : takeGreedily(market, prices, &demand)
      for (place, candidate) in zip(market.start..., market.candidates) {
        surplus[candidate] += prices[place]
      }
    }
    var answer = Answer(
      value: value, surplus: surplus, programmeCost: programmeCost,
      choice: [Double](repeating: 0, count: own.count),
      programmes: [Double](repeating: 0, count: members.count), demand: demand)
    for programme in members.indices {
      let worth = worth(of: programme, answer)
      answer.value += max(0, worth)
      guard worth > 0 else { continue }
      answer.programmes[programme] = 1
      for candidate in members[programme] where surplus[candidate] > 0 {
        answer.choice[candidate] = 1
      }
    }
    return answer
  }

  private func worth(of programme: Int, _ answer: Answer) -> Double {
    var worth = -answer.programmeCost[programme]
    for candidate in members[programme] { worth += max(0, answer.surplus[candidate]) }
    return worth
  }

  /// What the best set of measures is worth to a group beyond its price.
  private func takeBest(
    _ market: Market, _ prices: [Double], _ demand: inout [Double]
  ) -> Double {
    var best = (value: 0.0, set: 0)
    let count = market.candidates.count
    for set in 1..<1 << count {
      var (left, price) = (1.0, 0.0)
      for place in 0..<count where set >> place & 1 == 1 {
        left *= 1 - market.effectiveness[place]
        price += prices[market.start + place]
      }
      let value = market.weight * (1 - left) - price
      if value > best.value { best = (value, set) }
    }
    for place in 0..<count where best.set >> place & 1 == 1 { demand[market.start + place] = 1 }
    return best.value
  }

  /// The same where measures may be taken in part, which is not less: 1 − exp(−s), s the sum of
  /// −ln(1 − r), filled in the order of the price of a unit of s.
  private func takeGreedily(
    _ market: Market, _ prices: [Double], _ demand: inout [Double]
  ) -> Double {
    // A measure that solves for certain counts as one that leaves a millionth.
    let units = market.effectiveness.map { -log(max(1e-6, 1 - $0)) }
    let order = market.candidates.indices.map { (prices[market.start + $0] / units[$0], $0) }
      .sorted { $0 < $1 }
    var (sum, paid) = (0.0, 0.0)
    for (price, place) in order {
      guard price < market.weight * exp(-sum) else { break }
      let room = price > 0 ? log(market.weight / price) - sum : .infinity
      let taken = min(units[place], room)
      demand[market.start + place] = taken / units[place]
      sum += taken
      paid += taken * price
    }
    return market.weight * (1 - exp(-sum) + 1e-6) - paid
  }

  /// Takes over a lower bound and what it says of single measures.
  private mutating func record(_ answer: Answer) {
    // Beyond the rounding of some ten thousand additions.
    bound = answer.value * (1 + 1e-10)
    for programme in members.indices {
      let worth = worth(of: programme, answer)
      for candidate in members[programme] {
        let surplus = answer.surplus[candidate]
        let rest = worth - max(0, surplus)
        let others = bound - max(0, worth)
        boundWith[candidate] = min(boundWith[candidate], others + rest + surplus)
      }
    }
  }
}
