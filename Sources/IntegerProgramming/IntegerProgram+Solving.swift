import CCBC
import Synchronization

/// Where a search may end before its end.
package struct SearchLimits: Sendable, Hashable {
  /// Wall-clock seconds; the solver looks at the clock between steps and may overrun a little.
  package var seconds: Double
  /// A solution this close to the bound, relative to it, is good enough.
  package var gap: Double
  /// Solutions better by less than this may be passed over: little less than the step where objectives
  /// are multiples of one, which spares the search what lies between.
  package var increment: Double

  /// Limits of a search.
  ///
  /// - Parameters:
  ///   - seconds: Wall-clock seconds.
  ///   - gap: A solution this close to the bound, relative to it, is good enough.
  ///   - increment: Solutions better by less than this may be passed over.
  package init(seconds: Double, gap: Double = 0, increment: Double = 1e-9) {
    self.seconds = seconds
    self.gap = gap
    self.increment = increment
  }
}

/// What a search found.
package struct IntegerSolution: Sendable {
  /// How a search ended.
  package enum Status: Sendable, Hashable {
    /// Nothing better than the solution exists, but for the gap allowed and the solver's tolerances.
    case optimal
    /// Nothing satisfies the rows.
    case infeasible
    /// The time was up.
    case stopped
  }

  /// How the search ended.
  package let status: Status
  /// A value for each variable; nil where no solution was found.
  package let values: [Double]?
  /// The solution's objective.
  package let objective: Double
  /// No solution has a greater objective; ∞ where nothing is known.
  package let bound: Double
  /// Nodes of the tree that were looked at.
  package let nodes: Int
}

/// Why a program could not be solved.
package enum IntegerProgramError: Error, Sendable, Hashable {
  /// The objective has no bound.
  case unbounded
  /// Numerical difficulties.
  case abandoned
  /// Out of memory, or more than 2³¹ entries.
  case failed
}

/// CBC keeps its settings in globals, so that only one search runs at a time.
private let turn = Mutex(())

extension IntegerProgram {
  /// Finds the greatest objective by branch and cut (CBC of COIN-OR).
  ///
  /// One thread and fixed seeds: without reaching the time limit, the same program has the same
  /// answer. Rows may be broken by about 10⁻⁶, which is CBC's tolerance: the caller rounds and checks.
  ///
  /// - Parameters:
  ///   - limits: When to stop.
  ///   - start: A value for each variable, from which the search starts; only whole ones are looked
  ///     at. A start that is no solution is passed over.
  /// - Returns: The solution and its bound.
  /// - Throws: ``IntegerProgramError``.
  /// - Complexity: Exponential at worst.
  package func maximised(
    limits: SearchLimits, start: [Double]? = nil
  ) throws(IntegerProgramError) -> IntegerSolution {
    let matrix = try CompressedColumns(self)
    if variables.isEmpty { return withoutVariables }
    var values = [Double](repeating: 0, count: variables.count)
    var outcome = ccbc_outcome()
    let status = turn.withLock { _ in
      matrix.minimise(
        ccbc_limits(
          seconds: max(limits.seconds, 0.01), ratio_gap: limits.gap, increment: limits.increment),
        start: start, &values, &outcome)
    }
    let ending: IntegerSolution.Status
    switch status {
    case .optimal: ending = .optimal
    case .infeasible: ending = .infeasible
    case .stopped: ending = .stopped
    case .unbounded: throw .unbounded
    case .abandoned: throw .abandoned
    case .failed: throw .failed
    }
    return IntegerSolution(
      status: ending, values: outcome.has_solution ? values : nil, objective: -outcome.objective,
      bound: abs(outcome.bound) < 1e49 ? -outcome.bound : .infinity, nodes: Int(outcome.nodes))
  }

  /// CBC takes no program without columns.
  private var withoutVariables: IntegerSolution {
    let isFeasible = rows.allSatisfy { $0.lower <= 0 && $0.upper >= 0 }
    return IntegerSolution(
      status: isFeasible ? .optimal : .infeasible, values: isFeasible ? [] : nil, objective: 0,
      bound: 0, nodes: 0)
  }
}

/// A program as CBC takes it.
private struct CompressedColumns {
  private var starts: [Int32] = []
  private var indices: [Int32] = []
  private var values: [Double] = []
  private let columnLower: [Double]
  private let columnUpper: [Double]
  private let costs: [Double]
  private let integer: [Bool]
  private let rowLower: [Double]
  private let rowUpper: [Double]

  init(_ program: IntegerProgram) throws(IntegerProgramError) {
    let entries = program.rows.reduce(0) { $0 + $1.terms.count }
    guard max(entries, program.variables.count, program.rows.count) < Int(Int32.max) else {
      throw .failed
    }
    var counts = [Int](repeating: 0, count: program.variables.count + 1)
    for row in program.rows {
      for term in row.terms { counts[term.variable + 1] += 1 }
    }
    for column in program.variables.indices { counts[column + 1] += counts[column] }
    starts = counts.map(Int32.init)
    indices = [Int32](repeating: 0, count: entries)
    values = [Double](repeating: 0, count: entries)
    for (number, row) in program.rows.enumerated() {
      for term in row.terms {
        indices[counts[term.variable]] = Int32(number)
        values[counts[term.variable]] = term.coefficient
        counts[term.variable] += 1
      }
    }
    columnLower = program.variables.map { Self.finite($0.lower) }
    columnUpper = program.variables.map { Self.finite($0.upper) }
    // CBC's bounds are surest where it minimises.
    costs = program.variables.map { -$0.objective }
    integer = program.variables.map(\.isInteger)
    rowLower = program.rows.map { Self.finite($0.lower) }
    rowUpper = program.rows.map { Self.finite($0.upper) }
  }

  /// CBC's infinity is the greatest number.
  private static func finite(_ bound: Double) -> Double {
    min(max(bound, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
  }

  /// Lends the arrays to CBC for the length of the call; the one that is written has room for every
  /// column.
  func minimise(
    _ limits: ccbc_limits, start: [Double]?, _ solution: inout [Double],
    _ outcome: inout ccbc_outcome
  ) -> ccbc_status {
    ccbc_minimise(
      Int32(costs.count), Int32(rowLower.count), starts, indices, values, columnLower, columnUpper,
      costs, integer, rowLower, rowUpper, limits, start != nil, start ?? [], &solution, &outcome)
  }
}
