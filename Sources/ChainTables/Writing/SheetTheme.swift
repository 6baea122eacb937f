package import WorkbookOutput

/// The looks of the sheets that a book and the survey are written to.
package enum SheetTheme {
  /// The line around cells.
  static let line = SheetColor(0xBFBFBF)

  /// A header of a column that may be left blank.
  package static let header = CellStyle().with {
    $0.isBold = true
    $0.fill = SheetColor(0xDDEBF7)
    $0.border = .thin
    $0.borderColor = line
    $0.wraps = true
    $0.horizontal = .center
    $0.vertical = .center
  }

  /// A header of a column that must be filled in.
  package static let requiredHeader = header.with { $0.fill = SheetColor(0xFCE4D6) }

  /// A header of a column that the tables do not know.
  static let extraHeader = header.with { $0.fill = SheetColor(0xEDEDED) }

  /// A cell of text, which stays text when it is edited.
  package static let text = CellStyle().with {
    $0.numberFormat = "@"
    $0.vertical = .center
  }

  /// A cell of a number.
  package static let number = CellStyle().with { $0.vertical = .center }

  /// A cell of a date.
  package static let date = CellStyle().with {
    $0.numberFormat = "yyyy-mm-dd"
    $0.horizontal = .center
    $0.vertical = .center
  }

  /// A cell of a word to choose.
  package static let word = text.with { $0.horizontal = .center }

  /// The message where a word is not one of the list.
  static func dropDown(_ words: [String], header: String, isStrict: Bool = true) -> DropDown {
    var list = DropDown(words)
    list.isStrict = isStrict
    list.errorTitle = header
    list.error =
      isStrict
      ? "请从下拉列表中选一项：" + words.joined(separator: "、")
      : "列表中没有这一项。确定这样写，就选“是”"
    return list
  }

  /// A sheet printed on A3, lying, as wide as the page.
  package static func page(repeating rows: ClosedRange<Int>, notices: [String] = []) -> PageSetup {
    var page = PageSetup()
    page.paper = .a3
    page.isLandscape = true
    page.repeatedRows = rows
    // `&` begins a code in footers.
    let notice = notices.joined(separator: "；").replacing("&", with: "&&")
    page.footer = (notice.isEmpty ? "" : notice.prefix(180) + "　") + "第 &P 页，共 &N 页"
    return page
  }
}
