import Testing

@testable import IntegerProgramming

@Suite struct IntegerProgramTests {
  /// Maximise 5a + 4b + 3c with 2a + 3b + c ≤ 5, 4a + b + 2c ≤ 11, 3a + 4b + 2c ≤ 8.
  private func textbook(isInteger: Bool) -> IntegerProgram {
    var program = IntegerProgram()
    let (a, b, c) = (
      program.addVariable(in: 0...10, objective: 5, isInteger: isInteger),
      program.addVariable(in: 0...10, objective: 4, isInteger: isInteger),
      program.addVariable(in: 0...10, objective: 3, isInteger: isInteger)
    )
    program.addRow([.init(2, a), .init(3, b), .init(1, c)], atMost: 5)
    program.addRow([.init(4, a), .init(1, b), .init(2, c)], atMost: 11)
    program.addRow([.init(3, a), .init(4, b), .init(2, c)], atMost: 8)
    return program
  }

  @Test func `A textbook program has its known optimum, whole or not`() throws {
    for isInteger in [false, true] {
      let solution = try textbook(isInteger: isInteger).maximised(
        limits: SearchLimits(seconds: 10))
      #expect(solution.status == .optimal)
      #expect(abs(solution.objective - 13) < 1e-6)
      #expect(abs(solution.bound - 13) < 1e-6)
      let values = try #require(solution.values)
      #expect(abs(values[0] - 2) < 1e-6 && abs(values[1]) < 1e-6 && abs(values[2] - 1) < 1e-6)
    }
  }

  @Test func `Whole variables cost what the relaxation promised`() throws {
    var program = IntegerProgram()
    let variables = (0..<3).map { _ in
      program.addVariable(in: 0...1, objective: 1, isInteger: true)
    }
    program.addRow(variables.map { .init(2, $0) }, atMost: 3)
    let limits = SearchLimits(seconds: 10)
    #expect(abs(try program.maximised(limits: limits).objective - 1) < 1e-6)
    #expect(abs(try program.relaxed.maximised(limits: limits).objective - 1.5) < 1e-6)
  }

  @Test func `Rows that exclude each other are infeasible`() throws {
    for isInteger in [false, true] {
      var program = IntegerProgram()
      let variable = program.addVariable(in: 0...5, objective: 1, isInteger: isInteger)
      program.addRow([.init(1, variable)], atLeast: 3)
      program.addRow([.init(1, variable)], atMost: 2)
      let solution = try program.maximised(limits: SearchLimits(seconds: 10))
      #expect(solution.status == .infeasible)
      #expect(solution.values == nil)
    }
  }

  @Test func `A program without variables or rows is solved too`() throws {
    var program = IntegerProgram()
    #expect(try program.maximised(limits: SearchLimits(seconds: 1)).status == .optimal)
    program.addRow([], atLeast: 1)
    #expect(try program.maximised(limits: SearchLimits(seconds: 1)).status == .infeasible)
    var free = IntegerProgram()
    _ = free.addVariable(in: 0...3, objective: 2, isInteger: true)
    #expect(try free.maximised(limits: SearchLimits(seconds: 1)).objective == 6)
  }

  @Test func `A start, good or bad, does not change the optimum`() throws {
    let program = textbook(isInteger: true)
    for start in [[2.0, 0, 1], [0, 0, 0], [9, 9, 9]] {
      let solution = try program.maximised(limits: SearchLimits(seconds: 10), start: start)
      #expect(solution.status == .optimal)
      #expect(abs(solution.objective - 13) < 1e-6)
    }
  }
}
