/// A mixed-integer linear program to maximise, as a plain value: variables with bounds, rows with
/// bounds.
package struct IntegerProgram: Sendable {
  /// A variable.
  package struct Variable: Sendable, Hashable {
    /// The least value.
    package var lower: Double
    /// The greatest value.
    package var upper: Double
    /// What a unit of it adds to the objective.
    package var objective: Double
    /// Whether it must be whole.
    package var isInteger: Bool
  }

  /// A variable in a row.
  package struct Term: Sendable, Hashable {
    /// The variable.
    package var variable: Int
    /// What a unit of it adds to the row.
    package var coefficient: Double

    /// A variable in a row.
    ///
    /// - Parameters:
    ///   - coefficient: What a unit of it adds to the row.
    ///   - variable: The variable.
    package init(_ coefficient: Double, _ variable: Int) {
      self.variable = variable
      self.coefficient = coefficient
    }
  }

  /// A sum of variables between two bounds.
  package struct Row: Sendable, Hashable {
    /// Each variable once.
    package var terms: [Term]
    /// The least value; −∞ for none.
    package var lower: Double
    /// The greatest value; ∞ for none.
    package var upper: Double
  }

  /// The variables.
  package var variables: [Variable] = []
  /// The rows.
  package private(set) var rows: [Row] = []

  /// A program without variables.
  package init() {}

  /// Adds a variable.
  ///
  /// - Parameters:
  ///   - range: Its bounds.
  ///   - objective: What a unit of it adds to the objective.
  ///   - isInteger: Whether it must be whole.
  /// - Returns: Its number.
  package mutating func addVariable(
    in range: ClosedRange<Double>, objective: Double = 0, isInteger: Bool = false
  ) -> Int {
    variables.append(
      Variable(
        lower: range.lowerBound, upper: range.upperBound, objective: objective,
        isInteger: isInteger))
    return variables.count - 1
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - terms: Each variable at most once.
  ///   - lower: The least value.
  ///   - upper: The greatest value.
  package mutating func addRow(
    _ terms: [Term], atLeast lower: Double = -.infinity, atMost upper: Double = .infinity
  ) {
    rows.append(Row(terms: terms, lower: lower, upper: upper))
  }

  /// The same program where no variable has to be whole.
  package var relaxed: IntegerProgram {
    var program = self
    for variable in program.variables.indices { program.variables[variable].isInteger = false }
    return program
  }
}
