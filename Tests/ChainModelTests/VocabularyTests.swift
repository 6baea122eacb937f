import Testing

@testable import ChainModel

@Suite struct VocabularyTests {
  // One law for every vocabulary, called by type.
  static func check<Word: Vocabulary>(_ type: Word.Type) {
    var owner: [String: Word] = [:]
    for value in Word.allCases {
      for text in [value.chinese, value.english, value.english.uppercased()] + value.aliases {
        #expect(Word.parse(text) == value, "\(type) \(text)")
        #expect(Word.parse("\u{3000}\(text)\u{200B} ") == value, "\(type) \(text)")
        let key = TextFolding.key(text)
        #expect(owner[key] ?? value == value, "\(type): \(text) has two meanings")
        owner[key] = value
      }
      // An alias that is no key could never match.
      for alias in value.aliases { #expect(TextFolding.key(alias) == alias) }
      #expect(TextFolding.key(value.chinese) == value.chinese)
      #expect(TextFolding.isKey(TextFolding.key(value.english), ofASCII: value.english))
      #expect(value.description == value.chinese)
      #expect(Word(rawValue: value.rawValue) == value)
    }
    #expect(Word.parse("") == nil)
    #expect(Word.parse("不存在的词") == nil)
    #expect(Set(Word.chineseNames).count == Word.allCases.count)
    #expect(Set(Word.englishNames).count == Word.allCases.count)
    #expect(!Word.title.isEmpty && !Word.englishTitle.isEmpty)
  }

  static let all: [any Vocabulary.Type] = [
    Band.self, SegmentStatus.self, MemberRole.self, InputClass.self, SupplyOrigin.self,
    Severity.self, ProblemDimension.self, ProblemAspect.self, ProblemCause.self,
    FindingStatus.self, CheckMethod.self, AssessmentResult.self, Maturity.self,
    OperatingState.self, InfrastructureKind.self, ActorKind.self, PainKind.self, FirmSize.self,
    FirmSize.Indicator.self, CertificateState.self, RegionCode.Level.self,
  ]

  @Test(arguments: all.indices)
  func everyWordIsRead(_ index: Int) {
    Self.check(Self.all[index])
  }

  @Test func namesInOrder() {
    #expect(Band.chineseNames == ["上游", "中游", "下游", "支撑配套"])
    #expect(SegmentStatus.chineseNames == ["优势环节", "薄弱环节", "缺失环节", "风险环节"])
    #expect(SegmentStatus.allCases.map(\.short) == ["强", "弱", "缺", "险"])
    #expect(MemberRole.chineseNames == ["链主", "骨干企业", "配套企业"])
    #expect(InputClass.chineseNames == ["必需", "非必需", "无影响"])
    #expect(InputClass.allCases.map(\.rawValue) == [2, 1, 0])
    #expect(SupplyOrigin.chineseNames == ["链主申报", "企业申报", "税票", "抽查记录", "推断"])
    #expect(Severity.chineseNames == ["重大", "较大", "一般"])
    #expect(ProblemDimension.chineseNames == ["质量管理", "技术工艺", "产品质量", "人才队伍"])
    #expect(ProblemAspect.chineseNames == ["质量技术", "质量管理", "质量基础设施"])
    #expect(ProblemCause.chineseNames == ["人", "机", "料", "法", "环", "测"])
    #expect(FindingStatus.chineseNames == ["待交办", "整改中", "待验证", "已销号", "挂起"])
    #expect(CheckMethod.chineseNames == ["随机", "定向"])
    #expect(AssessmentResult.chineseNames == ["无问题", "有问题"])
    #expect(Maturity.chineseNames == ["初步系统", "有效系统", "持续改进", "领先型"])
    #expect(InfrastructureKind.chineseNames == ["计量", "标准", "认证", "检测"])
    #expect(ActorKind.chineseNames == ["政府部门", "银行", "协会", "园区", "科研院所"])
    #expect(PainKind.chineseNames == ["难点", "痛点", "堵点"])
    #expect(CertificateState.chineseNames == ["有效", "暂停", "撤销", "注销", "过期"])
    #expect(FirmSize.chineseNames == ["大型", "中型", "小型", "微型", "不适用", "无法判定"])
  }

  @Test func aliasesOfTheTables() {
    #expect(Band.parse("配套") == .support && Band.parse("服务") == .support)
    #expect(SegmentStatus.parse("险") == .atRisk)
    #expect(MemberRole.parse("骨干") == .backbone && MemberRole.parse("配套") == .supporting)
    #expect(InputClass.parse("２") == .essential && InputClass.parse("0") == .noEffect)
    #expect(Severity.parse("严重不符合") == .major)
    #expect(Severity.parse("一般不符合") == .considerable)
    #expect(Severity.parse("观察项") == .minor)
    #expect(FindingStatus.allCases.filter { !$0.isOpen } == [.closed])
  }

  @Test(arguments: [
    ("在业", true), ("存续", true), ("开业", true), ("存续（在营、开业、在册）", true), ("吊销", false),
    ("吊销，未注销", false), ("注销", false), ("停业", false), ("迁出", false),
  ])
  func operation(_ text: String, _ isOperating: Bool) {
    #expect(OperatingState.parse(text)?.isOperating == isOperating)
  }

  @Test func unknownWordsAreExplained() {
    do throws(UnknownWord) {
      _ = try SegmentStatus.parsing("薄弱环结")
      Issue.record("read")
    } catch {
      #expect(error.nearest == "薄弱环节")
      #expect(error.allowed == SegmentStatus.chineseNames)
      #expect(error.chinese.contains("薄弱环结") && error.chinese.contains("是否为“薄弱环节”"))
      #expect(error.english.contains("segment status"))
    }
    #expect(throws: UnknownWord.self) { try PainKind.parsing("xyz") }
  }
}
