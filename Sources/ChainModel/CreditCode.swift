/// A unified social credit code (GB 32100-2015) whose two check characters are right.
///
/// Eighteen characters of `0123456789ABCDEFGHJKLMNPQRTUWXY` held in twelve bytes, five bits each.
/// A value of this type always passes both the final check of GB 32100-2015 (modulus 31) and the
/// check of the organisation code inside it (GB 11714). Text that fails a check is kept by the
/// caller as text: see ``CreditCode/Outcome``.
public struct CreditCode: Sendable, Hashable {
  // Characters 1...12 in the low 60 bits, characters 13...18 in the low 30 bits; the alphabet is
  // ascending in ASCII, so comparing the numbers compares the texts.
  private let high: UInt64
  private let low: UInt32

  /// The number of characters of a code.
  package static let length = 18

  /// The alphabet of GB 32100-2015: digits and capital letters without I, O, S, V and Z.
  package static let alphabet: [UInt8] = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  // The value of an ASCII byte in the alphabet, −1 outside it.
  static let values: [Int8] = {
    var table = [Int8](repeating: -1, count: 256)
    for (value, byte) in alphabet.enumerated() { table[Int(byte)] = Int8(value) }
    return table
  }()

  // 3^(i − 1) mod 31 for i = 1...17 (GB 32100-2015).
  private static let weights: [Int] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
  ]

  // GB 11714, characters 9...16 of the credit code.
  private static let innerWeights: [Int] = [3, 7, 9, 10, 5, 8, 4, 2]

  /// Reads a code that is already in its canonical form, without repairs and without allocation.
  ///
  /// Returns `nil` unless the bytes are exactly eighteen characters of the alphabet, characters 3
  /// to 8 are digits and both check characters are right.
  public init?(utf8 bytes: Span<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    var high: UInt64 = 0
    var low: UInt32 = 0
    var sum = 0
    var innerSum = 0
    for index in 0..<Self.length {
      let byte = bytes[index]
      let value = Self.values[Int(byte)]
      guard value >= 0 else { return nil }
      if index < 12 {
        high = high << 5 | UInt64(value)
      } else {
        low = low << 5 | UInt32(value)
      }
      if index < 17 { sum += Int(value) * Self.weights[index] }
      switch index {
      case 2...7:
        guard value < 10 else { return nil }
      case 8...15:
        innerSum += Self.base36(byte) * Self.innerWeights[index - 8]
      default:
        break
      }
    }
    guard bytes[16] == Self.innerCheck(sum: innerSum), bytes[17] == Self.finalCheck(sum: sum) else {
      return nil
    }
    self.high = high
    self.low = low
  }

  /// Reads a code that is already in its canonical form, without repairs.
  public init?(_ text: String) {
    self.init(utf8: text.utf8Span.span)
  }

  /// Builds a code from its parts, computing both check characters.
  ///
  /// Meant for examples, tests and generators. Returns `nil` if a part has another length or
  /// leaves the alphabet, or if the region is not six digits.
  /// - Parameters:
  ///   - authority: Character 1, the registering authority (`9` for market regulation).
  ///   - kind: Character 2, the kind of body (`1` for an enterprise under `9`).
  ///   - region: Characters 3 to 8, six digits of GB/T 2260.
  ///   - organisation8: Characters 9 to 16, the organisation code without its check character.
  public init?(authority: Character, kind: Character, region: String, organisation8: String) {
    var bytes = Array("\(authority)\(kind)\(region)\(organisation8)".utf8)
    guard bytes.count == 16, region.utf8.count == 6, organisation8.utf8.count == 8,
      bytes.allSatisfy({ Self.values[Int($0)] >= 0 })
    else { return nil }
    bytes.append(Self.organisationCheckCharacter(of: bytes))
    bytes.append(Self.finalCheckCharacter(of: bytes))
    self.init(utf8: bytes.span)
  }

  /// The eighteen characters as ASCII bytes.
  public var utf8: [UInt8] {
    (0..<Self.length).map { Self.alphabet[value(at: $0)] }
  }

  /// Characters 3 to 8: the region code of the authority that registered the body.
  ///
  /// It is never the county of the firm: registration is often done at the city or the province,
  /// and the code stays when the firm moves.
  public var registrationRegion: RegionCode {
    var number: UInt32 = 0
    for index in 2..<8 { number = number * 10 + UInt32(value(at: index)) }
    return RegionCode(national: number)
  }

  /// Characters 9 to 17: the organisation code of GB 11714 with its check character.
  public var organisationCode: String {
    String(decoding: utf8[8..<17], as: UTF8.self)
  }

  private func value(at index: Int) -> Int {
    index < 12
      ? Int(truncatingIfNeeded: high >> UInt64(5 * (11 - index))) & 31
      : Int(truncatingIfNeeded: low >> UInt32(5 * (17 - index))) & 31
  }
}

extension CreditCode: Comparable {
  /// Orders codes as their texts are ordered in ASCII.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

extension CreditCode: LosslessStringConvertible {
  /// The eighteen characters.
  public var description: String {
    String(decoding: utf8, as: UTF8.self)
  }
}

extension CreditCode {
  // 0-9 A-Z = 0...35; only called for bytes of the alphabet.
  private static func base36(_ byte: UInt8) -> Int {
    byte <= 0x39 ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
  }

  private static func innerCheck(sum: Int) -> UInt8 {
    switch 11 - sum % 11 {
    case 10: 0x58  // X
    case 11: 0x30  // 0
    case let digit: UInt8(0x30 + digit)
    }
  }

  private static func finalCheck(sum: Int) -> UInt8 {
    alphabet[(31 - sum % 31) % 31]
  }

  // The check character that characters 9...16 of `bytes` call for. Bytes of the alphabet only.
  static func organisationCheckCharacter(of bytes: some RandomAccessCollection<UInt8>) -> UInt8 {
    var sum = 0
    for (weight, byte) in zip(innerWeights, bytes.dropFirst(8)) { sum += base36(byte) * weight }
    return innerCheck(sum: sum)
  }

  // The check character that characters 1...17 of `bytes` call for. Bytes of the alphabet only.
  static func finalCheckCharacter(of bytes: some RandomAccessCollection<UInt8>) -> UInt8 {
    var sum = 0
    for (weight, byte) in zip(weights, bytes) { sum += Int(values[Int(byte)]) * weight }
    return finalCheck(sum: sum)
  }
}
