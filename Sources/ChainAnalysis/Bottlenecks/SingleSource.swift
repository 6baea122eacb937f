public import ChainModel

/// A customer that has one supplier of a product, or nearly one (独家供应).
public struct SingleSource: Sendable, Hashable {
  /// Why a supplier counts as the single source, the strongest first.
  public enum Reason: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The table says so (是否独家).
    case declared
    /// No other supplier of the product is recorded.
    case only
    /// By amount the Herfindahl–Hirschman index is above 0.8.
    case concentrated

    /// Orders the strongest first.
    public static func < (left: Reason, right: Reason) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The customer's position.
  public var customer: Int
  /// The product as the sheet names it; nil where it names none.
  public var product: TextID?
  /// The supplier's segment, which stands for the product where none is named; nil too where a
  /// supplier declared sole stands in no segment.
  public var segment: Int?
  /// The supplier's position.
  public var supplier: Int
  /// The strongest reason.
  public var reason: Reason
  /// The supplier's share of the amounts, a fraction of 1; nil where any amount is missing.
  public var share: Double?
  /// All declared supplies of the product to the customer, by position in the book.
  public var supplies: [Int]
}

/// The single sources of a book.
struct SingleSourceSearch {
  /// The index above which a market counts as in one hand.
  static let concentrationLimit = 0.8

  private(set) var found: [SingleSource] = []
  /// How many pairs of customer and product of the selection were looked at.
  private(set) var customerProducts = 0
  /// The supplies of each of them, where these are wanted.
  private(set) var groups: [[Int]] = []
  private let collectsGroups: Bool
  /// Supplies that name no product and whose supplier stands in no segment.
  private(set) var unclassified = 0

  private struct Key: Hashable, Comparable {
    var product: Int
    var segment: Int

    static func < (left: Key, right: Key) -> Bool {
      (left.product, left.segment) < (right.product, right.segment)
    }
  }

  /// Looks at every customer.
  ///
  /// Products are compared folded (width, case, spaces), so that two spellings are one product.
  ///
  /// - Parameters:
  ///   - book: The book.
  ///   - collectsGroups: Whether to keep the supplies of every pair of customer and product.
  ///   - isListed: Whether the single sources of a customer and supplier are wanted.
  /// - Complexity: O(supplies · log supplies of a customer).
  init(
    _ book: ChainBook, collectsGroups: Bool = false,
    isListed: (_ customer: Int, _ supplier: Int) -> Bool
  ) {
    self.collectsGroups = collectsGroups
    var productOfText: [TextID: Int] = [:]
    var productOfFolded: [String: Int] = [:]
    func product(_ text: TextID) -> Int {
      if let known = productOfText[text] { return known }
      let folded = TextFolding.foldedName(book.text[text]).lowercased()
      let number = productOfFolded[folded] ?? productOfFolded.count
      productOfFolded[folded] = number
      productOfText[text] = number
      return number
    }
    for customer in book.firms.indices {
      var groups: [Key: [Int]] = [:]
      for position in book.suppliesTo[customer] {
        let supply = book.supplies[position]
        guard supply.source != .inferred, let supplier = supply.supplier.index else { continue }
        if !supply.product.isEmpty {
          groups[Key(product: product(supply.product), segment: -1), default: []].append(position)
          continue
        }
        let segments = Set(
          book.membershipsOfFirm[supplier].compactMap { book.members[$0].segment.index })
        if segments.isEmpty, isListed(customer, supplier) {
          unclassified += 1
          // Of what it is the only source nobody says, but that it is one the table does.
          if supply.isSole == true {
            found.append(
              SingleSource(
                customer: customer, product: nil, segment: nil, supplier: supplier,
                reason: .declared, share: nil, supplies: [position]))
          }
        }
        for segment in segments.sorted() {
          groups[Key(product: -1, segment: segment), default: []].append(position)
        }
      }
      for (key, supplies) in groups.sorted(by: { $0.key < $1.key }) {
        judge(customer, key, supplies.sorted(), book, isListed)
      }
    }
  }

  private mutating func judge(
    _ customer: Int, _ key: Key, _ supplies: [Int], _ book: ChainBook,
    _ isListed: (Int, Int) -> Bool
  ) {
    var amountOfSupplier: [Int: Double] = [:]
    var isComplete = true
    var declared = Set<Int>()
    for position in supplies {
      let supply = book.supplies[position]
      guard let supplier = supply.supplier.index else { continue }
      if supply.amount.value == nil { isComplete = false }
      amountOfSupplier[supplier, default: 0] += supply.amount.value ?? 0
      if supply.isSole == true { declared.insert(supplier) }
    }
    let amounts = amountOfSupplier.sorted { $0.key < $1.key }
      .map { (supplier: $0.key, amount: $0.value) }
    guard amounts.contains(where: { isListed(customer, $0.supplier) }) else { return }
    customerProducts += 1
    if collectsGroups { groups.append(supplies) }
    let total = amounts.reduce(0) { $0 + $1.amount }
    func share(_ supplier: Int) -> Double? {
      guard isComplete, total > 0 else { return nil }
      return amountOfSupplier[supplier].map { $0 / total }
    }
    func add(_ supplier: Int, _ reason: SingleSource.Reason) {
      guard isListed(customer, supplier) else { return }
      found.append(
        SingleSource(
          customer: customer,
          product: key.product < 0 ? nil : supplies.first.map { book.supplies[$0].product },
          segment: key.segment < 0 ? nil : key.segment, supplier: supplier, reason: reason,
          share: share(supplier), supplies: supplies))
    }
    for supplier in declared.sorted() { add(supplier, .declared) }
    guard declared.isEmpty else { return }
    if amounts.count == 1, let only = amounts.first {
      add(only.supplier, .only)
    } else if isComplete, total > 0 {
      let index = amounts.reduce(0) { $0 + ($1.amount / total) * ($1.amount / total) }
      guard index > Self.concentrationLimit else { return }
      let greatest = amounts.max { ($0.amount, $1.supplier) < ($1.amount, $0.supplier) }
      if let greatest { add(greatest.supplier, .concentrated) }
    }
  }

  /// The single sources by supplier, suppliers of most customers first, then of most products.
  func ranked() -> [[SingleSource]] {
    Dictionary(grouping: found, by: \.supplier).values
      .map { (customers: Set($0.map(\.customer)).count, sources: $0) }
      .sorted { left, right in
        (-left.customers, -left.sources.count, left.sources[0].supplier)
          < (-right.customers, -right.sources.count, right.sources[0].supplier)
      }.map(\.sources)
  }
}
