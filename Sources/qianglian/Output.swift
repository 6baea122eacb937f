import ChainModel
import ChainReports
import Foundation

/// Where results and messages go.
enum Output {
  /// Writes a result to standard output or a file.
  ///
  /// A file is written aside and then renamed, so that none is ever left half-written.
  ///
  /// - Parameters:
  ///   - bytes: The result.
  ///   - path: The file; nil or `-` for standard output.
  ///   - language: The language of the message where it fails.
  /// - Throws: ``Failure`` where it cannot be written.
  static func write(_ bytes: Data, to path: String?, language: Language) throws {
    guard let path, path != "-" else {
      try writeToStandardOutput(bytes, language)
      return
    }
    do {
      let file = URL(fileURLWithPath: path)
      if isDevice(path) {
        // Renaming would put a file in the place of the device or pipe.
        let device = try FileHandle(forWritingTo: file)
        try device.write(contentsOf: bytes)
        try device.close()
      } else {
        // Atomic writing makes the file beside its target and renames it. A link keeps pointing
        // where it points: what it names is written.
        try bytes.write(to: file.resolvingSymlinksInPath(), options: .atomic)
      }
    } catch {
      throw Failure(
        .cannotWrite,
        language(
          "无法写入“\(path)”：检查文件夹是否存在、有无权限、文件是否正被打开",
          "cannot write “\(path)”: check that its folder exists, permissions, and that it is not open elsewhere"
        ))
    }
  }

  /// Whether a path names something other than a file or a folder, such as `/dev/null` or a pipe.
  private static func isDevice(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let type = status.st_mode & S_IFMT
    return type != S_IFREG && type != S_IFDIR
  }

  private static func writeToStandardOutput(_ bytes: Data, _ language: Language) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: bytes)
    } catch {
      throw Failure(
        .cannotWrite, language("无法写到标准输出", "cannot write to standard output"))
    }
  }

  /// Writes text to standard output or a file.
  static func write(_ text: String, to path: String?, language: Language) throws {
    try write(Data(text.utf8), to: path, language: language)
  }

  /// Writes a line to standard error.
  static func error(_ text: String, terminator: String = "\n") {
    // Nothing sensible is left to do where standard error is closed.
    try? FileHandle.standardError.write(contentsOf: Data((text + terminator).utf8))
  }

  /// Writes a remark to standard error.
  static func note(_ text: String) { error("qianglian: " + LineText.visible(text)) }
}
