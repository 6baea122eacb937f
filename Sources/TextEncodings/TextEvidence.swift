/// How well bytes read as Chinese text in an encoding.
package struct TextEvidence: Equatable, Sendable {
  /// The encoding in question.
  package let encoding: TextEncoding
  /// The characters beyond ASCII that were read.
  package internal(set) var characters = 0
  /// Those among them that are frequent in Chinese text.
  package internal(set) var common = 0
  /// Those of private use, from rare zones, or of other scripts.
  package internal(set) var rare = 0
  /// Pairs of characters that are part of a frequent word.
  package internal(set) var words = 0
  /// The places that stand for no character.
  package internal(set) var illegal = 0
  /// The natural logarithm of the likelihood of the bytes, by a model of Chinese sheets.
  package internal(set) var score = 0.0

  init(encoding: TextEncoding) { self.encoding = encoding }
}
