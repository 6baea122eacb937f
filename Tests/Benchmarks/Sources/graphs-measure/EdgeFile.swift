import Foundation
import Graphs

/// A list of edges as pairs of little-endian 32-bit numbers, which every peer reads.
enum EdgeFile {
  /// Writes a seeded random graph.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - vertexCount: The number of vertices.
  ///   - edgeCount: The number of edges, repetitions among them.
  ///   - isAcyclic: Whether edges lead from lower to higher in a shuffled order of the vertices;
  ///     otherwise both ends are uniform, loops among them.
  /// - Returns: A vertex that reaches many others: in the acyclic graph, the first in order.
  /// - Throws: Where the file can't be written.
  static func write(
    to path: String, vertexCount: Int, edgeCount: Int, isAcyclic: Bool
  ) throws -> Int32 {
    var generator = SplitMix(state: 1)
    var shuffled = (0..<Int32(vertexCount)).map { $0 }
    for index in 0..<vertexCount {
      shuffled.swapAt(index, index + Int(generator.below(vertexCount - index)))
    }
    var numbers: [Int32] = []
    numbers.reserveCapacity(2 * edgeCount)
    for _ in 0..<edgeCount {
      let a = generator.below(vertexCount)
      var b = generator.below(vertexCount)
      // A loop would be a cycle.
      while isAcyclic && b == a { b = generator.below(vertexCount) }
      numbers.append((isAcyclic ? shuffled[Int(min(a, b))] : a).littleEndian)
      numbers.append((isAcyclic ? shuffled[Int(max(a, b))] : b).littleEndian)
    }
    try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
    return isAcyclic ? shuffled[0] : 0
  }

  /// Reads the edges of a file.
  ///
  /// - Parameter path: The file.
  /// - Returns: The edges in the file's order.
  /// - Throws: Where the file can't be read.
  static func read(_ path: String) throws -> [Edge] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 7, by: 8).map { offset in
        Edge(
          Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)),
          Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 4, as: Int32.self)))
      }
    }
  }

  /// SplitMix64 by Sebastiano Vigna, public domain.
  private struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int32 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      bits ^= bits >> 31
      return Int32(bits.multipliedFullWidth(by: UInt64(bound)).high)
    }
  }
}
