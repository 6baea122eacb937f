import Foundation
import Testing

/// `map bottleneck` as a user runs it.
@Suite struct BottleneckMapCommandTests {
  private func run(
    _ arguments: [String], book: String = Repository.example.path, format: String = "svg",
    expecting code: Int32? = 0
  ) async throws -> Command.Outcome {
    try await Command.run(
      ["map", "bottleneck", book] + arguments
        + ["-o", "-", "--format", format, "--quiet"] + Command.day,
      in: Sandbox(), expecting: code)
  }

  private func texts(_ arguments: [String]) async throws -> [String] {
    try #require(XMLSummary(try await run(arguments).output)).texts
  }

  @Test func aMarkDrawsTheFindingThatBottlenecksLists() async throws {
    let list = try await Command.run(
      ["bottlenecks", Repository.example.path, "--top", "2"] + Command.day, in: Sandbox())
    #expect(list.text.contains("停供则凌霁汽车的 65 家上游企业断开 13 家"))
    for mark in ["B4-2", "b4-2", "[B4-2]"] {
      let texts = try await texts([mark])
      #expect(texts.contains("汇澜电芯一旦停供，凌霁汽车的 65 家上游企业断开 13 家。"), "\(mark)")
      #expect(texts.contains { $0.contains("[B4-2]") })
    }
    // The same mark of another selection is another finding.
    let ofLeader = try await texts(["B4-1", "--leader", "岳征客车"])
    #expect(ofLeader.contains { $0.contains("岳征客车的 91 家上游企业断开 5 家") })
  }

  @Test func everySectionIsDrawn() async throws {
    for mark in ["B1-1", "B2-1", "B5-1", "B6-1", "B7-1", "B8-1", "B9-1", "B12-1", "B13-1"] {
      let outcome = try await run([mark])
      #expect(XMLSummary(outcome.output)?.elements.first?.name == "svg", "\(mark)")
    }
  }

  @Test func aFirmOrNothingIsATargetToo() async throws {
    let firm = try await texts(["磁屿永磁"])
    #expect(firm.contains { $0.hasPrefix("磁屿永磁：") })
    let none = try await texts([])
    let first = try await texts(["B4-1"])
    #expect(none == first)
    // A leader is the one that bottlenecks threaten.
    let leader = try await texts(["拓野专用车"])
    #expect(leader.contains("固垒电池一旦停供，拓野专用车的 72 家上游企业断开 15 家。"))
  }

  @Test func whatDoesNotExistIsSaidPlainly() async throws {
    let cases: [(String, String)] = [
      ("B4-999", "共 47 项"), ("B3-1", "共 0 项"), ("B99-1", "没有瓶颈"), ("B10-1", "中心性"),
      ("没有这家", "没有企业"), ("临钢特材x", "没有企业"),
    ]
    for (target, words) in cases {
      let outcome = try await run([target], expecting: 66)
      #expect(outcome.errors.contains(words), "\(target): \(outcome.errors)")
      #expect(outcome.output.isEmpty)
    }
    let empty = try Sandbox()
    try empty.write("企业名称\n甲厂\n", to: "firms.csv")
    let outcome = try await run([], book: empty.path, expecting: 66)
    #expect(outcome.errors.contains("没有可画的瓶颈"))
  }

  @Test func optionsOfTheOtherMapAreRefused() async throws {
    let outcome = try await Command.run(
      ["map", "chain", Repository.example.path, "--leader", "凌霁汽车", "-o", "x.svg"],
      in: Sandbox(), expecting: 64)
    #expect(outcome.errors.contains("map bottleneck"))
  }

  @Test func formatsPapersAndThreads() async throws {
    let one = try await run(["B4-1", "--threads", "1"], format: "dot")
    let two = try await run(["B4-1", "--threads", "2"], format: "dot")
    #expect(one.output == two.output)
    let pdf = try await run(["B4-1", "--paper", "a4", "--greyscale"], format: "pdf")
    #expect(pdf.output.starts(with: Data("%PDF-".utf8)))
    let english = try await run(["B4-1", "--language", "en"])
    #expect(english.text.contains("loses 15 of its 72 upstream firms"))
  }
}
