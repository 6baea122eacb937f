import ArgumentParser
import ChainAnalysis
import ChainModel
import ChainReports
import ChainTables
import Foundation
import WorkbookOutput

/// Says what is in a book.
struct Show: BookCommand {
  static let configuration = CommandConfiguration(
    abstract: "What is in the book: make-up, distribution, quality level (构成、分布、质量水平).",
    discussion: """
      Certificates: 应证未证, uncertified firms on bottleneck positions, what ends within 90 days, what \
      lapsed and whom it touches, candidates for a joint certificate (联合认证).
      """)

  @OptionGroup var common: CommonOptions

  @OptionGroup var report: ReportOptions

  @OptionGroup var threads: ThreadsOption

  @Option(
    help: ArgumentHelp(
      "A scheme that counts as certified, by code, name or standard (repeatable; default: QMS, "
        + "IATF 16949).", valueName: "scheme"))
  var scheme: [String] = []

  @Flag(
    name: .customLong("propose-status"),
    help: "Proposes a status (状态) for each segment by printed rules; declared ones stay.")
  var proposeStatus = false

  @Option(
    help: "The most lines of each list; 0 lists all (default: an overview, other formats 20).")
  var top: Int?

  func validate() throws {
    if let top { try FileFormat.validate(top: top) }
    if scheme.contains(where: { $0.allSatisfy(\.isWhitespace) }) {
      throw ValidationError("--scheme wants a scheme such as QMS (--scheme 须写认证类别，如 QMS)")
    }
  }

  func execute() async throws {
    let book = try common.read()
    let limit = report.limit(top, overview: ShowReport.overviewLimit, in: book)
    var options = BookOverview.Options()
    options.certification.top = limit
    options.certification.threads = threads.count
    options.proposesStatus = proposeStatus
    let ledger = QualityLedger(
      book, asOf: common.day,
      schemes: scheme.isEmpty ? nil : Set(scheme.map { CertificationScheme(recognising: $0) }))
    try refuseUnknownSchemes(book, ledger)
    let result = ShowReport(
      await BookOverview(book, ledger: ledger, options: options),
      pending: MergeProposals(book).counts)
    let language = common.language
    try report.write(
      common, text: { result.text(in: language, top: top, evidence: report.evidence) },
      json: { result.json(in: language, top: limit, evidence: report.evidence) },
      csv: { result.csv(in: language, top: limit, evidence: report.evidence) },
      workbook: { () throws(WorkbookOutputError) in
        try result.workbook(in: language, top: limit)
      })
  }

  /// Refuses a scheme that is neither known nor stated by a certificate: nobody could hold it, and the
  /// report would call everyone uncertified.
  private func refuseUnknownSchemes(_ book: ChainBook, _ ledger: QualityLedger) throws {
    let stated = Set(book.certificates.indices.map(ledger.scheme(ofCertificate:)))
    let language = common.language
    for text in scheme {
      let wanted = CertificationScheme(recognising: text)
      guard case .other = wanted, !stated.contains(wanted) else { continue }
      let others = stated.subtracting(CertificationScheme.named).sorted().map(\.code)
      let list = (CertificationScheme.named.map(\.code) + others)
        .joined(separator: language("、", ", "))
      throw Failure(
        .unusable,
        language(
          "不认识认证类别“\(text)”，书中也没有证书写它；可用：\(list)",
          "unknown scheme “\(text)”, which no certificate of the book states; known: \(list)"))
    }
  }
}
