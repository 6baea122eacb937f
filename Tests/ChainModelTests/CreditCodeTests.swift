import Testing

@testable import ChainModel

@Suite struct CreditCodeTests {
  static let valid = [
    "914403001922038216", "9144030071526726XG", "91330100799655058B", "91350100M000100Y43",
    "91110000600037341L",
  ]

  @Test(arguments: valid)
  func validCodesRoundTrip(_ text: String) throws {
    let code = try #require(CreditCode(text))
    #expect(code.description == text)
    #expect(CreditCode.validate(text) == .valid(code))
    #expect(CreditCode.validate(utf8: Array(text.utf8)) == .valid(code))
    #expect(CreditCode.validate(text[...]) == .valid(code))
    #expect(code.registrationRegion.description == text.dropFirst(2).prefix(6))
    #expect(code.organisationCode == text.dropFirst(8).prefix(9))
  }

  @Test func partsBuildTheCode() throws {
    let code = CreditCode(
      authority: "9", kind: "1", region: "440300", organisation8: "19220382")
    #expect(code?.description == "914403001922038216")
    #expect(
      CreditCode(authority: "9", kind: "1", region: "44030", organisation8: "19220382") == nil)
    #expect(
      CreditCode(authority: "9", kind: "1", region: "44030A", organisation8: "19220382") == nil)
    #expect(
      CreditCode(authority: "O", kind: "1", region: "440300", organisation8: "19220382") == nil)
  }

  @Test func isCompact() {
    #expect(MemoryLayout<CreditCode>.stride <= 16)
  }

  @Test(arguments: [
    ("91310115MA1H8R7C6D", CreditCode.CheckFailure.bothChecks(final: "7", organisation: "4")),
    ("91350100M0001TGQXM", .finalCheck(expected: "1")),
    ("91110000600037341N", .finalCheck(expected: "L")),
    ("91440300MA07FX2037", .bothChecks(final: "X", organisation: "8")),
    ("914403001922038000", .bothChecks(final: "1", organisation: "5")),
  ])
  func failedChecksKeepTheText(_ text: String, _ reason: CreditCode.CheckFailure) {
    #expect(CreditCode.validate(text) == .checkFailed(text: text, reason: reason))
    #expect(CreditCode.validate(text.lowercased()) == .checkFailed(text: text, reason: reason))
    #expect(!reason.chinese.isEmpty && !reason.english.isEmpty)
  }

  @Test func wrongInnerCheckIsNamed() throws {
    // The final character is right for the text, so only GB 11714 objects.
    var bytes = Array("9144030019220382".utf8) + [0x32]
    bytes.append(CreditCode.finalCheckCharacter(of: bytes))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      CreditCode.validate(text)
        == .checkFailed(text: text, reason: .organisationCheck(expected: "1")))
  }

  @Test(arguments: [
    ("９１４４０３００１９２２０３８２１６", "914403001922038216", [CreditCode.Repair.halfWidth]),
    ("9144030071526726xg", "9144030071526726XG", [.upperCase]),
    (" 9144 0300-1922\u{200B}038216'", "914403001922038216", [.separators]),
    ("'914403001922038216\u{FEFF}", "914403001922038216", [.separators]),
    (
      "9l44O3001922038216", "914403001922038216",
      [.confusable(position: 2, from: "l", to: "1"), .confusable(position: 5, from: "O", to: "0")]
    ),
    ("9I4403001922038216", "914403001922038216", [.confusable(position: 2, from: "I", to: "1")]),
    ("91440300192203821６", "914403001922038216", [.halfWidth]),
    (
      "914403001922O38Z16", "914403001922038216",
      [
        .confusable(position: 13, from: "O", to: "0"),
        .confusable(position: 16, from: "Z", to: "2"),
      ]
    ),
    ("9144030071S26726XG", "9144030071526726XG", [.confusable(position: 11, from: "S", to: "5")]),
    (
      "9144030071s26726xg", "9144030071526726XG",
      [.upperCase, .confusable(position: 11, from: "s", to: "5")]
    ),
    ("91110000600037341l", "91110000600037341L", [.upperCase]),
  ])
  func repairs(_ text: String, _ expected: String, _ repairs: [CreditCode.Repair]) throws {
    let code = try #require(CreditCode(expected))
    #expect(CreditCode.validate(text) == .repaired(code, repairs: repairs))
    for repair in repairs { #expect(!repair.chinese.isEmpty && !repair.english.isEmpty) }
  }

  @Test(arguments: [
    ("", CreditCode.Malformation.empty), (" \u{200B}", .empty), ("9.14403E+17", .damagedNumber),
    ("19220382-1", .length(9)), ("440301103097413", .length(15)),
    ("91110108MA01TEST1", .length(17)),
    ("9111000060003IOZSV", .illegalCharacter(position: 18, "V")),
    ("91110000600O37341N", .illegalCharacter(position: 12, "O")),
    ("91A40300192203821X", .regionNotDigits(position: 3)),
    ("91440300192203821中", .illegalCharacter(position: 18, "中")),
  ])
  func malformed(_ text: String, _ reason: CreditCode.Malformation) {
    #expect(CreditCode.validate(text) == .malformed(reason))
    #expect(!reason.chinese.isEmpty && !reason.english.isEmpty)
  }

  @Test(arguments: ["914403001922038000", "9.14403001922038E+17", " 914403001922038000.0 "])
  func aShortenedNumberHasFewCandidates(_ text: String) throws {
    let candidates = CreditCode.candidates(forDamagedNumber: text)
    #expect(
      candidates.map(\.description) == [
        "914403001922038216", "914403001922038809", "914403001922038996",
      ])
  }

  @Test func aNumberThatWentThroughADoubleIsFound() {
    let text = "914403001922038216"
    let damaged = String(Int64(Double(914_403_001_922_038_216)))
    let candidates = CreditCode.candidates(forDamagedNumber: damaged)
    #expect(damaged != text)
    #expect(candidates.map(\.description).contains(text))
    #expect(candidates.count <= 5)
  }

  @Test(arguments: ["9.14403E+17", "", "abc", "9.14403001922038E+16", "1922038216"])
  func otherNumbersHaveNoCandidates(_ text: String) {
    #expect(CreditCode.candidates(forDamagedNumber: text).isEmpty)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func everySingleErrorAndSwapIsCaught(_ seed: UInt64) throws {
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let code = try #require(Self.random(using: &generator))
      let bytes = code.utf8
      for position in bytes.indices {
        for other in CreditCode.alphabet where other != bytes[position] {
          var wrong = bytes
          wrong[position] = other
          #expect(CreditCode.validate(utf8: wrong).code == nil)
        }
      }
      for position in 0..<17 where bytes[position] != bytes[position + 1] {
        var wrong = bytes
        wrong.swapAt(position, position + 1)
        #expect(CreditCode.validate(utf8: wrong).code == nil)
      }
    }
  }

  @Test func orderIsThatOfTheTexts() throws {
    var generator = SeededGenerator(seed: 7)
    let codes = (0..<300).compactMap { _ in Self.random(using: &generator) }
    #expect(codes.sorted().map(\.description) == codes.map(\.description).sorted())
    #expect(codes.allSatisfy { CreditCode($0.description) == $0 })
  }

  static func random(using generator: inout SeededGenerator) -> CreditCode? {
    func pick(_ alphabet: ArraySlice<UInt8>) -> Character {
      Character(Unicode.Scalar(alphabet.randomElement(using: &generator) ?? 0x30))
    }
    let all = CreditCode.alphabet[...]
    let region = String((0..<6).map { _ in pick(all.prefix(10)) })
    let organisation = String((0..<8).map { _ in pick(all) })
    return CreditCode(
      authority: pick(all), kind: pick(all), region: region, organisation8: organisation)
  }

  @Test(.enabled(if: SharedData.has("uscc_valid.csv")))
  func referenceListIsValid() throws {
    let rows = try SharedData.rows("uscc_valid.csv")
    #expect(rows.count == 200)
    for row in rows { #expect(CreditCode(row[0])?.description == row[0]) }
  }

  @Test(.enabled(if: SharedData.has("uscc_named_and_negative.csv")))
  func namedAndNegativeListAgrees() throws {
    let rows = try SharedData.rows("uscc_named_and_negative.csv")
    #expect(rows.count == 26)
    for row in rows {
      #expect((CreditCode.validate(row[0]).code != nil) == (row.last == "True"), "\(row)")
    }
  }
}
