/// The encoding of a text, and how it was found.
package struct Detection: Equatable, Sendable {
  /// The encoding to read the text in; nil where it isn't text or is in UTF-32.
  package let encoding: TextEncoding?
  /// What was assumed and why.
  package let reason: Reason
  /// How sure it is, 0…1; 1 for a byte order mark and for pure ASCII.
  package let confidence: Double
  /// The other encodings that were weighed, the likeliest first.
  package let alternatives: [TextEncoding]

  package init(
    encoding: TextEncoding?, reason: Reason, confidence: Double, alternatives: [TextEncoding]
  ) {
    self.encoding = encoding
    self.reason = reason
    self.confidence = confidence
    self.alternatives = alternatives
  }

  /// Whether a person should look at the result, and may have to name the encoding.
  package var isDoubtful: Bool { confidence < 0.95 }
}
