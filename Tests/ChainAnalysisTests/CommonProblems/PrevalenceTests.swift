import ChainAnalysis
import Graphs
import Testing

@Suite struct PrevalenceTests {
  @Test(arguments: [
    (9, 8, 5, false, ProblemLabel.common), (5, 5, 1, false, .individual),
    (8, 3, 3, false, .undetermined), (4, 4, 2, false, .undetermined),
    (4, 4, 4, false, .undetermined), (11, 10, 5, false, .common),
    (118, 52, 9, false, .undetermined), (891, 891, 400, true, .common),
    (10, 0, 0, false, .undetermined), (100, 100, 10, false, .individual),
    (15, 15, 3, false, .common), (16, 16, 3, false, .individual),
    (14, 11, 3, false, .common), (20, 5, 1, false, .individual),
  ])
  func labels(
    population: Int, assessed: Int, affected: Int, isAssumed: Bool, expected: ProblemLabel
  ) {
    let prevalence = Prevalence(
      population: population, assessed: assessed, affected: affected, isAssumed: isAssumed)
    #expect(ProblemLabel(prevalence) == expected)
  }

  @Test func basis() {
    #expect(Prevalence(population: 5, assessed: 5, affected: 1).basis == .census)
    #expect(Prevalence(population: 6, assessed: 5, affected: 1).basis == .sample)
    #expect(Prevalence(population: nil, assessed: 5, affected: 1).basis == .sample)
    let assumed = Prevalence(population: 5, assessed: 5, affected: 1, isAssumed: true)
    #expect(assumed.basis == .assumed && assumed.bounds == assumed.wilson)
    let none = Prevalence(population: 5, assessed: 0, affected: 0)
    #expect(none.bounds == nil && none.wilson == nil && none.share == nil)
  }

  /// Fact f of the example: two further inspections settle 3 of 3 among 8.
  @Test(arguments: [
    (8, 3, 3, FurtherInspections.settledBy(2)), (4, 4, 2, .undecidable), (4, 2, 1, .undecidable),
    (10, 0, 0, .undecidable),
  ])
  func furtherInspections(
    population: Int, assessed: Int, affected: Int, expected: FurtherInspections
  ) {
    let prevalence = Prevalence(population: population, assessed: assessed, affected: affected)
    #expect(prevalence.furtherInspections() == expected)
  }

  @Test func decidedNeedNoFurtherInspections() {
    #expect(Prevalence(population: 9, assessed: 8, affected: 5).furtherInspections() == nil)
    #expect(Prevalence(population: 5, assessed: 5, affected: 1).furtherInspections() == nil)
  }

  /// The least number of further inspections against trying every number in turn.
  @Test func furtherInspectionsMatchTheDefinition() {
    var random = SplitMix64(seed: 3)
    var settled = 0
    for _ in 0..<400 {
      let population = Int.random(in: 1...400, using: &random)
      let assessed = Int.random(in: 1...population, using: &random)
      let affected = Int.random(in: 0...max(1, assessed * 2 / 5), using: &random)
      guard affected <= assessed else { continue }
      let isAssumed = Int.random(in: 0..<4, using: &random) == 0
      let prevalence = Prevalence(
        population: population, assessed: assessed, affected: affected, isAssumed: isAssumed)
      let found = prevalence.furtherInspections()
      guard ProblemLabel(prevalence) == .undetermined else {
        #expect(found == nil)
        continue
      }
      var expected = FurtherInspections.undecidable
      for further in 0...(population - assessed) where further > 0 {
        let total = assessed + further
        let share = Double(affected) / Double(assessed) * Double(total)
        let changed = Prevalence(
          population: population, assessed: total, affected: Int((share + 1e-9).rounded()),
          isAssumed: isAssumed)
        if ProblemLabel(changed) != .undetermined {
          expected = .settledBy(further)
          break
        }
      }
      if expected.count != nil { settled += 1 }
      #expect(found == expected, "M \(population) n \(assessed) k \(affected)")
    }
    #expect(settled > 30)
  }

  /// Without a known size at most 10,000 are tried.
  @Test func unknownPopulation() {
    let near = Prevalence(population: nil, assessed: 40, affected: 12)
    #expect(near.furtherInspections() != nil)
    let onTheLine = Prevalence(population: nil, assessed: 1000, affected: 200)
    #expect(onTheLine.furtherInspections() == .undecidable)
    let large = Prevalence(population: 60_000, assessed: 1000, affected: 200)
    #expect(large.furtherInspections()?.count ?? 0 > Prevalence.furtherInspectionLimit)
  }
}
