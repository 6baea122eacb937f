/// A number as decimal text: at most six decimals, no exponent, no locale, no trailing zeros.
///
/// What is not finite becomes 0, and magnitudes end at 10^9, where six decimals still fit into the
/// 53 bits of a Double.
package func formatted(_ number: Double) -> String {
  var bytes: [UInt8] = []
  append(number, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

func append(_ number: Double, to bytes: inout [UInt8]) {
  let limited = number.isFinite ? min(max(number, -1e9), 1e9) : 0
  var scaled = UInt64(limited.magnitude * 1e6 + 0.5)
  if scaled == 0 {
    bytes.append(UInt8(ascii: "0"))
    return
  }
  if limited < 0 { bytes.append(UInt8(ascii: "-")) }
  var decimals = 6
  while decimals > 0, scaled % 10 == 0 {
    scaled /= 10
    decimals -= 1
  }
  let start = bytes.count
  var written = 0
  while scaled > 0 || written <= decimals {
    if written == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
    bytes.append(UInt8(ascii: "0") + UInt8(scaled % 10))
    scaled /= 10
    written += 1
  }
  bytes[start...].reverse()
}
