import CExpat

/// What the main part of a workbook says.
struct WorkbookContents {
  private(set) var sheets: [SheetInfo] = []
  private(set) var dateSystem = DateSystem.from1900
  private(set) var stringsPart: String?
  private(set) var stylesPart: String?

  private static let markup = Markup(
    root: .workbook,
    [.start(.workbookPr, .date1904), .start(.sheet, .name, .state, .relationID)])

  init(_ part: String, in container: Container) throws(WorkbookError) {
    let relationships = try Relationships(of: part, in: container)
    stringsPart = relationships.all.first { $0.type == "sharedStrings" }?.part
    stylesPart = relationships.all.first { $0.type == "styles" }?.part
    var reader = try PartReader(
      container.open(part, limit: WorkbookReader.metadataLimit), Self.markup)
    var position = 0
    while let event = try reader.next() {
      switch reader.element(of: event) {
      case .workbookPr:
        if let attribute = reader.nextAttribute(),
          AttributeValue.flag(reader.bytes(of: attribute))
        {
          dateSystem = .from1904
        }
      case .sheet:
        guard position < WorkbookReader.sheetLimit else {
          throw .limitExceeded(.structure, part: part)
        }
        if let sheet = Self.sheet(&reader, position, relationships) { sheets.append(sheet) }
        position += 1
      default: break
      }
    }
  }

  /// The sheet whose start was met; nil where it is no worksheet.
  private static func sheet(
    _ reader: inout PartReader, _ position: Int, _ relationships: Relationships
  ) -> SheetInfo? {
    var name = ""
    var visibility = SheetInfo.Visibility.visible
    var target: Relationships.Target?
    while let attribute = reader.nextAttribute() {
      let text = reader.text(of: attribute)
      switch reader.attribute(of: attribute) {
      case .name: name = text
      case .state: visibility = self.visibility(text)
      case .relationID: target = relationships.byID[text]
      default: break
      }
    }
    if let target, ["chartsheet", "dialogsheet", "xlMacrosheet"].contains(target.type) {
      return nil
    }
    return SheetInfo(
      name: name, visibility: visibility, position: position,
      part: target?.type == "worksheet" ? target?.part : nil)
  }

  private static func visibility(_ text: String) -> SheetInfo.Visibility {
    switch text {
    case "hidden": .hidden
    case "veryHidden": .veryHidden
    default: .visible
    }
  }
}
