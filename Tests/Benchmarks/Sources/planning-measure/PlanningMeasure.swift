import ChainPlanning

/// Solves the instances of ``PlanningInstance/family`` and prints a line for each: its name, gain,
/// bound, gap in percent and seconds, parted by tabs.
///
/// Arguments: the time limit in seconds; then, where only some instances are wanted, their numbers.
@main
enum PlanningMeasure {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let seconds = arguments.first.flatMap { Double($0) } ?? 10
    let chosen = Set(arguments.dropFirst().compactMap { Int($0) })
    for (number, instance) in PlanningInstance.family.enumerated()
    where chosen.isEmpty || chosen.contains(number) {
      let problem = instance.problem
      let clock = ContinuousClock()
      let start = clock.now
      let found = try MaximumCoverage(problem, limits: .init(seconds: seconds))
      let spent = (clock.now - start) / .seconds(1)
      print(
        instance.name, "\(found.gain)", "\(found.bound)", "\(100 * found.gap)", "\(spent)",
        separator: "\t")
    }
  }
}
