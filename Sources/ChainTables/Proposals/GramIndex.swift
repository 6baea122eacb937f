import Foundation

/// Short texts found by the character pairs they share with another, rare pairs counting more.
///
/// Chinese is written without spaces, and character pairs index it about as well as words (Nie et
/// al. 2000, *On the use of words and n-grams for Chinese information retrieval*,
/// doi 10.1145/355214.355235). A pair weighs its inverse document frequency (Spärck
/// Jones 1972, doi 10.1108/eb026526), counted in groups of texts that mean the same, and two texts
/// are compared by Tversky's ratio model (1977, doi 10.1037/0033-295X.84.4.327): shared weight over
/// shared weight plus parts of what only one of them has.
struct GramIndex: Sendable {
  /// A pair of characters, or a single one where a text has no more.
  struct Gram: Sendable, Hashable {
    /// Two scalars; the first is 0 for a single character.
    var key: UInt64
    /// How much the pair counts, 0…1: less where it spans two words.
    var share: Float
  }

  /// How much of what only one text has counts against a match.
  struct Weights: Sendable {
    /// For what only the text looked for has.
    var query: Double
    /// For what only the text of the index has.
    var document: Double
    /// What only the text looked for has counts at most this many times what is shared, or
    /// ``leastCap`` if that is more: long descriptions say much besides.
    var cap = Double.infinity
    /// See ``cap``.
    var leastCap = 0.0
  }

  /// A text of the index and how near it is.
  struct Match: Sendable {
    /// The position of the text in the index.
    var document: Int
    /// 0…1.
    var score: Double
    /// The weight of the rarest pair shared, as a part of the weight of a pair of one group only.
    var rarest: Double
  }

  private struct Posting {
    var document: UInt32
    var share: Float
  }

  /// What two texts share, weighed in the one and in the other.
  private struct Sums {
    var document: Float = 0
    var query: Float = 0
    var rarest: Float = 0
  }

  private var positionOfKey: [UInt64: Int32] = [:]
  private var postings: [Posting] = []
  private var starts: [Int32] = [0]
  private var weights: [Float] = []
  private var totals: [Float]
  /// The weight of a pair that occurs in one group only, or in none.
  private let greatest: Float

  /// Indexes texts.
  ///
  /// - Parameters:
  ///   - documents: The pairs of each text, each key once, and the group of texts of like meaning
  ///     it belongs to, from 0; texts of a group stand together.
  ///   - groupCount: The number of groups.
  /// - Complexity: O(pairs) in time and space.
  init(_ documents: [(grams: [Gram], group: Int)], groupCount: Int) {
    var lists: [[Posting]] = []
    var groups: [(last: Int, count: Int)] = []
    for (document, (grams, group)) in documents.enumerated() {
      for gram in grams {
        let position: Int
        if let known = positionOfKey[gram.key] {
          position = Int(known)
        } else {
          position = lists.count
          positionOfKey[gram.key] = Int32(position)
          lists.append([])
          groups.append((-1, 0))
        }
        lists[position].append(Posting(document: UInt32(document), share: gram.share))
        if groups[position].last != group { groups[position] = (group, groups[position].count + 1) }
      }
    }
    func weight(_ count: Int) -> Float {
      Float(log(Double(groupCount + 1) / (Double(count) - 0.5)))
    }
    greatest = weight(1)
    weights = groups.map { weight($0.count) }
    for list in lists {
      postings += list
      starts.append(Int32(postings.count))
    }
    totals = [Float](repeating: 0, count: documents.count)
    for position in lists.indices {
      for posting in lists[position] {
        totals[Int(posting.document)] += weights[position] * posting.share
      }
    }
  }

  /// The texts that share a pair with another and are near enough.
  ///
  /// - Parameters:
  ///   - grams: The pairs of the text looked for, each key once.
  ///   - minimum: The least score of interest.
  ///   - rule: What counts against a match.
  /// - Returns: The texts in the order of the index.
  /// - Complexity: O(postings of the pairs + texts) in time, O(texts) in space.
  func matches(_ grams: [Gram], minimum: Double, rule: Weights) -> [Match] {
    var sums = [Sums](repeating: Sums(), count: totals.count)
    var touched: [UInt32] = []
    var total: Float = 0
    for gram in grams {
      guard let found = positionOfKey[gram.key] else {
        total += greatest * gram.share
        continue
      }
      let weight = weights[Int(found)]
      total += weight * gram.share
      for posting in postings[Int(starts[Int(found)])..<Int(starts[Int(found) + 1])] {
        let document = Int(posting.document)
        if sums[document].rarest == 0 { touched.append(posting.document) }
        sums[document].document += weight * posting.share
        sums[document].query += weight * gram.share
        sums[document].rarest = max(sums[document].rarest, weight)
      }
    }
    var found: [Match] = []
    for document in touched.lazy.map(Int.init) {
      let sum = sums[document]
      let common = Double(sum.document)
      let cap = max(rule.leastCap * Double(greatest), rule.cap * common)
      let only = min(cap, max(0, Double(total - sum.query)))
      let missing = max(0, Double(totals[document] - sum.document))
      let score = common / (common + rule.query * only + rule.document * missing)
      if score >= minimum {
        found.append(
          Match(
            document: document, score: score, rarest: Double(sum.rarest / greatest)))
      }
    }
    found.sort { $0.document < $1.document }
    return found
  }

  /// The pairs of a text, each once.
  ///
  /// - Parameters:
  ///   - scalars: The text.
  ///   - spansWords: Whether the pair that ends at a position spans two words.
  /// - Returns: The pairs; the one character of a text of one.
  /// - Complexity: O(length²), for short texts faster than hashing.
  static func grams(_ scalars: [UInt32], spansWords: (Int) -> Bool = { _ in false }) -> [Gram] {
    if scalars.count == 1 { return [Gram(key: UInt64(scalars[0]), share: 1)] }
    var grams: [Gram] = []
    for end in scalars.indices.dropFirst() {
      let key = UInt64(scalars[end - 1]) << 32 | UInt64(scalars[end])
      let share: Float = spansWords(end) ? 0.5 : 1
      if let known = grams.firstIndex(where: { $0.key == key }) {
        grams[known].share = max(grams[known].share, share)
      } else {
        grams.append(Gram(key: key, share: share))
      }
    }
    return grams
  }
}
