import Testing

@testable import DelimitedText

@Suite struct DelimitedReaderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let rows: [[String]]
    var lines: [Int]?
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ rows: [[String]], lines: [Int]? = nil) {
      self.text = text
      self.rows = rows
      self.lines = lines
    }
  }

  static let regular: [Case] = [
    Case("", []),
    Case("\u{FEFF}", []),
    Case("a", [["a"]]),
    Case("a\n", [["a"]]),
    Case("\u{FEFF}a,b\n", [["a", "b"]]),
    Case("\u{FEFF}\"a,b\"\n", [["a,b"]]),
    Case("a\u{FEFF},b", [["a\u{FEFF}", "b"]]),
    Case("a,b\r\nc,d", [["a", "b"], ["c", "d"]], lines: [1, 2]),
    Case("a\rb\r\nc\nd", [["a"], ["b"], ["c"], ["d"]], lines: [1, 2, 3, 4]),
    Case("a\r\rb", [["a"], [], ["b"]], lines: [1, 2, 3]),
    Case("a\n\r\nb", [["a"], [], ["b"]], lines: [1, 2, 3]),
    Case("\n", [[]]),
    Case("\r\n\r\n", [[], []]),
    Case("\"\"\n", [[""]]),
    Case("\"\"", [[""]]),
    Case(",", [["", ""]]),
    Case("a,\n,b", [["a", ""], ["", "b"]]),
    Case("\"a,b\",c", [["a,b", "c"]]),
    Case("\"a\"\"b\",\"\"\"\",\"\"\"c\"\"\"", [["a\"b", "\"", "\"c\""]]),
    Case("\"a\nb\",c\nd", [["a\nb", "c"], ["d"]], lines: [1, 3]),
    Case("\"a\r\nb\rc\n\",d\r\ne", [["a\r\nb\rc\n", "d"], ["e"]], lines: [1, 5]),
    Case("\"\r\",\"\n\"\nx", [["\r", "\n"], ["x"]], lines: [1, 4]),
    Case(" a , b ", [[" a ", " b "]]),
    Case("供应方,采购方\n轴承厂,\"电机,厂\"\n", [["供应方", "采购方"], ["轴承厂", "电机,厂"]]),
    Case("a;b\tc", [["a;b\tc"]]),
    Case("a\u{0B}\u{0C}b,\u{01}", [["a\u{0B}\u{0C}b", "\u{01}"]]),
  ]

  @Test(arguments: regular, [1, 2, 3, 7, 1 << 16])
  func readsRegularText(_ example: Case, chunkSize: Int) {
    let outcome = read(Array(example.text.utf8), chunkSize: chunkSize)
    #expect(texts(outcome) == example.rows)
    #expect(outcome.error == nil)
    #expect(outcome.rows.allSatisfy { $0.irregularities.isEmpty })
    #expect(outcome.rows.map(\.record) == Array(1..<(example.rows.count + 1)))
    if let lines = example.lines { #expect(outcome.rows.map(\.line) == lines) }
  }

  struct IrregularCase: Sendable, CustomTestStringConvertible {
    let text: String
    let rows: [[String]]
    let notes: [[DelimitedIrregularity]]
    var testDescription: String { text.debugDescription }
  }

  static let irregular: [IrregularCase] = [
    IrregularCase(
      text: "\"a\"b,c", rows: [["ab", "c"]],
      notes: [[DelimitedIrregularity(kind: .textAfterClosingQuote, field: 0, line: 1)]]),
    IrregularCase(
      text: "\"a\"\"\" \"x\"\n", rows: [["a\" \"x\""]],
      notes: [[DelimitedIrregularity(kind: .textAfterClosingQuote, field: 0, line: 1)]]),
    IrregularCase(
      text: "x,a\"b\"\n", rows: [["x", "a\"b\""]],
      notes: [[DelimitedIrregularity(kind: .quoteInUnquotedField, field: 1, line: 1)]]),
    IrregularCase(
      text: "a,b\nc,\"d,e\nf,g\n", rows: [["a", "b"], ["c", "\"d", "e"], ["f", "g"]],
      notes: [[], [DelimitedIrregularity(kind: .unclosedQuote, field: 1, line: 2)], []]),
    IrregularCase(
      text: "\"", rows: [["\""]],
      notes: [[DelimitedIrregularity(kind: .unclosedQuote, field: 0, line: 1)]]),
    IrregularCase(
      text: "\"\"\"", rows: [["\"\"\""]],
      notes: [[DelimitedIrregularity(kind: .unclosedQuote, field: 0, line: 1)]]),
    // The quote opens on the second line of its record.
    IrregularCase(
      text: "\"x\ny\",\"z\nw", rows: [["x\ny", "\"z"], ["w"]],
      notes: [[DelimitedIrregularity(kind: .unclosedQuote, field: 1, line: 2)], []]),
    // NULs seen while looking for the closing quote belong to the rows they are in.
    IrregularCase(
      text: "\"x\ny\u{0}", rows: [["\"x"], ["y\u{0}"]],
      notes: [
        [DelimitedIrregularity(kind: .unclosedQuote, field: 0, line: 1)],
        [DelimitedIrregularity(kind: .nulByte, field: 0, line: 2)],
      ]),
    IrregularCase(
      text: "a\u{0}\u{0},\"\u{0}\"", rows: [["a\u{0}\u{0}", "\u{0}"]],
      notes: [
        [
          DelimitedIrregularity(kind: .nulByte, field: 0, line: 1),
          DelimitedIrregularity(kind: .nulByte, field: 1, line: 1),
        ]
      ]),
  ]

  @Test(arguments: irregular, [1, 2, 5, 1 << 16])
  func readsAndReportsIrregularText(_ example: IrregularCase, chunkSize: Int) {
    let outcome = read(Array(example.text.utf8), chunkSize: chunkSize)
    #expect(texts(outcome) == example.rows)
    #expect(outcome.rows.map(\.irregularities) == example.notes)
    #expect(outcome.error == nil)
  }

  @Test(arguments: DelimitedSeparator.allCases)
  func separatesWithTheGivenByteOnly(_ separator: DelimitedSeparator) {
    let others = DelimitedSeparator.allCases.filter { $0 != separator }.map(\.rawValue)
    let mark = separator.rawValue
    let bytes: [UInt8] = [0x61, mark] + others + [0x62, mark, 0x22, mark, 0x22]
    #expect(read(bytes, separator).rows.map(\.fields) == [[[0x61], others + [0x62], [mark]]])
  }

  // MARK: Differential

  static let pieces: [[UInt8]] = [
    [0x61], [0x61], [0x62, 0x63], Array("中".utf8), [0x2C], [0x2C], [0x2C], [0x3B], [0x09],
    [0x22], [0x22], [0x22], [0x22, 0x22], [0x0A], [0x0A], [0x0D], [0x0D, 0x0A], [0x20], [0x00],
    [0x22, 0x2C], [0x2C, 0x22], [0x22, 0x0A], [0x0A, 0x22], [0x0B],
  ]

  static func randomText(_ pieceCount: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes: [UInt8] = Int.random(in: 0..<8, using: &generator) == 0 ? [0xEF, 0xBB, 0xBF] : []
    // Some texts rarely quote, so that long runs of ordinary rows are met as well.
    let pieces =
      Bool.random(using: &generator)
      ? Self.pieces : Self.pieces.filter { !$0.contains(0x22) && $0 != [0x00] }
    for _ in 0..<pieceCount {
      bytes += pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }
    return bytes
  }

  @Test(arguments: DelimitedSeparator.allCases)
  func agreesWithTheReferenceAtEveryChunkSize(_ separator: DelimitedSeparator) {
    let seed = UInt64(separator.rawValue) &* 7919
    var generator = SeededGenerator(seed: seed)
    for round in 0..<250 {
      let length = Int.random(in: 0..<90, using: &generator)
      let bytes = Self.randomText(length, &generator)
      // Small limits in most rounds, so that errors and recoveries at them are compared too.
      let limits =
        round % 3 == 0
        ? DelimitedLimits()
        : DelimitedLimits(
          fieldBytes: Int.random(in: 1...12, using: &generator),
          recordBytes: Int.random(in: 1...40, using: &generator),
          fields: Int.random(in: 1...9, using: &generator))
      var reference = ReferenceParser(bytes, separator, limits: limits)
      let expected = reference.parse()
      for chunkSize in Array(1...17) + [1 << 16] {
        let outcome = read(bytes, separator, limits: limits, chunkSize: chunkSize)
        #expect(
          outcome == expected,
          "seed \(seed), round \(round), chunk \(chunkSize), \(limits), \(bytes)")
        if outcome != expected { return }
      }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func agreesWithTheReferenceAcrossWindows(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let bytes = Self.randomText(60_000, &generator)
    // A long plain stretch makes windows without a single position.
    let stretch = [UInt8](repeating: 0x61, count: 40_000)
    let text = bytes + stretch + bytes + [0x2C] + stretch
    let limits = DelimitedLimits(fieldBytes: 50_000 + Int(seed))
    var reference = ReferenceParser(text, .comma, limits: limits)
    let expected = reference.parse()
    #expect(expected.rows.count > 1000)
    for chunkSize in [977, 16_384, 65_537, 1 << 20] {
      let outcome = read(text, limits: limits, chunkSize: chunkSize)
      #expect(outcome == expected, "seed \(seed), chunk \(chunkSize)")
    }
  }

  // MARK: Limits and hostile input

  @Test(arguments: [3, 64, 1 << 16])
  func stopsAtAFieldTooLong(_ chunkSize: Int) {
    let limits = DelimitedLimits(fieldBytes: 100)
    let fits = [UInt8](repeating: 0x61, count: 100)
    let text = fits + [0x0A, 0x2C] + fits + [0x61, 0x0A, 0x62]
    let outcome = read(text, limits: limits, chunkSize: chunkSize)
    #expect(outcome.rows.map(\.fields) == [[fits]])
    #expect(outcome.error == .fieldTooLong(line: 2, record: 2, field: 1, limit: 100))
  }

  @Test func stopsAtTooManyFieldsAndAtARecordTooLong() {
    let fits = [UInt8](repeating: 0x2C, count: 16_383)
    #expect(read(fits).rows.first?.fields.count == 16_384)
    #expect(
      read([0x0A] + fits + [0x2C]).error
        == .tooManyFields(line: 2, record: 2, limit: 16_384))
    let long = (0..<50).flatMap { _ in Array("abcdefghi,".utf8) }
    #expect(
      read(long, limits: DelimitedLimits(fieldBytes: 100, recordBytes: 400)).error
        == .recordTooLong(line: 1, record: 1, limit: 400))
  }

  @Test func repeatsItsError() throws {
    var reader = DelimitedReader(
      bytes: Array("abc\nd\n".utf8), separator: .comma, limits: DelimitedLimits(fieldBytes: 2))
    let error = DelimitedTextError.fieldTooLong(line: 1, record: 1, field: 0, limit: 2)
    for _ in 0..<3 {
      do {
        _ = try reader.next()
        Issue.record("no error")
      } catch let caught {
        #expect(caught == error)
      }
      #expect(reader.fieldCount == 0)
    }
  }

  @Test func recoversFromAQuoteNotClosedWithinTheLimit() {
    // Two million bytes follow the quote: the rows among them must come out one by one.
    var bytes = Array("a,\"b,c\n".utf8)
    for _ in 0..<200_000 { bytes += Array("123456,89\n".utf8) }
    let outcome = read(bytes)
    #expect(outcome.error == nil)
    #expect(outcome.rows.count == 200_001)
    #expect(texts(outcome).first == ["a", "\"b", "c"])
    #expect(outcome.rows.first?.irregularities.map(\.kind) == [.unclosedQuote])
    #expect(outcome.rows.last?.line == 200_001)
  }

  @Test func readsABigQuotedFieldWithinTheLimit() {
    var bytes: [UInt8] = [0x22]
    for _ in 0..<100_000 { bytes += Array("a\"\"\r\n".utf8) }
    bytes += Array("\",z\nend".utf8)
    let outcome = read(bytes, chunkSize: 4096)
    #expect(outcome.rows.map(\.line) == [1, 100_002])
    #expect(outcome.rows.first?.fields.first?.count == 400_000)
    #expect(outcome.rows.first?.irregularities.isEmpty == true)
  }

  @Test func boundsTheIrregularitiesOfARow() {
    let bytes = (0..<1000).flatMap { _ in Array("\u{0},".utf8) }
    #expect(read(bytes).rows.first?.irregularities.count == 64)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["\"", "\"\n", "\"\"\"\n", "\"a\"\"\n", ",\"", "\0"])
  func hostileRepetitionEnds(_ piece: String) {
    var bytes: [UInt8] = []
    while bytes.count < 300_000 { bytes += Array(piece.utf8) }
    let limits = DelimitedLimits(fieldBytes: 4096)
    var reference = ReferenceParser(bytes, .comma, limits: limits)
    #expect(read(bytes, limits: limits) == reference.parse())
  }

  // MARK: Fields, files, progress

  @Test func fieldsBeyondTheLastAreEmpty() throws {
    var reader = DelimitedReader(bytes: Array("a,,c".utf8), separator: .comma)
    #expect(try reader.next())
    #expect(reader.fieldCount == 3)
    #expect([-1, 0, 1, 2, 3].map { reader.isEmpty($0) } == [true, false, true, false, true])
    #expect([-1, 0, 3].map { reader.string($0) } == ["", "a", ""])
    #expect(reader.withField(99) { $0.count } == 0)
    #expect(try !reader.next())
    #expect(try !reader.next())
    #expect(reader.fieldCount == 0)
  }

  @Test func parsesNumbersInPlace() throws {
    var reader = DelimitedReader(bytes: Array("甲,\"1,234.5\"\n乙,3x\n甲".utf8), separator: .comma)
    let parser = DecimalParser(allowsGrouping: true)
    var numbers: [Result<Double, DecimalFailure>] = []
    while try reader.next() {
      do throws(DecimalFailure) {
        numbers.append(.success(try reader.decimal(1, parser).value))
      } catch {
        numbers.append(.failure(error))
      }
    }
    #expect(
      numbers == [
        .success(1234.5), .failure(.unexpectedByte(offset: 1)), .failure(.empty),
      ])
  }

  @Test func readsAFileOf100000Rows() throws {
    var writer = DelimitedWriter(lineEnd: .crlf, writesByteOrderMark: true)
    for index in 0..<100_000 {
      writer.row(["\(index)", "轴承,\(index % 7)", index % 10 == 0 ? "多行\n\"备注\"" : "", "x"])
    }
    let bytes = writer.takeBytes()
    try withTemporaryFile(bytes) { path in
      var reader = try DelimitedReader(path: path, separator: .comma, chunkSize: 100_003)
      var rows = 0
      var lastProgress = 0
      while try reader.next() {
        let expected = [
          "\(rows)", "轴承,\(rows % 7)", rows % 10 == 0 ? "多行\n\"备注\"" : "", "x",
        ]
        if reader.strings() != expected { Issue.record("row \(rows): \(reader.strings())") }
        // Every tenth record so far has one line more.
        if reader.line != rows + 1 + (rows + 9) / 10 { Issue.record("line of row \(rows)") }
        rows += 1
        #expect(reader.progress.bytesRead > lastProgress)
        lastProgress = reader.progress.bytesRead
      }
      #expect(rows == 100_000)
      #expect(reader.record == 100_000)
      #expect(reader.progress == DelimitedProgress(bytesRead: bytes.count, bytesTotal: bytes.count))
      #expect(reader.progress.fraction == 1)
    }
  }

  @Test func reportsFilesItCannotRead() throws {
    let missing = "/nonexistent/table.csv"
    do {
      _ = try DelimitedReader(path: missing, separator: .comma)
      Issue.record("no error")
    } catch {
      #expect(error == .cannotOpen(path: missing, code: 2))
    }
    var reader = try DelimitedReader(path: "/", separator: .comma)
    do {
      _ = try reader.next()
      Issue.record("no error")
    } catch {
      #expect(error == .cannotRead(path: "/", code: 21))
    }
  }
}
