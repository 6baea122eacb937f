import Testing

@testable import Workbook

@Suite struct EscapedTextTests {
  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("_x000D_", "\r"), ("a_x000d_b", "a\rb"),
    ("_x005F_x000D_", "_x000D_"),
    ("_x4E00_", "一"), ("_xD83D__xDE00_", "\u{1F600}"), ("_xD83D_x", "\u{FFFD}x"),
    ("_xDE00_", "\u{FFFD}"), ("_x0000_", "\u{FFFD}"), ("_x000D", "_x000D"), ("_x00G0_", "_x00G0_"),
    ("__x0041_", "_A"), ("_X0041_", "_X0041_"), ("_x0041__x0042_", "AB"), ("_", "_"),
    ("_xD83D__x0041_", "\u{FFFD}A"),
  ])
  func resolves(escaped: String, text: String) {
    var bytes = Array(escaped.utf8)
    let count = bytes.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { EscapedText.resolve($0, count: buffer.count) } ?? 0
    }
    #expect(String(decoding: bytes[..<count], as: UTF8.self) == text)
  }
}
