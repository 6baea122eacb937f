import ArgumentParser
import ChainModel
import Foundation
import Graphviz

/// Says whether everything a map needs is installed.
struct Doctor: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "Graphviz version, formats, fonts (检查运行环境).")

  @Option(help: "The language: zh or en.")
  var language: Language = .chinese

  func execute() async throws {
    var lines: [String] = []
    var isComplete = true
    func line(_ isGood: Bool, _ text: String) {
      lines.append((isGood ? "✔ " : "✘ ") + text)
      if !isGood { isComplete = false }
    }
    do throws(GraphvizError) {
      let installed = try await Graphviz.shared.installed()
      line(true, "Graphviz \(installed.version)")
      for format in ["svg", "pdf", "png"] {
        line(
          installed.formats.contains(format),
          language("格式 ", "format ") + format
            + (installed.formats.contains(format)
              ? "" : language("：缺少，请安装 libgvc6", ": missing, install libgvc6")))
      }
      line(
        installed.engines.contains("nop2"), language("布局引擎 ", "layout engine ") + "nop2")
    } catch {
      line(false, language("Graphviz 不可用：", "Graphviz is not available: ") + error.description)
    }
    let fonts = Self.chineseFonts()
    line(
      !fonts.isEmpty,
      fonts.isEmpty
        ? language(
          "没有中文字体，汉字会变成方框：请安装 fonts-noto-cjk",
          "no Chinese font, 汉字 will be boxes: install fonts-noto-cjk")
        : language("中文字体 ", "Chinese fonts ")
          + fonts.prefix(3).joined(separator: language("、", ", ")))
    try Output.write(lines.joined(separator: "\n") + "\n", to: nil, language: language)
    if !isComplete { throw ExitCode(Failure.Code.missingPart.rawValue) }
  }

  /// The font families fontconfig has for Chinese.
  private static func chineseFonts() -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["fc-list", ":lang=zh-cn", "family"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil,
      let data = try? pipe.fileHandleForReading.readToEnd()
    else { return [] }
    process.waitUntilExit()
    let families = String(decoding: data, as: UTF8.self).split(separator: "\n")
      .compactMap { $0.split(separator: ",").first.map(String.init) }
    return Set(families).sorted { left, right in
      let preferred = (left.contains("SC"), right.contains("SC"))
      return preferred.0 == preferred.1 ? left < right : preferred.0
    }
  }
}
