import Testing

@testable import ChainModel

@Suite struct StarterLibraryTests {
  private let problems = StarterLibrary.problems

  @Test func codesAreConsecutive() {
    let expected = (1...problems.count).map { $0 < 10 ? "Q0\($0)" : "Q\($0)" }
    #expect(problems.map(\.id) == expected)
    #expect((60...70).contains(problems.count))
  }

  /// No two wordings of the library are the same, in the strictest of the folded forms.
  @Test func noWordingMeansTwoProblems() {
    var owner: [String: String] = [:]
    for problem in problems {
      for wording in [problem.name] + problem.synonyms {
        let key = TextFolding.key(wording)
        #expect(owner[key] == nil, "\(wording): \(problem.id) and \(owner[key] ?? "")")
        owner[key] = problem.id
      }
    }
    #expect(owner.count > 390)
  }

  @Test(arguments: StarterLibrary.problems)
  func everyEntryIsComplete(_ problem: StarterLibrary.Entry) {
    #expect((3...8).contains(problem.synonyms.count))
    #expect((10...60).contains(problem.manifestation.count), "\(problem.manifestation)")
    for text in [problem.name, problem.manifestation] + problem.synonyms {
      #expect(TextFolding.cleanCell(text) == text)
      #expect(!text.isEmpty)
    }
    // A wording with a separator of lists could not be written to a cell of several.
    for wording in [problem.name] + problem.synonyms {
      #expect(!wording.contains { "、；;，,\n".contains($0) }, "\(wording)")
      #expect((4...16).contains(wording.count), "\(wording)")
    }
  }

  @Test func everyDimensionCauseAndAspectIsCovered() {
    for dimension in ProblemDimension.allCases {
      let count = problems.count { $0.dimension == dimension }
      #expect(count >= 10, "\(dimension) \(count)")
    }
    for cause in ProblemCause.allCases {
      let count = problems.count { $0.cause == cause }
      #expect(count >= 4, "\(cause) \(count)")
    }
    for aspect in ProblemAspect.allCases {
      #expect(problems.count { $0.aspect == aspect } >= 5, "\(aspect)")
    }
    for severity in Severity.allCases {
      #expect(problems.contains { $0.severity == severity }, "\(severity)")
    }
  }

  @Test(arguments: [
    ("物料摆放无序", "Q15"), ("安全警示标识缺失", "Q16"), ("工序流向交叉混乱", "Q33"), ("首件检验未落实", "Q21"),
    ("计量器具超期未检定", "Q24"), ("首检未做", "Q21"), ("现场５Ｓ管理不到位", "Q17"), (" 量具 超期未检", "Q24"),
    ("未按GB/T 19001建立体系", "Q01"),
  ])
  func findsByNameAndSynonym(_ wording: String, _ id: String) {
    #expect(StarterLibrary.problem(named: wording)?.id == id)
  }

  @Test(arguments: ["", "Q15", "首件", "计量器具已检定", "问题"])
  func findsNothingElse(_ wording: String) {
    #expect(StarterLibrary.problem(named: wording) == nil)
  }
}
