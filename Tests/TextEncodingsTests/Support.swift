import Glibc
import TextEncodings

/// Encodes text by the system's `iconv`; nil where a character is missing.
func encoded(_ text: String, as name: String) -> [UInt8]? {
  let handle = iconv_open(name, "UTF-8")
  defer { iconv_close(handle) }
  var input = text.utf8.map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 4 + 16)
  var written = 0
  let isGood = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      var from = source.baseAddress
      var fromLeft = source.count
      var to = target.baseAddress
      var toLeft = target.count
      let result = iconv(handle, &from, &fromLeft, &to, &toLeft)
      iconv(handle, nil, nil, &to, &toLeft)
      written = target.count - toLeft
      return result == 0 && fromLeft == 0
    }
  }
  return isGood ? output[..<written].map { UInt8(bitPattern: $0) } : nil
}

/// The name by which `iconv` writes an encoding.
func systemName(_ encoding: TextEncoding) -> String {
  switch encoding {
  case .utf8: "UTF-8"
  case .utf16LittleEndian: "UTF-16LE"
  case .utf16BigEndian: "UTF-16BE"
  case .gb18030: "GB18030"
  case .big5: "CP950"
  }
}

/// A small generator (SplitMix64) with a seed, so that failures can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Small texts as counties send them.
enum Samples {
  static let simplified: [String] = [
    "企业名称,统一社会信用代码\n",
    "企业名称\n",
    "序号,企业名称,联系人,联系电话\r\n",
    "企业",
    "名称,数量",
    "沛县\n丰县\n睢宁县\n邳州市\n新沂市\n",
    "徐州工程机械集团有限公司\n",
    "id,name,amount\n1,ABC Ltd.,300\n2,DEF Ltd.,400\n3,GHI Ltd.,500\n4,徐州华美,20\n",
    "code,remark\nA1,ok\nA2,无\n",
    "产业链编号,产业链名称\nNEV,新能源汽车\n",
    "供应方,采购方,产品,年供货额(万元)\n江苏甲公司,徐州乙厂,轴承,300\n",
    "问题描述\n首件检验未落实\n计量器具超期未检定\n物料摆放无序\n",
    "环节编号,环节名称,链上位置\nS1,动力电池,中游\nS2,正极材料,上游\n",
    "注：本表由各县区填报，单位：万元。\n",
    "填报单位：沛县市场监督管理局,,填报日期：2024年5月1日\n",
    "单位：万元\n",
    "上游,中游,下游,支撑配套\n",
    "是,否,无\n",
    "张伟,13800000000\n李静,13900000000\n",
    "统一社会信用代码\n91320300MA1ABCDE2X\n",
    "地址\n江苏省徐州市泉山区解放南路1号\n",
    "企业规模\n大型\n中型\n小型\n微型\n",
    "证书编号,获证组织名称,有效期至\nC001,徐州某某科技有限公司,2026-05-01\n",
    "安全警示标识缺失；工序流向交叉混乱",
    "认证类别,认证依据\n质量管理体系,GB/T 19001\n",
    "钛合金铸锻件\n稀土永磁\n碳纤维预浸料\n",
    "姓名\n王芳\n",
    "“链主”企业（含配套）、骨干企业——名录\n",
    "１２３．５万元\n",
    "铝,铜,锌\n",
    "县（市、区）,企业数\n沛县,12\n",
    "合计,,3000\n",
  ]

  static let traditional: [String] = [
    "企業名稱,統一編號\n",
    "企業名稱\n",
    "序號,公司名稱,聯絡人,電話\r\n",
    "公司",
    "品名,數量",
    "臺北市\n新北市\n桃園市\n臺中市\n臺南市\n高雄市\n",
    "台灣積體電路製造股份有限公司\n",
    "id,name,amount\n1,ABC Ltd.,300\n2,DEF Ltd.,400\n3,GHI Ltd.,500\n4,順天本草,20\n",
    "code,remark\nA1,ok\nA2,無\n",
    "產業鏈編號,產業鏈名稱\n1000,水泥\n3000,汽車\n",
    "供應方,採購方,產品,年供貨額(萬元)\n台泥,亞泥,石灰石,300\n",
    "不合格原因\n檢出農藥殘留不符規定\n",
    "環節編號,環節名稱\nL0,石灰石\nL1,黏土\n",
    "註：本表由各單位填報，單位：新臺幣千元。\n",
    "進口商名稱,產地,違規原因\n健心農產流通股份有限公司,越南,殘留農藥含量不符規定\n",
    "單位：萬元\n",
    "上游,中游,下游\n",
    "是,否,無\n",
    "陳先生,0912345678\n林小姐,0987654321\n",
    "負責人\n王大明\n",
    "地址\n臺北市信義區信義路五段7號\n",
    "公司規模\n大型\n中型\n小型\n",
    "證書編號,機構,有效日期\nC001,財團法人工業技術研究院,2026-05-01\n",
    "半導體封裝測試；印刷電路板",
    "食品添加物,檢驗結果\n防腐劑,合格\n",
    "鋼鐵\n塑膠\n橡膠\n紡織纖維\n",
    "香港九龍旺角彌敦道",
    "「進口」食品（含健康食品）名單\n",
    "１２３．５萬元\n",
    "鋁,銅,鋅\n",
    "縣市,家數\n新竹縣,12\n",
    "合計,,3000\n",
  ]
}
