import Testing

@testable import ChainMaps

@Suite struct TextMetricsTests {
  @Test(arguments: [
    ("中文", 10.0, false, 20.0), ("A", 10, false, 6.08), ("A", 10, true, 6.41), ("", 12, false, 0),
    ("3/5", 10, false, 5.55 + 3.92 + 5.55), ("·", 10, false, 10), ("e\u{301}", 10, false, 5.54),
  ])
  func widths(text: String, size: Double, bold: Bool, expected: Double) {
    #expect(abs(TextMetrics.width(text, size: size, bold: bold) - expected) < 1e-9)
  }

  @Test(arguments: [20.0, 35, 60, 110])
  func fittedTextFits(width: Double) {
    let text = "云岚市Hengyuan驱动电机"
    let fitted = TextMetrics.fitted(text, width: width, size: 10)
    #expect(TextMetrics.width(fitted, size: 10) <= width)
    #expect(fitted == text || fitted.hasSuffix("…"))
  }

  @Test func linesBreakWhereAReaderWould() {
    let lines = TextMetrics.lines(
      "Advanced photolithography equipment", width: 80, size: 10, most: 3)
    #expect(lines == ["Advanced", "photolithograph…"] || lines.allSatisfy { !$0.hasPrefix(" ") })
    for width in stride(from: 30.0, through: 200, by: 7) {
      for text in ["供货：锻铸毛坯\u{A0}14、电池材料\u{A0}6、轴承\u{A0}3", "共性：热处理硬度不均 5/10\u{A0}家"] {
        let lines = TextMetrics.lines(text, width: width, size: 8, most: 9)
        for line in lines {
          #expect(!(line.first.map { "、，。；：）".contains($0) } ?? false), "\(lines)")
          #expect(line.first != "\u{A0}" && line.last != "\u{A0}", "\(lines)")
        }
      }
    }
  }
}
