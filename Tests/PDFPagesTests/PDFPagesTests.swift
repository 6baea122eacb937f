import DOT
import Foundation
import Graphviz
import PDFPages
import Testing

@Suite struct PDFPagesTests {
  /// A page as Graphviz writes it.
  private static func page(_ name: String) async throws -> Data {
    var diagram = Diagram("page", attributes: [])
    diagram.nodes = [Diagram.Node(name, [])]
    return try await Graphviz.shared.render(diagram, format: .pdf, engine: .dot).data
  }

  private static func pageCount(_ data: Data) -> Int {
    String(decoding: data, as: UTF8.self).matches(of: /\/Type \/Page\b/).count
  }

  @Test(arguments: [1, 2, 5])
  func everyPageIsThereInOrder(_ count: Int) async throws {
    var files: [Data] = []
    for number in 0..<count {
      files.append(try await Self.page(String(repeating: "长", count: 3 + 9 * number)))
    }
    let whole = try PDFPages.joined(files)
    #expect(whole.starts(with: Data("%PDF-".utf8)))
    #expect(Self.pageCount(whole) == count)
    // A longer name makes a wider page.
    let widths = String(decoding: whole, as: UTF8.self)
      .matches(of: /\/MediaBox \[ 0 0 ([0-9.]+)/).compactMap { Double($0.1) }
    #expect(widths.count == count && widths == widths.sorted() && Set(widths).count == count)
    #expect(try PDFPages.joined(files) == whole)
  }

  @Test(arguments: ["", "%PDF-1.5", "not a page"])
  func whatIsNoPageIsRefused(_ text: String) async throws {
    let page = try await Self.page("甲")
    #expect(throws: PDFPages.Failure.self) {
      try PDFPages.joined([page, Data(text.utf8)])
    }
    #expect(throws: PDFPages.Failure.self) { try PDFPages.joined([]) }
  }
}
