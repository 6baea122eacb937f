import Foundation
import Testing

@testable import ChainPlanning

/// Known optima of ANALYSIS §6 on set-cover files of the OR-Library (Beasley 1990).
@Suite struct LibraryInstanceTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appending(path: "../../../shared/data/instances").path
  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder + "/scp41.txt") }

  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var budget: Int
    var programmes = 0
    var gain: Double
    var testDescription: String { "\(file) B\(budget) P\(programmes)" }
  }

  @Test(
    .enabled(if: isPresent),
    arguments: [
      Case(file: "scp41", budget: 107, gain: 813), Case(file: "scp41", budget: 214, gain: 985),
      Case(file: "scp51", budget: 63, gain: 791), Case(file: "scp61", budget: 69, gain: 1009),
      Case(file: "scpa1", budget: 126, gain: 1486),
      Case(file: "scp41", budget: 107, programmes: 20, gain: 720),
    ])
  func `Reaches and proves the known optimum`(_ instance: Case) throws {
    let problem = try Self.problem(instance)
    let found = try MaximumCoverage(problem, limits: .init(seconds: 120))
    #expect(found.gain == instance.gain)
    #expect(found.bound == instance.gain)
    #expect(found.isProven)
    #expect(problem.violations(of: found.chosen).isEmpty)
  }

  static func problem(_ instance: Case) throws -> PlanningProblem {
    let text = try String(contentsOfFile: folder + "/\(instance.file).txt", encoding: .utf8)
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    let (rows, columns) = (numbers[0], numbers[1])
    let costs = numbers[2..<2 + columns]
    var covered = [[Int]](repeating: [], count: columns)
    var next = 2 + columns
    for row in 0..<rows {
      let count = numbers[next]
      for column in numbers[next + 1...next + count] { covered[column - 1].append(row) }
      next += count + 1
    }
    let programmes = instance.programmes
    return PlanningProblem(
      pairs: (0..<rows).map {
        .init(firm: $0, problem: 0, weight: Double(1 + (7 * $0 + 3) % 10))
      },
      candidates: zip(costs, covered).enumerated().map { number, column in
        // ceil(0.6 c) for members of a programme.
        let cost = programmes > 0 ? (3 * column.0 + 4) / 5 : column.0
        return .init(
          id: "M\(number)", cost: Amount(tenThousandYuan: Double(cost)), pairs: column.1,
          programme: programmes > 0 ? number % programmes : nil)
      },
      programmes: (0..<programmes).map {
        .init(id: "P\($0)", cost: Amount(tenThousandYuan: 3))
      },
      budget: Amount(tenThousandYuan: Double(instance.budget)))
  }
}
