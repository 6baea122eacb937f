import ChainModel
import Testing

@testable import ChainTables

/// Books without a 质量问题 table of their own.
@Suite struct StarterUseTests {
  @Test func aWordingOfTheStarterLibraryIsItsProblem() throws {
    let book = try BookSample.read([
      "findings.csv": "企业,问题描述\n甲厂,首检未做\n乙厂,首件检验未落实\n丙厂,量具　超期未检\n丁厂,融资难\n"
    ])
    #expect(
      book.columns(.problems, "id", "name", "dimension", "cause", "severity") == [
        ["Q21", "首件检验未落实", "质量管理", "测", "较大"],
        ["Q24", "计量器具超期未检定", "质量管理", "测", "较大"],
        ["融资难", "融资难", "", "", ""],
      ])
    #expect(book.column(.findings, "problem") == ["融资难", "Q24", "Q21", "Q21"])
    #expect(book.wordings.merged == 3)
    #expect(book.wordings.unmerged == 1)
    // One note for the sheet, and the starter's problems are not among those created.
    let notes = book.diagnostics.filter { $0.code == "starter-library" }
    #expect(notes.map(\.mark) == ["note starter-library findings.csv!-"])
    #expect(notes[0].message.chinese.contains("65 项"))
    let created = book.diagnostics.filter { $0.code == "created-problems" }
    #expect(created.map(\.value) == ["融资难"])
    let found = MergeProposals(book)
    #expect(found.usesStarterLibrary)
    #expect(found.proposals.isEmpty)
    #expect(found.unmatched.map(\.written) == ["融资难"])
  }

  @Test func aLibraryOfItsOwnDecides() throws {
    let book = try BookSample.read([
      "problems.csv": "问题编号,问题名称\nP1,裂纹\n", "findings.csv": "企业,问题描述\n甲厂,首检未做\n",
    ])
    #expect(book.column(.problems, "id") == ["P1", "首检未做"])
    #expect(book.wordings.merged == 0)
    #expect(!book.diagnostics.contains { $0.code == "starter-library" })
    #expect(MergeProposals(book).proposals.isEmpty)
  }

  @Test func aSendersCodeIsNotTheLibrarys() throws {
    let book = try BookSample.read([
      "findings.csv": "企业,问题编号,问题描述\n甲厂,,首检未做\n乙厂,Q21,\n丙厂,,巡检没有做好\n",
      "measures.csv": "举措编号,举措名称,针对问题\nJ1,培训,首件检验未落实、Q22\n",
    ])
    // The senders' Q21 and Q22 are problems of their own, so the library's go by name.
    #expect(
      book.columns(.problems, "id", "cause") == [
        ["Q21", ""], ["Q22", ""], ["巡检没有做好", ""], ["首件检验未落实", "测"],
      ])
    #expect(book.column(.findings, "problem") == ["巡检没有做好", "Q21", "首件检验未落实"])
    #expect(book.column(.measures, "problems") == ["Q22；首件检验未落实"])
    let found = MergeProposals(book)
    #expect(found.proposals.map(\.written) == ["巡检没有做好"])
    #expect(found.proposals[0].candidates.map(\.id) == ["过程检验不到位"])
  }

  @Test(arguments: ["Q22", "过程检验不到位", "巡检不到位"])
  func aConfirmedProposalOfTheStarterLibraryIsApplied(_ target: String) throws {
    let book = try BookSample.read([
      "findings.csv": "企业,问题描述\n甲厂,巡检没有做好\n乙厂,首检未做\n",
      "归并建议.csv": "类别,原表述,归并为,确认\n问题,巡检没有做好,\(target),是\n",
    ])
    #expect(
      book.columns(.problems, "id", "name").sorted { $0[0] < $1[0] } == [
        ["Q21", "首件检验未落实"], ["Q22", "过程检验不到位"],
      ])
    #expect(book.wordings.merged == 2)
    #expect(MergeProposals(book).proposals.isEmpty)
    #expect(MergeProposals(book).unmatched.isEmpty)
  }

  @Test func theBookReadsBackFromItsOwnTables() throws {
    let book = try BookSample.read([
      "firms.csv": "企业名称\n甲厂\n乙厂\n", "findings.csv": "企业,问题描述\n甲厂,首检未做\n乙厂,开裂\n",
    ])
    let files = BookWriter(book).csvFiles()
    let again = try BookSample.read(
      bytes: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.bytes) }))
    #expect(try again.comparableJSON() == book.comparableJSON())
    #expect(again.doubts == [])
  }
}
