import CExpat

/// What the numbers under each cell style mean.
struct CellStyles: Sendable {
  /// The greatest number of styles; Excel allows 65,490.
  static let limit = 65_536

  /// By style.
  private(set) var kinds: [CellKind] = []

  private static let markup = Markup(
    root: .styleSheet,
    [
      .both(.numberFormats), .start(.numberFormat, .formatNumber, .formatCode),
      .both(.cellFormats), .start(.format, .formatNumber),
    ])

  /// A workbook without styles.
  init() {}

  /// Reads a part of styles.
  init(_ stream: consuming PartStream) throws(WorkbookError) {
    var reader = try PartReader(stream, Self.markup)
    var codes: [Int: CellKind] = [:]
    var numbers: [Int] = []
    // Both lists have namesakes elsewhere: differential formats and the formats of named styles.
    var isInNumberFormats = false
    var isInCellFormats = false
    while let event = try reader.next() {
      let isStart = event.kind == .start
      switch reader.element(of: event) {
      case .numberFormats where event.kind != .attribute: isInNumberFormats = isStart
      case .cellFormats where event.kind != .attribute: isInCellFormats = isStart
      case .numberFormat where isStart && isInNumberFormats:
        var number: Int?
        var kind = CellKind.number
        while let attribute = reader.nextAttribute() {
          let bytes = reader.bytes(of: attribute)
          if reader.attribute(of: attribute) == .formatNumber {
            number = AttributeValue.number(bytes)
          } else {
            kind = NumberFormat.kind(code: bytes)
          }
        }
        if let number { codes[number] = kind }
      case .format where isStart && isInCellFormats:
        let number = reader.nextAttribute().flatMap {
          AttributeValue.number(reader.bytes(of: $0))
        }
        guard numbers.count < Self.limit else {
          throw .limitExceeded(.structure, part: reader.part)
        }
        numbers.append(number ?? 0)
      default: break
      }
      while reader.nextAttribute() != nil {}
    }
    // The list of formats need not come first.
    kinds = numbers.map { codes[$0] ?? NumberFormat.kind(builtIn: $0) }
  }
}
