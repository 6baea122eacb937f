import CExpat

/// What of a part's markup is to be reported.
///
/// Elements and attributes have numbers common to all parts, in ``Element`` and ``Attribute``.
struct Markup {
  struct Watch {
    var element: Element
    var wants: Int32
    var attributes: [Attribute]
  }

  /// The elements of workbooks that matter.
  enum Element: UInt16, CaseIterable {
    case workbook
    case workbookPr
    case sheet
    case relationships
    case relationship
    case sst
    case item
    case text
    case phoneticRun
    case extensions
    case styleSheet
    case numberFormats
    case numberFormat
    case cellFormats
    case format
    case fonts
    case font
    case bold
    case fontSize
    case borders
    case border
    case leftEdge
    case bottomEdge
    case alignment
    case worksheet
    case sheetData
    case columns
    case column
    case row
    case cell
    case value
    case formula
    case mergedCells
    case pane
    case sheetFormat
    case pageFit
    case pageSetup
    case filter

    var name: String {
      switch self {
      case .workbook: "workbook"
      case .workbookPr: "workbookPr"
      case .sheet: "sheet"
      case .relationships: "Relationships"
      case .relationship: "Relationship"
      case .sst: "sst"
      case .item: "si"
      case .text: "t"
      case .phoneticRun: "rPh"
      case .extensions: "extLst"
      case .styleSheet: "styleSheet"
      case .numberFormats: "numFmts"
      case .numberFormat: "numFmt"
      case .cellFormats: "cellXfs"
      case .format: "xf"
      case .fonts: "fonts"
      case .font: "font"
      case .bold: "b"
      case .fontSize: "sz"
      case .borders: "borders"
      case .border: "border"
      case .leftEdge: "left"
      case .bottomEdge: "bottom"
      case .alignment: "alignment"
      case .worksheet: "worksheet"
      case .sheetData: "sheetData"
      case .columns: "cols"
      case .column: "col"
      case .row: "row"
      case .cell: "c"
      case .value: "v"
      case .formula: "f"
      case .mergedCells: "mergeCell"
      case .pane: "pane"
      case .sheetFormat: "sheetFormatPr"
      case .pageFit: "pageSetUpPr"
      case .pageSetup: "pageSetup"
      case .filter: "autoFilter"
      }
    }
  }

  /// The attributes of workbooks that matter.
  enum Attribute: UInt16, CaseIterable {
    case reference
    case style
    case type
    case hidden
    case minimum
    case maximum
    case region
    case name
    case state
    case relationID
    case date1904
    case formatNumber
    case formatCode
    case id
    case relationType
    case target
    case targetMode
    case width
    case height
    case defaultWidth
    case columnsBefore
    case rowsBefore
    case fontID
    case borderID
    case lineStyle
    case setting
    case horizontal
    case vertical
    case wraps
    case fits
    case paper
    case orientation

    var name: String {
      switch self {
      case .reference: "r"
      case .style: "s"
      case .type: "t"
      case .hidden: "hidden"
      case .minimum: "min"
      case .maximum: "max"
      case .region: "ref"
      case .name: "name"
      case .state: "state"
      // Under any prefix for the namespace of relationships.
      case .relationID: ":id"
      case .date1904: "date1904"
      case .formatNumber: "numFmtId"
      case .formatCode: "formatCode"
      case .id: "Id"
      case .relationType: "Type"
      case .target: "Target"
      case .targetMode: "TargetMode"
      case .width: "width"
      case .height: "ht"
      case .defaultWidth: "defaultColWidth"
      case .columnsBefore: "xSplit"
      case .rowsBefore: "ySplit"
      case .fontID: "fontId"
      case .borderID: "borderId"
      case .lineStyle: "style"
      case .setting: "val"
      case .horizontal: "horizontal"
      case .vertical: "vertical"
      case .wraps: "wrapText"
      case .fits: "fitToPage"
      case .paper: "paperSize"
      case .orientation: "orientation"
      }
    }
  }

  /// The outermost element.
  let root: Element
  let watches: [Watch]

  init(root: Element, _ watches: [Watch]) {
    self.root = root
    self.watches =
      [Watch(element: root, wants: CXML_WANTS_START, attributes: [])] + watches + [
        Watch(element: .extensions, wants: CXML_SKIPS, attributes: [])
      ]
  }
}

extension Markup.Watch {
  /// The start of an element with attributes.
  static func start(
    _ element: Markup.Element, _ attributes: Markup.Attribute...
  ) -> Markup.Watch {
    Markup.Watch(element: element, wants: CXML_WANTS_START, attributes: attributes)
  }

  /// The start and the end of an element.
  static func both(
    _ element: Markup.Element, _ attributes: Markup.Attribute...
  ) -> Markup.Watch {
    Markup.Watch(
      element: element, wants: CXML_WANTS_START | CXML_WANTS_END, attributes: attributes)
  }

  /// The text directly inside an element.
  static func text(_ element: Markup.Element) -> Markup.Watch {
    Markup.Watch(element: element, wants: CXML_WANTS_TEXT, attributes: [])
  }

  /// An element passed over with all it holds.
  static func skipped(_ element: Markup.Element) -> Markup.Watch {
    Markup.Watch(element: element, wants: CXML_SKIPS, attributes: [])
  }
}
