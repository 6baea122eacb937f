extension Certificate {
  /// What the certificate is worth on a day.
  ///
  /// - Parameter day: The day.
  /// - Returns: The standing.
  public func standing(on day: CalendarDate) -> CertificateStanding {
    CertificateStanding(
      declared: state, changed: stateChangedOn.value, issued: issuedOn.value,
      expires: expiresOn.value, on: day)
  }
}

extension OptionalDate {
  fileprivate var value: DateValue? {
    isUnlimited ? .unlimited : date.map(DateValue.day)
  }
}
