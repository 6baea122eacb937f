// The hot loops index by 32-bit vertices all the time: these subscripts keep the widening out of
// them. Both stay bounds-checked.

extension Span where Element: BitwiseCopyable {
  subscript(_ vertex: Int32) -> Element {
    @inline(__always) get { self[Int(vertex)] }
  }
}

extension MutableSpan where Element: BitwiseCopyable {
  subscript(_ vertex: Int32) -> Element {
    @inline(__always) get { self[Int(vertex)] }
    @inline(__always) set { self[Int(vertex)] = newValue }
  }
}
