/// A handle to a text kept once in a ``TextPool``.
///
/// Tables of a million rows repeat the same few words (a county, a product, a sender), so rows hold
/// four-byte handles and the pool holds the bytes. Handles of one pool are equal exactly when their
/// texts are; their order says nothing, so sort by the text itself.
public struct TextID: Hashable, Sendable {
  @usableFromInline package var rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The handle of the empty text, which every pool holds.
  public static let empty = TextID(rawValue: 0)

  /// Whether the text is empty.
  public var isEmpty: Bool { rawValue == 0 }
}

/// A run of texts kept in a ``TextPool``, for cells that hold several values.
public struct TextList: Hashable, Sendable {
  package var start: UInt32
  package var count: UInt32

  package init(start: UInt32, count: UInt32) {
    self.start = start
    self.count = count
  }

  /// The list without values.
  public static let empty = TextList(start: 0, count: 0)

  /// Whether the list holds nothing.
  public var isEmpty: Bool { count == 0 }
}

/// Every text of a book, each kept once as UTF-8.
public struct TextPool: Sendable {
  @usableFromInline var interner = BytesInterner()
  private var items: [TextID] = []

  /// A pool that holds only the empty text.
  public init() {
    _ = intern("")
  }

  /// The number of different texts.
  public var count: Int { interner.count }

  /// The text of a handle.
  ///
  /// - Complexity: O(length).
  public subscript(id: TextID) -> String {
    interner.string(of: id.rawValue)
  }

  /// The texts of a list.
  ///
  /// - Complexity: O(total length).
  public subscript(list: TextList) -> [String] {
    handles(list).map { self[$0] }
  }

  /// The handles of a list.
  package func handles(_ list: TextList) -> ArraySlice<TextID> {
    items[Int(list.start)..<Int(list.start + list.count)]
  }

  /// Keeps a text and returns its handle.
  package mutating func intern(_ text: String) -> TextID {
    var text = text
    return text.withUTF8 { intern(UnsafeRawBufferPointer($0)) }
  }

  /// Keeps a text given as UTF-8 and returns its handle.
  ///
  /// The bytes are taken as a buffer because this is the innermost call of table reading.
  package mutating func intern(_ bytes: UnsafeRawBufferPointer) -> TextID {
    TextID(rawValue: interner.intern(bytes))
  }

  /// Keeps many texts given as UTF-8, faster than one by one.
  ///
  /// - Parameters:
  ///   - bytes: The texts, one after the other.
  ///   - ends: Where each text ends.
  ///   - body: Takes the position of each text in `ends`, in order, and its handle.
  package mutating func internAll(
    _ bytes: UnsafeRawBufferPointer, ends: [Int], _ body: (Int, TextID) -> Void
  ) {
    interner.internAll(bytes, ends: ends) { body($0, TextID(rawValue: $1)) }
  }

  /// The handle of a text, or nil where the pool does not hold it.
  package func find(_ text: String) -> TextID? {
    var text = text
    return text.withUTF8 { interner.find(UnsafeRawBufferPointer($0)) }.map(TextID.init(rawValue:))
  }

  /// Keeps a list of texts.
  package mutating func list(_ texts: some Sequence<TextID>) -> TextList {
    let start = items.count
    items.append(contentsOf: texts)
    return TextList(start: UInt32(start), count: UInt32(items.count - start))
  }

  /// Calls a closure with the bytes of a text.
  @inlinable
  package func withBytes<Result>(
    of id: TextID, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    interner.withBytes(of: id.rawValue, body)
  }

  /// Whether one text comes before another by their bytes.
  package func precedes(_ left: TextID, _ right: TextID) -> Bool {
    if left == right { return false }
    return withBytes(of: left) { left in
      withBytes(of: right) { right in left.lexicographicallyPrecedes(right) }
    }
  }
}
