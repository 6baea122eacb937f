/// Why a workbook can't be written.
package enum WorkbookOutputError: Error, Equatable, Sendable {
  /// A bound of the format.
  package enum Limit: Sendable, CaseIterable {
    /// 1,048,576 rows in a sheet.
    case rows
    /// 16,384 columns in a sheet.
    case columns
    /// 255 drop-down lists in a sheet, which is the library's bound.
    case dropDowns
    /// 65,535 merged ranges in a sheet.
    case merges
    /// 64,000 formats in a workbook.
    case formats
  }

  /// The file can't be created or written.
  case cannotWrite(path: String)
  /// There is no place for temporary files, or it is full.
  case temporaryStorage
  /// Memory ran out.
  case outOfMemory
  /// More than the format holds.
  case tooLarge(sheet: String, Limit)
  /// A row was added before any sheet, or no sheet is left to be seen.
  case noSheet
  /// A merged range or filter that isn't inside the sheet, holds one cell only, or overlaps another.
  case badRange(sheet: String)
  /// The library refused what it was given; a fault of this program.
  case refused
}

extension WorkbookOutputError {
  /// What went wrong and what to do, in Chinese.
  package var chinese: String {
    switch self {
    case .cannotWrite(let path):
      "无法写入工作簿“\(path)”：检查文件夹是否存在、有无权限、磁盘是否已满、文件是否正被打开"
    case .temporaryStorage: "无法写临时文件：检查临时文件夹（TMPDIR 或 /tmp）有无权限、磁盘是否已满"
    case .outOfMemory: "内存不足"
    case .tooLarge(let sheet, let limit): "工作表“\(sheet)”超出工作簿的上限（\(limit.chinese)），请改用 CSV 导出"
    case .noSheet: "工作簿没有可见的工作表"
    case .badRange(let sheet): "工作表“\(sheet)”的合并区域或筛选区域无效"
    case .refused: "写工作簿时内部参数有误（程序缺陷）"
    }
  }

  /// What went wrong and what to do, in English.
  package var english: String {
    switch self {
    case .cannotWrite(let path):
      "cannot write the workbook “\(path)”: check that its folder exists, permissions, room on the "
        + "disk, and that it is not open elsewhere"
    case .temporaryStorage:
      "cannot write temporary files: check permissions and room in the folder for them (TMPDIR or "
        + "/tmp)"
    case .outOfMemory: "out of memory"
    case .tooLarge(let sheet, let limit):
      "sheet “\(sheet)” holds more than a workbook can (\(limit.english)); export CSV instead"
    case .noSheet: "the workbook has no visible sheet"
    case .badRange(let sheet): "a merged or filtered range of sheet “\(sheet)” is not valid"
    case .refused: "the workbook's writer was given a wrong argument (a fault of this program)"
    }
  }
}

extension WorkbookOutputError.Limit {
  fileprivate var chinese: String {
    switch self {
    case .rows: "1048576 行"
    case .columns: "16384 列"
    case .dropDowns: "每张表 255 个下拉列表"
    case .merges: "每张表 65535 个合并区域"
    case .formats: "64000 种格式"
    }
  }

  fileprivate var english: String {
    switch self {
    case .rows: "1,048,576 rows"
    case .columns: "16,384 columns"
    case .dropDowns: "255 drop-down lists in a sheet"
    case .merges: "65,535 merged ranges in a sheet"
    case .formats: "64,000 formats"
    }
  }
}

/// Something that isn't in the file as it was given.
package struct OutputRemark: Sendable, Hashable {
  /// What happened.
  package enum Kind: Sendable, Hashable {
    /// Text longer than a cell holds (32,767 UTF-16 units) was cut and ends with “…”.
    case cutText
    /// A number that is none (NaN or infinite) was written as text.
    case notANumber
  }

  /// What happened.
  package let kind: Kind
  /// The sheet's name in the file.
  package let sheet: String
  /// The row, from 1.
  package let row: Int
  /// The column, from 0.
  package let column: Int
}

extension OutputRemark {
  /// The cell as a spreadsheet shows it, such as `AB12`.
  package var cell: String { WorkbookWriter.letters(ofColumn: column) + String(row) }

  /// What happened, in Chinese.
  package var chinese: String {
    switch kind {
    case .cutText: "工作表“\(sheet)”的单元格 \(cell)：文字超过 32767 字，工作簿放不下，已截断并以“…”结尾；全文见 CSV 或 JSON 导出"
    case .notANumber: "工作表“\(sheet)”的单元格 \(cell)：不是有效的数，已写成文本"
    }
  }

  /// What happened, in English.
  package var english: String {
    switch kind {
    case .cutText:
      "sheet “\(sheet)”, cell \(cell): the text is longer than the 32,767 characters a cell holds; "
        + "it was cut and ends in “…”; CSV and JSON exports have all of it"
    case .notANumber: "sheet “\(sheet)”, cell \(cell): not a valid number; written as text"
    }
  }
}
