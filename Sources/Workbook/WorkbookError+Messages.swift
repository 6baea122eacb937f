extension WorkbookError {
  /// What went wrong and what to do, in Chinese.
  package var chinese: String {
    switch self {
    case .cannotOpen(let path, let code): "打不开文件 \(path)（系统错误 \(code)）"
    case .cannotRead(let path, let code): "文件 \(path) 读取中断（系统错误 \(code)）"
    case .empty: "文件是空的（0 字节），请重新传送"
    case .encrypted: "工作簿设有打开密码，请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx"
    case .legacy: "这是旧版 .xls 或 WPS .et 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx"
    case .html: "文件内容是网页（HTML），不是工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx"
    case .xml: "文件内容是 XML，不是 .xlsx 工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx"
    case .openDocument: "这是 OpenDocument 表格（.ods），请打开后另存为 .xlsx"
    case .binaryWorkbook: "这是二进制工作簿（.xlsb），请打开后另存为 .xlsx"
    case .text: "文件内容是纯文本，不是工作簿；如果是 CSV，请把扩展名改为 .csv"
    case .otherFormat: "文件不是工作簿，请核对后重新传送 .xlsx"
    case .damaged(let part):
      "文件不完整或已损坏\(Self.inPart(part))，请重新传送，或用 Excel、WPS 打开修复后另存"
    case .duplicateEntry(let part): "文件中“\(part)”出现两次，无法判断以哪个为准，请打开后另存为 .xlsx"
    case .unsupportedCompression(let part): "“\(part)”的压缩方式不受支持，请打开后另存为 .xlsx"
    case .missingPart(let part): "文件中缺少“\(part)”，请用 Excel 或 WPS 打开修复后另存为 .xlsx"
    case .wrongPart(let part, let expected):
      "“\(part)”的内容不是应有的 \(expected)，请用 Excel 或 WPS 打开修复后另存为 .xlsx"
    case .malformed(let part, let line, let reason):
      "“\(part)”第 \(line) 行不是合法的 XML（\(reason)），请用 Excel 或 WPS 打开修复后另存为 .xlsx"
    case .forbiddenMarkup(let part): "“\(part)”含有实体声明，可能是恶意文件，已拒绝读取"
    case .badReference(let part, let reference):
      "“\(part)”中的位置“\(reference)”无效或超出工作表范围（1048576 行、16384 列）"
    case .badSharedString(let part, let cell): "“\(part)”单元格 \(cell) 引用的文字不存在，文件可能已损坏"
    case .limitExceeded(let limit, let part):
      "\(limit.chinese)\(Self.inPart(part))，可能是恶意文件，已停止读取"
    case .noSuchSheet(let index): "没有第 \(index + 1) 张工作表"
    case .outOfMemory: "内存不足"
    }
  }

  /// What went wrong and what to do, in English.
  package var english: String {
    switch self {
    case .cannotOpen(let path, let code): "cannot open \(path) (system error \(code))"
    case .cannotRead(let path, let code): "cannot read \(path) to its end (system error \(code))"
    case .empty: "the file is empty (0 bytes); send it again"
    case .encrypted:
      "the workbook has a password; open it in Excel or WPS, remove it and save as .xlsx"
    case .legacy: "this is an old .xls or WPS .et workbook; open it and save it as .xlsx"
    case .html: "the file is a web page (HTML), not a workbook; open it and save it as .xlsx"
    case .xml: "the file is XML, not an .xlsx workbook; open it and save it as .xlsx"
    case .openDocument: "this is an OpenDocument spreadsheet (.ods); save it as .xlsx"
    case .binaryWorkbook: "this is a binary workbook (.xlsb); save it as .xlsx"
    case .text: "the file is plain text, not a workbook; if it is CSV, name it .csv"
    case .otherFormat: "the file is not a workbook; send an .xlsx"
    case .damaged(let part):
      "the file is incomplete or damaged\(Self.insidePart(part)); send it again, or repair it in "
        + "Excel or WPS"
    case .duplicateEntry(let part):
      "the file holds “\(part)” twice and either might be meant; open it and save it as .xlsx"
    case .unsupportedCompression(let part):
      "“\(part)” is compressed by an unsupported method; open it and save it as .xlsx"
    case .missingPart(let part):
      "“\(part)” is missing from the file; repair it in Excel or WPS and save it as .xlsx"
    case .wrongPart(let part, let expected):
      "“\(part)” does not hold the \(expected) it should; repair it in Excel or WPS"
    case .malformed(let part, let line, let reason):
      "“\(part)” is not well-formed XML at line \(line) (\(reason)); repair it in Excel or WPS"
    case .forbiddenMarkup(let part):
      "“\(part)” declares entities; the file may be hostile and was refused"
    case .badReference(let part, let reference):
      "the reference “\(reference)” in “\(part)” is invalid or outside a sheet "
        + "(1048576 rows, 16384 columns)"
    case .badSharedString(let part, let cell):
      "cell \(cell) of “\(part)” refers to a text that does not exist; the file may be damaged"
    case .limitExceeded(let limit, let part):
      "\(limit.english)\(Self.insidePart(part)); the file may be hostile and reading stopped"
    case .noSuchSheet(let index): "there is no sheet \(index + 1)"
    case .outOfMemory: "out of memory"
    }
  }

  private static func inPart(_ part: String?) -> String {
    part.map { "（\($0)）" } ?? ""
  }

  private static func insidePart(_ part: String?) -> String {
    part.map { " (\($0))" } ?? ""
  }
}

extension WorkbookError.Limit {
  /// The limit that was exceeded, in Chinese.
  package var chinese: String {
    switch self {
    case .fileBytes: "文件过大"
    case .entries: "文件内的条目过多"
    case .partBytes: "解压后过大"
    case .inflationRatio: "压缩比异常"
    case .strings, .stringBytes: "文字总量过大"
    case .cellBytes: "单元格内容过长"
    case .rowBytes: "一行内容过长"
    case .mergedRegions: "合并区域过多"
    case .markup: "内部标记嵌套过深或过长"
    case .structure: "工作表、样式或一行的单元格过多"
    }
  }

  /// The limit that was exceeded, in English.
  package var english: String {
    switch self {
    case .fileBytes: "the file is too large"
    case .entries: "the file has too many entries"
    case .partBytes: "a part inflates to too much"
    case .inflationRatio: "a part is compressed beyond belief"
    case .strings, .stringBytes: "there is too much text"
    case .cellBytes: "a cell is too long"
    case .rowBytes: "a row is too long"
    case .mergedRegions: "there are too many merged regions"
    case .markup: "the markup is nested too deep or a tag is too long"
    case .structure: "there are too many sheets, styles or cells in a row"
    }
  }
}
