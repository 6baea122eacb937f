import ArgumentParser
import ChainModel
import ChainReports
import ChainTables
import Foundation

/// A failure with the exit code of CLI.md and a message for people.
struct Failure: Error, CustomStringConvertible {
  /// Exit codes, after `sysexits.h`.
  enum Code: Int32 {
    case answerIsNo = 1
    case unusable = 65
    case notFound = 66
    case missingPart = 69
    case bug = 70
    case cannotWrite = 73
  }

  let code: Code
  let description: String

  init(_ code: Code, _ message: String) {
    self.code = code
    description = message
  }

  init(_ error: BookError, _ language: Language) {
    var lines = [error.message[language]]
    for diagnostic in error.diagnostics.prefix(20) {
      let value = diagnostic.value.isEmpty ? "" : "“\(diagnostic.value)” "
      lines.append(
        LineText.visible(
          "  \(diagnostic.place(in: language)): \(value)\(diagnostic.message[language])"))
      lines.append(language("    改法：", "    fix: ") + diagnostic.fix[language])
    }
    if error.diagnostics.count > 20 {
      lines.append(
        language(
          "  ……还有 \(error.diagnostics.count - 20) 条", "  … \(error.diagnostics.count - 20) more"))
    }
    self.init(error.code == .notFound ? .notFound : .unusable, lines.joined(separator: "\n"))
  }

  /// Prints the message and ends the process with the code.
  func exit() -> Never {
    Output.error("qianglian: " + description)
    Foundation.exit(code.rawValue)
  }
}

/// A command whose failures end the process with the exit codes of CLI.md.
protocol BookCommand: AsyncParsableCommand {
  /// Does the work.
  func execute() async throws
}

extension BookCommand {
  func run() async throws {
    do {
      try await execute()
    } catch let failure as Failure {
      failure.exit()
    }
  }
}
