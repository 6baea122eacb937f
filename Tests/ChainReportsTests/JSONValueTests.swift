import ChainReports
import Foundation
import Testing

@Suite struct JSONValueTests {
  /// What Foundation reads back from a value inside a list.
  private func reread(_ value: JSONValue) throws -> Any {
    let parsed = try JSONSerialization.jsonObject(with: Data(JSONValue.array([value]).text.utf8))
    return try #require((parsed as? [Any])?.first)
  }

  @Test func scalarsAreWrittenPlainly() {
    #expect(JSONValue.null.text == "null\n")
    #expect(JSONValue.bool(true).text == "true\n")
    #expect(JSONValue.bool(false).text == "false\n")
    #expect(JSONValue.integer(-7).text == "-7\n")
    #expect(JSONValue.integer(.max).text == "9223372036854775807\n")
    #expect(JSONValue.string("甲").text == "\"甲\"\n")
  }

  @Test(arguments: [
    ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\r\n", "\\r\\n"), ("\t", "\\t"),
    ("\u{0}", "\\u0000"), ("\u{1B}", "\\u001b"), ("\u{7F}", "\\u007f"), ("\u{2028}", "\\u2028"),
    ("/", "/"), ("<b>&", "<b>&"), ("5G 基站🚗", "5G 基站🚗"),
  ])
  func stringsAreEscaped(_ text: String, _ escaped: String) throws {
    #expect(JSONValue.string(text).text == "\"\(escaped)\"\n")
    #expect(try reread(.string(text)) as? String == text)
  }

  @Test func everyControlCharacterReadsBack() throws {
    for value in UInt32(0)...0x9F {
      let scalar = try #require(Unicode.Scalar(value))
      let text = "a" + String(Character(scalar)) + "b"
      #expect(try reread(.string(text)) as? String == text, "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    (0.1, "0.1"), (-2.5, "-2.5"), (3, "3"), (1e21, "1000000000000000000000"), (1e-7, "0.0000001"),
    (1.0 / 3, "0.3333333333333333"), (.infinity, "null"), (.nan, "null"),
  ])
  func numbersAreWrittenInFull(_ number: Double, _ text: String) {
    #expect(JSONValue.number(number).text == text + "\n")
  }

  @Test(arguments: [2026, 630])
  func anyNumberReadsBackTheSame(_ seed: UInt64) throws {
    var state = seed
    for _ in 0..<3000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number = Double(bitPattern: state)
      guard number.isFinite else { continue }
      let text = JSONValue.number(number).text.trimmingCharacters(in: .newlines)
      #expect(Double(text) == number, "seed \(seed): \(number) as \(text)")
    }
  }

  @Test func objectsKeepTheOrderOfTheirKeys() {
    let value = JSONValue.object([
      ("schema", .string("s")), ("b", .integer(1)), ("a", .array([])), ("c", .object([])),
      ("list", .array([.integer(1), .null, .string("x")])),
      ("rows", .array([.object([("k\"", .bool(true))]), .array([.integer(2)])])),
    ])
    #expect(
      value.text == """
        {
          "schema": "s",
          "b": 1,
          "a": [],
          "c": {},
          "list": [1, null, "x"],
          "rows": [
            {
              "k\\"": true
            },
            [2]
          ]
        }

        """)
  }

  @Test func equalityMindsOrder() {
    let value = JSONValue.object([("a", .integer(1)), ("b", .integer(2))])
    #expect(value == .object([("a", .integer(1)), ("b", .integer(2))]))
    #expect(value != .object([("b", .integer(2)), ("a", .integer(1))]))
  }

  @Test func nestingReadsBack() throws {
    var value = JSONValue.string("core")
    for _ in 0..<200 { value = .array([.object([("in", value)])]) }
    var inside = try JSONSerialization.jsonObject(with: Data(value.text.utf8))
    var depth = 0
    while let list = inside as? [[String: Any]], let next = list.first?["in"] {
      inside = next
      depth += 1
    }
    #expect(depth == 200)
    #expect(inside as? String == "core")
  }
}
