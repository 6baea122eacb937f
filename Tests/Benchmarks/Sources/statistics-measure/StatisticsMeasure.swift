import ChainAnalysis

/// Prints what the library says of tables on standard input, for a peer to compare.
///
/// A line `N K n k` gives the hypergeometric P(X ≥ k) and P(X ≤ k); a line `q` and p-values gives
/// them adjusted by Benjamini and Hochberg.
@main
enum StatisticsMeasure {
  static func main() {
    while let line = readLine() {
      let words = line.split(separator: " ")
      if words.first == "q" {
        let adjusted = BenjaminiHochberg.adjusted(words.dropFirst().compactMap { Double($0) })
        print(adjusted.map { String($0) }.joined(separator: " "))
        continue
      }
      let numbers = words.compactMap { Int($0) }
      guard numbers.count == 4 else { continue }
      let distribution = Hypergeometric(
        population: numbers[0], marked: numbers[1], drawn: numbers[2])
      print(distribution.upperTail(numbers[3]), distribution.lowerTail(numbers[3]))
    }
  }
}
