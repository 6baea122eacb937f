import ArgumentParser

/// The command line: reads options, calls the library, prints, sets the exit code.
@main
struct QiangLian: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qianglian",
    abstract: "Industry-chain maps and quality analysis (强链 · 质量认证强链图谱).",
    discussion: """
      BOOK is a folder of workbooks and CSV files (调研摸底表, 企业名录, 供应关系, …), or one such file.
      Exit codes: 0 done; 1 the answer is no (check found errors); 64 usage; 65 unreadable file or \
      no usable table; 66 input not found; 69 a missing system part; 70 our bug; 73 cannot write.
      """,
    version: "0.1.0",
    subcommands: [
      Template.self, Check.self, Merge.self, Show.self, Trace.self, FindBottlenecks.self,
      Problems.self,
      Sources.self, Plan.self, Map.self,
      Export.self, Doctor.self,
    ])
}
