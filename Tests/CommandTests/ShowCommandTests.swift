import Foundation
import Testing

@Suite struct ShowCommandTests {
  @Test func textSaysDateCountsAndGroups() async throws {
    let outcome = try await Command.run(
      ["show", Repository.example.path, "--quiet"] + Command.day, in: Sandbox())
    #expect(outcome.text.hasPrefix("虚构示例数据\n判定日期 2026-06-30\n"))
    #expect(outcome.text.contains("在业企业 131 家"))
    #expect(outcome.text.contains("获证 64/118（54%）"))
    #expect(outcome.text.contains("990121 溪口县"))
    let english = try await Command.run(
      ["show", Repository.example.path, "--language", "en", "--quiet"] + Command.day, in: Sandbox())
    #expect(english.text.contains("certified 64/118 (54%)"))
    #expect(!english.text.contains(/[（）：、，。]/))
  }

  @Test func jsonAndCSVSayTheSame() async throws {
    let sandbox = try Sandbox()
    let call = ["show", Repository.example.path, "--quiet"] + Command.day
    let json = try await Command.run(call + ["--format", "json"], in: sandbox)
    #expect(json.text.hasPrefix("{\n  \"schema\": \"qianglian.show/1\",\n"))
    let object = try JSONText.object(json.output)
    let csv = try await Command.run(call + ["--format", "csv", "--language", "en"], in: sandbox)
    let rows = CSVText.rows(csv.text)
    let groups =
      JSONText.rows(object, "chains") + JSONText.rows(object, "segments")
      + JSONText.rows(object, "regions")
    #expect(rows.count == groups.count + 1)
    for (row, group) in zip(rows.dropFirst(), groups) {
      #expect(row[2] == group["id"] as? String && row[3] == group["name"] as? String)
      for (index, key) in ["firms", "certified", "smallMicro", "withOpenProblems"].enumerated() {
        #expect(Int(row[4 + index]) == group[key] as? Int, "\(row)")
      }
    }
    for name in ["a.json", "a.csv", "a.txt"] {
      _ = try await Command.run(call + ["-o", name], in: sandbox)
    }
    #expect(try sandbox.data("a.json") == json.output)
    #expect(try sandbox.text("a.txt").hasPrefix("虚构示例数据\n判定日期"))
    #expect(try sandbox.text("a.csv").hasPrefix("\u{FEFF}分组,"))
  }

  @Test func topLimitsEachList() async throws {
    let call = ["show", Repository.example.path, "--quiet"] + Command.day
    let few = try await Command.run(call + ["--top", "2"], in: Sandbox())
    #expect(few.text.contains("……还有 14 条"))
    let all = try await Command.run(call + ["--top", "0"], in: Sandbox())
    #expect(!all.text.contains("还有"))
    #expect(all.text.split(separator: "\n").count > few.text.split(separator: "\n").count + 30)
  }
}
