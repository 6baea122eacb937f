import ChainModel
import Workbook
internal import WorkbookOutput

/// How the cells of returned workbooks look.
enum ReturnedStyles {
  private static let line = SheetColor(0xBFBFBF)

  /// The colour behind a cell that a diagnostic speaks of.
  static func fill(_ severity: Diagnostic.Severity) -> SheetColor {
    switch severity {
    case .error: SheetColor(0xFF9B9B)
    case .warning: SheetColor(0xFFE699)
    case .note: SheetColor(0xDDEBF7)
    }
  }

  static let title = CellStyle().with {
    $0.size = 16
    $0.isBold = true
    $0.vertical = .center
  }

  static let text = CellStyle().with {
    $0.wraps = true
    $0.vertical = .center
  }

  static let header = CellStyle().with {
    $0.isBold = true
    $0.fill = SheetColor(0xD9D9D9)
    $0.border = .thin
    $0.borderColor = SheetColor(0x7F7F7F)
    $0.horizontal = .center
    $0.vertical = .center
    $0.wraps = true
  }

  static let body = CellStyle().with {
    $0.border = .thin
    $0.borderColor = line
    $0.vertical = .top
    $0.wraps = true
  }

  static let centered = body.with { $0.horizontal = .center }

  static let link = body.with {
    $0.color = SheetColor(0x0563C1)
    $0.isUnderlined = true
  }

  /// A cell that a person fills in.
  static let input = centered.with { $0.fill = SheetColor(0xFFF2CC) }

  static func severity(_ severity: Diagnostic.Severity) -> CellStyle {
    centered.with { $0.fill = fill(severity) }
  }

  /// A cell of a file of text, which has no look of its own.
  static func plain(isHeader: Bool) -> CellStyle {
    CellStyle().with {
      $0.border = .thin
      $0.borderColor = line
      if isHeader {
        $0.isBold = true
        $0.vertical = .center
        $0.fill = SheetColor(0xF2F2F2)
      }
    }
  }

  /// The look of a sender's cell; its colours are left out, so that a colour always means a doubt.
  static func original(_ look: CellLook) -> CellStyle {
    CellStyle().with {
      $0.numberFormat = look.numberFormat
      $0.isBold = look.isBold
      $0.size = look.size
      $0.wraps = look.wraps
      $0.border = look.hasBorder ? .thin : .none
      switch look.horizontal {
      case .byKind: $0.horizontal = .byKind
      case .left: $0.horizontal = .left
      case .center: $0.horizontal = .center
      case .right: $0.horizontal = .right
      }
      switch look.vertical {
      case .bottom: $0.vertical = .bottom
      case .center: $0.vertical = .center
      case .top: $0.vertical = .top
      }
    }
  }
}

/// The styles of a sheet's cells by their own style and what marks them, made once.
struct StyleMemo {
  private struct Key: Hashable {
    var style: Int
    var severity: Diagnostic.Severity?
  }

  private var styles: [Key: CellStyle] = [:]

  /// The style of a cell, made where it is new.
  mutating func style(
    _ style: Int, _ severity: Diagnostic.Severity?, _ make: () -> CellStyle
  ) -> CellStyle {
    let key = Key(style: style, severity: severity)
    if let known = styles[key] { return known }
    var made = make()
    if let severity { made.fill = ReturnedStyles.fill(severity) }
    styles[key] = made
    return made
  }
}
