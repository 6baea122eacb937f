/// A hash of byte strings under a secret key, 16 bytes a step.
///
/// The step is the folded 64×64-bit product of Wang Yi's *wyhash*
/// (https://github.com/wangyi-fudan/wyhash, public domain). Not cryptographic: the key only keeps
/// a sender who can't see it from preparing collisions.
struct KeyedHash: Sendable {
  private let seed: UInt64
  private let secret: UInt64

  init(key seed: UInt64, _ secret: UInt64) {
    self.seed = seed
    self.secret = secret
  }

  /// The hash of a string.
  ///
  /// - Complexity: O(bytes).
  @inline(__always)
  func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let count = bytes.count
    var state = seed ^ (UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15)
    // Unsafe by measurement: whole words instead of single checked bytes. Every load lies inside
    // 0..<count: words that would reach past the end are taken so that they end there.
    if let base = bytes.baseAddress {
      var index = 0
      while count &- index > 16 {
        state = Self.fold(
          base.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ secret,
          base.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self) ^ state)
        index &+= 16
      }
      let rest = count &- index
      var first: UInt64 = 0
      var second: UInt64 = 0
      if rest >= 8 {
        first = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        second = base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
      } else if rest >= 4 {
        first = UInt64(base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
        second = UInt64(base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
      } else if rest > 0 {
        first = UInt64(base.load(fromByteOffset: index, as: UInt8.self))
        first |= UInt64(base.load(fromByteOffset: index &+ rest &>> 1, as: UInt8.self)) &<< 8
        first |= UInt64(base.load(fromByteOffset: count &- 1, as: UInt8.self)) &<< 16
      }
      state = Self.fold(first ^ secret, second ^ state)
    }
    let mixed = Self.fold(state ^ 0xA076_1D64_78BD_642F, secret ^ 0xE703_7ED1_A0B4_28DB)
    return UInt32(truncatingIfNeeded: mixed ^ (mixed &>> 32))
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
