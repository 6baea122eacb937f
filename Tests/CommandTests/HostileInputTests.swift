import Foundation
import Testing

/// Input that is broken on purpose: a documented exit code, a message, no hang.
@Suite struct HostileInputTests {
  private static let commands: [[String]] = [
    ["check", "BOOK"], ["show", "BOOK"], ["export", "BOOK", "-o", "-", "--format", "json"],
    ["map", "chain", "BOOK", "-o", "-", "--format", "dot"],
  ]

  private func run(
    _ command: [String], on book: String, in sandbox: Sandbox
  ) async throws -> Command.Outcome {
    let outcome = try await Command.run(
      command.map { $0 == "BOOK" ? book : $0 } + Command.day, in: sandbox, expecting: nil)
    #expect([0, 1, 65, 66].contains(outcome.status), "\(outcome.errors.prefix(1000))")
    if [65, 66].contains(outcome.status) { #expect(!outcome.errors.isEmpty) }
    if command.contains("json"), outcome.status == 0 {
      #expect(try JSONText.object(outcome.output).count > 2)
    }
    return outcome
  }

  /// A table of random content.
  ///
  /// Even seeds: any bytes; odd ones: characters that matter to CSV, under a header.
  @Test(arguments: 1...40)
  func randomBytes(_ seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let sandbox = try Sandbox()
    let names = SmallBook.tables.keys.sorted()
    let name = names[Int(seed) % names.count]
    let count = Int.random(in: 1...4000, using: &generator)
    var bytes: [UInt8] = []
    if seed.isMultiple(of: 2) {
      for _ in 0..<count { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
    } else {
      let header = SmallBook.tables[name]?.split(separator: "\n").first ?? ""
      bytes = Array((header + "\n").utf8)
      let pieces = [
        ",", "\"", "\n", "\r", "\r\n", "\"\"", "甲", "F1", "F2", "S3", "C1", "P1", "-1", "1e308",
        "%", "\u{0}",
        "\u{FEFF}", "；", "、", "2026-02-29", "长期", "无", "=1+1", "'", "\t", "🚗",
        "9999999999999999999",
        "上游", "\u{202E}", "<", "&", "\\", "链主", "\u{1B}[0m", "\u{85}",
      ]
      while bytes.count < count {
        bytes += Array((pieces.randomElement(using: &generator) ?? "").utf8)
      }
    }
    var tables = SmallBook.tables
    tables[name] = nil
    try sandbox.writeBook(tables, to: "book")
    try sandbox.write(Data(bytes), to: "book/" + name)
    let command = Self.commands[Int(seed / 2) % Self.commands.count]
    _ = try await run(command, on: "book", in: sandbox)
    _ = try await run(command, on: "book/" + name, in: sandbox)
  }

  /// The example with one table cut off at any byte, in the middle of characters and quotes too.
  @Test(arguments: 1...20)
  func truncatedTable(_ seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed &* 7919)
    let sandbox = try Sandbox()
    let names = try FileManager.default.contentsOfDirectory(atPath: Repository.example.path)
      .filter { $0.hasSuffix(".csv") }.sorted()
    let cut = names[Int(seed) % names.count]
    for name in names {
      var bytes = try Data(contentsOf: Repository.example.appending(path: name))
      if name == cut { bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator)) }
      try sandbox.write(bytes, to: "book/" + name)
    }
    let command = Self.commands[Int(seed) % Self.commands.count]
    let outcome = try await run(command, on: "book", in: sandbox)
    if command[0] == "show" || command[0] == "export" { #expect(outcome.status == 0) }
  }

  @Test func aRowOfManyColumns() async throws {
    let sandbox = try Sandbox()
    let row = Array(repeating: "a", count: 20_000).joined(separator: ",")
    try sandbox.write("企业名称,主要产品\n甲,x\n\(row)\n", to: "long.csv")
    let check = try await run(["check", "BOOK"], on: "long.csv", in: sandbox)
    #expect(check.status == 1)
    #expect(check.text.contains("long.csv 第 3 行"))
    try sandbox.write("\(row)\n\(row)\n", to: "firms.csv")
    #expect(try await run(["check", "BOOK"], on: "firms.csv", in: sandbox).status == 65)
    let surplus = Array(repeating: "a", count: 9_000).joined(separator: ",")
    try sandbox.write("企业名称,主要产品\n甲,x\n\(surplus)\n乙,y\n", to: "wide.csv")
    let wide = try await run(["check", "BOOK"], on: "wide.csv", in: sandbox)
    #expect(wide.status == 0 && wide.text.contains("企业名录 3"))
  }

  /// Cells near and over the limit of a megabyte.
  @Test func namesOfAMegabyte() async throws {
    let sandbox = try Sandbox()
    let long = String(repeating: "长", count: 330_000)
    try sandbox.write("企业名称,主要产品\n\(long),\(long)\n乙,y\n", to: "firms.csv")
    let export = try await run(Self.commands[2], on: "firms.csv", in: sandbox)
    let names = JSONText.rows(try JSONText.object(export.output), "firms")
      .compactMap { $0["name"] as? String }
    #expect(Set(names) == [long, "乙"])
    try sandbox.write("企业名称,主要产品\n甲,x\n\(long)\(long),y\n", to: "over.csv")
    #expect(try await run(["check", "BOOK"], on: "over.csv", in: sandbox).status == 1)
  }

  /// A map of names far longer than its page.
  @Test func aMapOfLongNames() async throws {
    let sandbox = try Sandbox()
    let long = String(repeating: "长", count: 20_000)
    var tables = SmallBook.tables
    for (file, old) in [
      ("firms.csv", "丙轴承厂"), ("segments.csv", "轴承,中游"), ("chains.csv", "汽车产业链"),
      ("problems.csv", "硬度不均"),
    ] {
      tables[file] = tables[file]?.replacing(old, with: long + old)
    }
    try sandbox.writeBook(tables, to: "book")
    let outcome = try await run(
      ["map", "chain", "BOOK", "-o", "-", "--format", "svg"], on: "book", in: sandbox)
    #expect(outcome.status == 0)
    #expect(XMLSummary(outcome.output) != nil)
  }

  /// A header that never ends, quotes that never close, and tens of thousands of bad cells.
  @Test func aFileOfQuotesAndAFileOfFaults() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(
      "企业名称,主要产品\n" + String(repeating: "\"甲,\n", count: 20_000), to: "quotes.csv")
    _ = try await run(["check", "BOOK"], on: "quotes.csv", in: sandbox)
    var faults = "企业名称,从业人员,营业收入\n"
    for index in 0..<15_000 { faults += "厂\(index),多,少\n" }
    try sandbox.write(faults, to: "faults.csv")
    let outcome = try await run(["check", "BOOK"], on: "faults.csv", in: sandbox)
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("错误 "))
  }
}
