import Testing

@testable import DelimitedText

@Suite struct DelimitedWriterTests {
  static func text(_ writer: DelimitedWriter) -> String {
    String(decoding: writer.bytes, as: UTF8.self)
  }

  static let quoting: [([String], String)] = [
    (["a", "b"], "a,b\r\n"), (["a,b"], "\"a,b\"\r\n"), (["a;b\tc"], "a;b\tc\r\n"),
    (["a\"b"], "\"a\"\"b\"\r\n"), (["a\nb"], "\"a\nb\"\r\n"), (["a\rb"], "\"a\rb\"\r\n"),
    ([" a"], "\" a\"\r\n"), (["a "], "\"a \"\r\n"), (["a b"], "a b\r\n"), ([], "\r\n"),
    ([""], "\"\"\r\n"), (["", ""], ",\r\n"), (["轴承", "\""], "轴承,\"\"\"\"\r\n"),
    (["\u{FEFF}x"], "\"\u{FEFF}x\"\r\n"), (["=1+1", "-x"], "=1+1,-x\r\n"),
  ]

  @Test(arguments: quoting)
  func quotesWhereNeeded(_ fields: [String], _ expected: String) {
    var writer = DelimitedWriter()
    writer.row(fields)
    #expect(Self.text(writer) == expected)
  }

  @Test func writesSeparatorLineEndAndMark() {
    var writer = DelimitedWriter(separator: .semicolon, lineEnd: .lf, writesByteOrderMark: true)
    writer.row(["a;b", "c,d"])
    #expect(writer.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(String(decoding: writer.takeBytes().dropFirst(3), as: UTF8.self) == "\"a;b\";c,d\n")
    #expect(writer.bytes.isEmpty)
    writer.row(["\u{FEFF}"])
    #expect(Self.text(writer) == "\u{FEFF}\n")
  }

  static let formulas: [(String, String)] = [
    ("=SUM(A1)", "'=SUM(A1)"), ("+cmd", "'+cmd"), ("-x", "'-x"), ("@x", "'@x"), ("\tx", "'\tx"),
    ("\rx", "\"'\rx\""), ("=a,b", "\"'=a,b\""), ("-3.5", "-3.5"), ("+1234", "+1234"),
    ("-5%", "-5%"), ("-1e5", "-1e5"), ("-", "'-"), ("-1+2", "'-1+2"), ("a=b", "a=b"), ("", "\"\""),
    ("+1,234", "\"+1,234\""), ("=1", "'=1"), ("-nan", "'-nan"),
  ]

  @Test(arguments: formulas)
  func guardsFormulas(_ field: String, _ expected: String) {
    var writer = DelimitedWriter(lineEnd: .lf, guardsFormulas: true)
    writer.row([field])
    #expect(Self.text(writer) == expected + "\n")
  }

  @Test(arguments: DelimitedSeparator.allCases, [DelimitedWriter.LineEnd.crlf, .lf])
  func readsBackWhatItWrote(_ separator: DelimitedSeparator, _ lineEnd: DelimitedWriter.LineEnd) {
    let seed = UInt64(separator.rawValue) + 1000
    var generator = SeededGenerator(seed: seed)
    let pieces = [
      "a", "中", ",", ";", "\t", "\"", "\n", "\r", "\r\n", " ", "", "=", "\u{FEFF}", "\0",
    ]
    for round in 0..<300 {
      var rows: [[String]] = []
      var writer = DelimitedWriter(
        separator: separator, lineEnd: lineEnd, writesByteOrderMark: round % 2 == 0)
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let row = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &generator)]
          }.joined()
        }
        rows.append(row)
        writer.row(row)
      }
      let outcome = read(writer.bytes, separator, chunkSize: round % 17 + 1)
      let expected = rows.map { $0.map { Array($0.utf8) } }
      #expect(outcome.rows.map(\.fields) == expected, "seed \(seed), round \(round)")
      let kinds = outcome.rows.flatMap { $0.irregularities.map(\.kind) }
      #expect(kinds.allSatisfy { $0 == .nulByte }, "seed \(seed), round \(round)")
      if outcome.rows.map(\.fields) != expected { return }
    }
  }
}
