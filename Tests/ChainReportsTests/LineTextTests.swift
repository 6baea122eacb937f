import ChainReports
import Testing

@Suite struct LineTextTests {
  @Test(arguments: [
    ("平常 text 🚗", "平常 text 🚗"), ("a\nb", "a⏎b"), ("a\r\nb", "a⏎b"), ("a\rb", "a⏎b"),
    ("a\n\r\nb", "a⏎⏎b"), ("\u{1B}[31m", "␛[31m"), ("a\tb\u{0}", "a␉b␀"),
    ("\u{7F}\u{9B}", "␡\u{FFFD}"),
    ("\u{2028}\u{85}", "⏎⏎"),
  ])
  func controlCharactersBecomeVisible(_ text: String, _ line: String) {
    #expect(LineText.visible(text) == line)
  }
}
