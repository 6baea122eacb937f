import ArgumentParser
import ChainAnalysis
import ChainMaps
import ChainModel
import ChainPlanning
import ChainReports
import ChainTables

/// What a choice of measures rests on, as it is typed.
struct PlanChoiceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("What may be spent, in 万元.", valueName: "amount"))
  var budget: Double?

  @Option(
    help: ArgumentHelp("A measure that must be chosen, by code or name.", valueName: "measure"))
  var must: [String] = []

  @Option(
    name: .customLong("must-not"),
    help: ArgumentHelp("A measure that must not be chosen.", valueName: "measure"))
  var mustNot: [String] = []

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(
      "Seconds for each search of a plan; what is found by then comes with its bound (default 60).",
      valueName: "seconds"))
  var timeLimit: Double?

  @Flag(
    name: .customLong("no-exposure"),
    help: "A plan weighs firms on bottleneck positions like all others (default: twice).")
  var noExposure = false

  /// A choice of measures and what it rests on.
  struct Choice {
    var plan: MaximumCoverage
    var planning: BookPlanning
    var weights: BookPlanning.Weights
    var limits: MaximumCoverage.Limits
  }

  func validate() throws {
    guard budget ?? 0 >= 0, budget?.isFinite ?? true else {
      throw ValidationError("--budget wants 0 or more, in 万元 (--budget 须为不小于 0 的万元数)")
    }
    guard timeLimit ?? 1 > 0, timeLimit?.isFinite ?? true else {
      throw ValidationError("--time-limit wants seconds above 0 (--time-limit 须为大于 0 的秒数)")
    }
  }

  /// The options that hold for a plan alone, as given.
  var given: [String] {
    (budget == nil ? [] : ["--budget"]) + (must.isEmpty ? [] : ["--must"])
      + (mustNot.isEmpty ? [] : ["--must-not"]) + (timeLimit == nil ? [] : ["--time-limit"])
      + (noExposure ? ["--no-exposure"] : [])
  }

  /// The options that the plan rests on, as they were typed.
  var arguments: [String] {
    ["--budget", DecimalText.shortest(budget ?? 0)] + must.flatMap { ["--must", $0] }
      + mustNot.flatMap { ["--must-not", $0] } + (noExposure ? ["--no-exposure"] : [])
  }

  /// Chooses measures.
  func choose(
    in book: ChainBook, ledger: QualityLedger, threads: Int, language: Language
  ) async throws -> Choice {
    guard !book.measures.isEmpty else {
      throw Failure(
        .unusable,
        language(
          "没有帮扶举措表，无从选择：请加一张帮扶举措表（举措编号、举措名称、针对问题、固定费用、每企费用）",
          "there is no table of measures to choose from: add one (举措编号, 举措名称, 针对问题, 固定费用, 每企费用)"))
    }
    let required = try measures(must, in: book, language)
    let forbidden = try measures(mustNot, in: book, language)
    var weights = BookPlanning.Weights()
    if !noExposure {
      let network = SupplyNetwork(book)
      let leaders = BookSummary(book, ledger: ledger, network: network).leaders
      weights.exposure = BookPlanning.Weights.exposure(
        book,
        positions: await BottleneckPositions(
          book, network: network, leaders: leaders, threads: threads))
    }
    let planning = BookPlanning(
      book, asOf: ledger.asOf, budget: Amount(tenThousandYuan: budget ?? 0), must: required,
      mustNot: forbidden, weights: weights)
    let limits = MaximumCoverage.Limits(seconds: timeLimit ?? 60)
    do throws(PlanConflict) {
      return Choice(
        plan: try MaximumCoverage(planning.problem, limits: limits), planning: planning,
        weights: weights, limits: limits)
    } catch {
      let issues = planning.issues.map { $0.message(in: book)[language] }
      throw Failure(
        .answerIsNo,
        ([error.message(planning.problem, in: book)[language]] + issues).joined(separator: "\n"))
    }
  }

  /// The measures that texts name, by code or whole name.
  private func measures(
    _ texts: [String], in book: ChainBook, _ language: Language
  ) throws -> Set<Int> {
    var found: Set<Int> = []
    for text in texts {
      let key = TextFolding.foldedName(text)
      let matches = book.measures.indices.filter {
        TextFolding.foldedName(book.text[book.measures[$0].id]) == key
          || TextFolding.foldedName(book.text[book.measures[$0].name]) == key
      }
      guard matches.count == 1, let match = matches.first else {
        let list = book.measures.prefix(40).map {
          LineText.visible("\(book.text[$0.id]) \(book.text[$0.name])")
        }.joined(separator: language("、", ", "))
        throw Failure(
          .notFound,
          language(
            "没有唯一的举措“\(text)”，现有：\(list)",
            "there is no single measure “\(text)”; the book has: \(list)"))
      }
      found.insert(match)
    }
    return found
  }
}

extension PlanCoverage {
  /// What a choice of measures does.
  init(_ choice: PlanChoiceOptions.Choice) {
    self.init(
      choice.plan.chosen.map { measure in
        (
          measure,
          (choice.planning.problem.candidates[measure].cost ?? .zero).tenThousandYuan
        )
      }, reach: choice.planning.reach, cost: choice.plan.cost.tenThousandYuan,
      budget: choice.planning.problem.budget.tenThousandYuan, isProven: choice.plan.isProven)
  }
}
