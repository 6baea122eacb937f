import ChainModel

/// When a single character that differs is a slip, and when it tells two firms apart.
extension FirmResemblance.Finder {
  /// How two names at edit distance 1 differ.
  enum Difference: Hashable {
    /// At a place, one character for another.
    case replaced(place: Int, UInt32, UInt32)
    /// One of the names has one character more.
    case extra(UInt32)
    /// Two neighbours changed places.
    case swapped
  }

  /// How two cores differ; nil where it is more than one character, or one that tells firms apart.
  static func difference(
    _ left: ArraySlice<UInt32>, _ right: ArraySlice<UInt32>
  ) -> Difference? {
    if left.count > right.count { return difference(right, left) }
    guard right.count - left.count <= 1 else { return nil }
    var start = 0
    while start < left.count, left[left.startIndex + start] == right[right.startIndex + start] {
      start += 1
    }
    var end = 0
    while end < left.count - start,
      left[left.endIndex - 1 - end] == right[right.endIndex - 1 - end]
    {
      end += 1
    }
    let one = left.dropFirst(start).dropLast(end)
    let two = right.dropFirst(start).dropLast(end)
    switch (one.count, two.count) {
    case (0, 1):
      guard let extra = two.first, !tellsApart(extra) else { return nil }
      return .extra(extra)
    case (1, 1):
      guard let old = one.first, let new = two.first, !tellsApart(old), !tellsApart(new)
      else { return nil }
      return .replaced(place: start, old, new)
    case (2, 2) where one.elementsEqual(two.reversed()):
      return one.contains(where: tellsApart) ? nil : .swapped
    default: return nil
    }
  }

  private static func tellsApart(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || telling.contains(scalar)
  }

  /// Whether two characters are easily taken for each other.
  static func areConfusable(_ left: UInt32, _ right: UInt32) -> Bool {
    confusable[left].map { $0 == confusable[right] } ?? false
  }

  /// The pairs of characters around a place of a name.
  static func pairs(around place: Int, of core: ArraySlice<UInt32>) -> [UInt64] {
    let middle = core.startIndex + place
    return [middle, middle + 1].filter { $0 > core.startIndex && $0 < core.endIndex }
      .map { UInt64(core[$0 - 1]) << 32 | UInt64(core[$0]) }
  }

  /// Characters in which names of different firms differ: numbers, quarters, sizes, ages, letters.
  private static let telling = Set(
    """
    一二三四五六七八九十百千万零〇壹贰叁肆伍陆柒捌玖拾甲乙丙丁戊己庚辛东南西北中上下左右前后内外新老大小高低长短子母兄弟姐妹男女春夏秋冬\
    ABCDEFGHIJKLMNOPQRSTUVWXYZ
    """.unicodeScalars.map(\.value))

  /// Characters of firms' names that sound or look alike, the usual slips of typing by pinyin; a
  /// group a word.
  private static let confusable: [UInt32: Int] = {
    let groups = """
      宏鸿弘洪红虹泓 鑫欣心馨昕信 恒衡横 盛晟圣胜升声 成诚城承程 源原元园远缘圆 华桦骅 佳嘉家加 金锦津今 晶精京菁景 祥翔详湘 瑞锐睿 伟炜玮维威
      辉晖惠汇慧徽 腾滕藤 泰太态 通同童桐 隆龙 荣融蓉容 兴星 明铭鸣茗 德得 昌畅 丰峰锋枫蜂 力利立丽励 亿益溢易逸义艺 永勇咏 裕玉钰宇誉煜
      志智致至 振震镇 正政 博搏铂 凯恺 联连 鹏朋 祺琪旗奇 旭徐 雅亚 阳洋扬 英颖盈 友佑优 跃岳悦越 锻煅段 淬粹翠 铸筑 模膜磨摩 杰洁捷
      巨聚炬 冠观 广光 钢刚 材才 械戒 装妆 密蜜 轴釉 链连 设没 份分 热熟 塑朔 鼎顶 迪笛 帆凡 富福 顺舜 康慷 仪义 制治 具俱 线缐
      """
    var confusable: [UInt32: Int] = [:]
    for (number, group) in groups.split(whereSeparator: \.isWhitespace).enumerated() {
      for scalar in group.unicodeScalars where confusable[scalar.value] == nil {
        confusable[scalar.value] = number
      }
    }
    return confusable
  }()
}
