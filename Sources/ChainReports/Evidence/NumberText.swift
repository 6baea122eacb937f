/// Numbers as reports print them.
package enum NumberText {
  /// A number with a fixed number of digits after the point.
  package static func decimal(_ number: Double, digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = (number * scale).rounded()
    guard whole.magnitude < 1e15 else { return String(number) }
    let text = String(Int(whole.magnitude))
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return (whole < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
  }

  /// A probability: three digits after the point, or two in all and an exponent, such as 6.8e-8.
  package static func probability(_ value: Double) -> String {
    guard value > 0, value < 0.001 else { return decimal(value, digits: 3) }
    var exponent = 0
    var mantissa = value
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    if mantissa >= 9.95 {
      mantissa /= 10
      exponent += 1
    }
    return decimal(mantissa, digits: 1) + "e\(exponent)"
  }
}
