import CXLSXWriter

/// The styles of a workbook, each made into the library's formats once.
struct StyleTable {
  /// The number format that a value brings along where its style names none.
  enum Form: Int, CaseIterable {
    case plain
    /// Text that would turn into a formula when edited.
    case text
    case date
    case wholePercent
    case tenthPercent
    case hundredthPercent

    var numberFormat: String? {
      switch self {
      case .plain: nil
      case .text: "@"
      case .date: "yyyy-mm-dd"
      case .wholePercent: "0%"
      case .tenthPercent: "0.0%"
      case .hundredthPercent: "0.00%"
      }
    }

    /// The form in which a percentage shows no more decimals than it has, at most two.
    ///
    /// `0.##%` would leave a point behind whole numbers.
    static func percentage(_ fraction: Double) -> Form {
      let hundredths = (fraction * 10_000).rounded()
      if hundredths.remainder(dividingBy: 100) == 0 { return .wholePercent }
      return hundredths.remainder(dividingBy: 10) == 0 ? .tenthPercent : .hundredthPercent
    }
  }

  /// The style without anything.
  static let plain = 0

  private var styles = [CellStyle()]
  private var numbers = [CellStyle(): 0]
  /// By style and form; nil where not yet made.
  private var formats = [OpaquePointer?](repeating: nil, count: Form.allCases.count)
  private var made = 0

  /// The number of a style.
  mutating func number(of style: CellStyle) -> Int {
    if let number = numbers[style] { return number }
    styles.append(style)
    numbers[style] = styles.count - 1
    formats += [OpaquePointer?](repeating: nil, count: Form.allCases.count)
    return styles.count - 1
  }

  /// The style of a number.
  func style(_ number: Int) -> CellStyle { styles[number] }

  /// Whether a style names a number format of its own.
  func namesNumberFormat(_ style: Int) -> Bool { styles[style].numberFormat != nil }

  /// The library's format of a style in a form; nil for none.
  mutating func format(
    _ style: Int, _ form: Form, in book: OpaquePointer
  ) throws(WorkbookOutputError) -> OpaquePointer? {
    if style == Self.plain, form == .plain { return nil }
    let place = style * Form.allCases.count + form.rawValue
    if let format = formats[place] { return format }
    guard made < 64_000 else { throw .tooLarge(sheet: "", .formats) }
    let format = Self.make(styles[style], form, in: book)
    guard let format else { throw .outOfMemory }
    formats[place] = format
    made += 1
    return format
  }

  private static func make(
    _ style: CellStyle, _ form: Form, in book: OpaquePointer
  ) -> OpaquePointer? {
    var plain = cxlsx_style()
    plain.size = style.size ?? 0
    plain.color = style.color.map { Int32($0.value) } ?? -1
    plain.fill = style.fill.map { Int32($0.value) } ?? -1
    plain.border_color = style.borderColor.map { Int32($0.value) } ?? -1
    plain.bold = style.isBold
    plain.italic = style.isItalic
    plain.underlined = style.isUnderlined
    plain.wraps = style.wraps
    plain.border = style.border.rawValue
    plain.horizontal = style.horizontal.rawValue
    plain.vertical = style.vertical.rawValue
    plain.indent = UInt8(clamping: style.indent)
    let numberFormat = form.numberFormat ?? style.numberFormat.map { CellText.plain($0, upTo: 40) }
    return withOptionalCString(style.font.map { CellText.plain($0, upTo: 31) }) { font in
      withOptionalCString(numberFormat) { numberFormat in
        plain.font = font
        plain.number_format = numberFormat
        return cxlsx_format_new(book, &plain)
      }
    }
  }
}

/// Calls a closure with a text as C has it, or with NULL.
func withOptionalCString<Result>(
  _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
) -> Result {
  guard let text else { return body(nil) }
  return text.withCString { body($0) }
}
