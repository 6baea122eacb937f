import CExpat

/// What the numbers under each cell style mean, and how its cells look.
struct CellStyles: Sendable {
  /// The greatest number of styles; Excel allows 65,490.
  static let limit = 65_536

  /// By style.
  private(set) var kinds: [CellKind] = []
  /// By style.
  private(set) var looks: [CellLook] = []

  private static let markup = Markup(
    root: .styleSheet,
    [
      .both(.numberFormats), .start(.numberFormat, .formatNumber, .formatCode),
      .both(.fonts), .start(.font), .start(.bold, .setting), .start(.fontSize, .setting),
      .both(.borders), .start(.border), .start(.leftEdge, .lineStyle),
      .start(.bottomEdge, .lineStyle),
      .both(.cellFormats), .start(.format, .formatNumber, .fontID, .borderID),
      .start(.alignment, .horizontal, .vertical, .wraps),
    ])

  /// A workbook without styles.
  init() {}

  /// Reads a part of styles.
  init(_ stream: consuming PartStream) throws(WorkbookError) {
    var reader = try PartReader(stream, Self.markup)
    var lists = Lists()
    // Every list has namesakes elsewhere, in differential formats and the formats of named styles.
    var list: Markup.Element?
    while let event = try reader.next() {
      let element = reader.element(of: event)
      switch element {
      case .numberFormats, .fonts, .borders, .cellFormats:
        if event.kind == .start { list = element } else if event.kind == .end { list = nil }
      default:
        if event.kind == .start, let list {
          try lists.take(element, in: list, &reader)
        }
      }
      while reader.nextAttribute() != nil {}
    }
    // The list of number formats need not come first.
    kinds = lists.formats.map { format in
      lists.codes[format.number]?.kind ?? NumberFormat.kind(builtIn: format.number)
    }
    looks = lists.formats.map { lists.look(of: $0) }
  }

  /// What the lists of the part hold.
  private struct Lists {
    struct Font {
      var isBold = false
      var size: Double?
    }

    struct Format {
      var number = 0
      var font = 0
      var border = 0
      var horizontal = CellLook.Horizontal.byKind
      var vertical = CellLook.Vertical.bottom
      var wraps = false
    }

    var codes: [Int: (kind: CellKind, code: String)] = [:]
    var fonts: [Font] = []
    var borders: [Bool] = []
    var formats: [Format] = []

    mutating func take(
      _ element: Markup.Element?, in list: Markup.Element, _ reader: inout PartReader
    ) throws(WorkbookError) {
      switch (list, element) {
      case (.numberFormats, .numberFormat): takeNumberFormat(&reader)
      case (.fonts, .font):
        try checkRoom(fonts.count, reader)
        fonts.append(Font())
      case (.fonts, .bold) where !fonts.isEmpty:
        let value = reader.nextAttribute().map { AttributeValue.flag(reader.bytes(of: $0)) }
        fonts[fonts.count - 1].isBold = value ?? true
      case (.fonts, .fontSize) where !fonts.isEmpty:
        fonts[fonts.count - 1].size = reader.nextAttribute().flatMap {
          AttributeValue.decimal(reader.bytes(of: $0))
        }
      case (.borders, .border):
        try checkRoom(borders.count, reader)
        borders.append(false)
      case (.borders, .leftEdge) where !borders.isEmpty,
        (.borders, .bottomEdge) where !borders.isEmpty:
        if let attribute = reader.nextAttribute(), reader.text(of: attribute) != "none" {
          borders[borders.count - 1] = true
        }
      case (.cellFormats, .format):
        try checkRoom(formats.count, reader)
        formats.append(format(&reader))
      case (.cellFormats, .alignment) where !formats.isEmpty: takeAlignment(&reader)
      default: break
      }
    }

    private func checkRoom(
      _ count: Int, _ reader: borrowing PartReader
    ) throws(WorkbookError) {
      guard count < CellStyles.limit else {
        throw .limitExceeded(.structure, part: reader.part)
      }
    }

    private mutating func takeNumberFormat(_ reader: inout PartReader) {
      var number: Int?
      var kind = CellKind.number
      var code = ""
      while let attribute = reader.nextAttribute() {
        let bytes = reader.bytes(of: attribute)
        if reader.attribute(of: attribute) == .formatNumber {
          number = AttributeValue.number(bytes)
        } else {
          kind = NumberFormat.kind(code: bytes)
          code = reader.text(of: attribute)
        }
      }
      if let number { codes[number] = (kind, code) }
    }

    private func format(_ reader: inout PartReader) -> Format {
      var format = Format()
      while let attribute = reader.nextAttribute() {
        let value = AttributeValue.number(reader.bytes(of: attribute)) ?? 0
        switch reader.attribute(of: attribute) {
        case .formatNumber: format.number = value
        case .fontID: format.font = value
        default: format.border = value
        }
      }
      return format
    }

    private mutating func takeAlignment(_ reader: inout PartReader) {
      let last = formats.count - 1
      while let attribute = reader.nextAttribute() {
        switch reader.attribute(of: attribute) {
        case .horizontal: formats[last].horizontal = .init(reader.text(of: attribute))
        case .vertical: formats[last].vertical = .init(reader.text(of: attribute))
        default: formats[last].wraps = AttributeValue.flag(reader.bytes(of: attribute))
        }
      }
    }

    /// The code of a number format; a short one of the same kind for one of many sections.
    private func numberFormat(_ number: Int) -> String? {
      guard let (kind, code) = codes[number] else { return NumberFormat.code(builtIn: number) }
      if code.isEmpty || code.lowercased() == "general" { return nil }
      if code.utf16.count <= CellLook.longestFormat { return code }
      return switch kind {
      case .percentage: "0.00%"
      case .date: "yyyy-mm-dd"
      case .time: "hh:mm:ss"
      default: nil
      }
    }

    func look(of format: Format) -> CellLook {
      var look = CellLook()
      look.numberFormat = numberFormat(format.number)
      if fonts.indices.contains(format.font) {
        look.isBold = fonts[format.font].isBold
        look.size = fonts[format.font].size
      }
      look.hasBorder = borders.indices.contains(format.border) && borders[format.border]
      look.horizontal = format.horizontal
      look.vertical = format.vertical
      look.wraps = format.wraps
      return look
    }
  }
}
