/// Problems of the dimension 技术工艺.
extension StarterLibrary {
  static let technologyProblems: [Entry] = [
    Entry(
      "Q27", "作业指导书缺失",
      ["无作业指导书", "未编制作业指导书", "关键工序无作业指导书", "工艺文件缺失", "无工艺规程", "设备操作规程缺失"],
      shows: "关键工序没有作业指导书或工艺卡，操作靠师傅口传",
      .technology, .technology, .method, .considerable),
    Entry(
      "Q28", "作业指导书与现场不符",
      ["工艺文件与实际不一致", "作业指导书未更新", "作业文件与现场不符", "工艺文件未及时修订", "现场参数与作业指导书不一致"],
      shows: "设备、材料、参数已经改变，作业指导书仍是旧内容",
      .technology, .technology, .method, .minor),
    Entry(
      "Q29", "工艺纪律执行不严",
      ["未按作业指导书操作", "不按工艺要求操作", "违反操作规程", "工艺纪律松懈", "现场违规操作", "操作工擅自更改工艺"],
      shows: "操作顺序、参数、自检频次与工艺规定不符，没有工艺纪律检查",
      .technology, .technology, .people, .considerable),
    Entry(
      "Q30", "关键工序参数未受控",
      ["关键工艺参数未监控", "工艺参数无记录", "关键工序失控", "未设置质量控制点", "工艺参数随意调整", "关键质量特性未识别"],
      shows: "温度、压力、电流等关键参数没有范围规定和监控记录",
      .technology, .technology, .method, .considerable, .difficulty),
    Entry(
      "Q31", "特殊过程未确认",
      ["特殊工序未验证", "特殊过程确认缺失", "特殊过程无确认记录", "焊接等特殊过程未确认", "热处理过程未确认", "未进行焊接工艺评定"],
      shows: "焊接、热处理、喷涂、铸造等特殊过程没有人机料法的确认和再确认记录",
      .technology, .technology, .method, .considerable),
    Entry(
      "Q32", "变更管理缺失",
      ["工艺变更未评审", "设计变更未评审", "变更未经批准即实施", "变更未通知客户", "4M变更无记录", "变更后未重新验证"],
      shows: "换材料、换供方、改参数没有评审和验证，也没有通知顾客",
      .technology, .technology, .method, .considerable),
    Entry(
      "Q33", "工序流向交叉混乱",
      ["生产工序交叉往返", "工艺流程交叉", "车间布局不合理", "工艺布局不合理", "人流物流交叉", "物流路线往返迂回"],
      shows: "工序之间往返搬运，清洁与污染工序交叉，在制品停放多",
      .technology, .technology, .method, .minor),
    Entry(
      "Q34", "设备维护保养不到位",
      ["设备未定期保养", "设备带病运行", "无设备维护保养记录", "设备点检未落实", "设备故障频发", "设备维保计划未执行"],
      shows: "没有保养计划和点检记录，设备带病运行，停机多",
      .technology, .technology, .machine, .considerable),
    Entry(
      "Q35", "设备老化精度不足",
      ["设备老化", "生产设备陈旧落后", "设备精度下降", "机床精度不达标", "设备加工精度不足", "设备超期服役"],
      shows: "主要设备超过使用年限，精度和过程能力达不到图纸要求",
      .technology, .technology, .machine, .considerable, .difficulty),
    Entry(
      "Q36", "工装模具管理不到位",
      ["模具无台账", "模具超寿命使用", "工装夹具未定期检查", "工装夹具磨损未更换", "模具维护保养不到位", "模具寿命未管理"],
      shows: "工装模具没有台账和寿命记录，磨损后继续使用，造成尺寸波动",
      .technology, .technology, .machine, .minor),
    Entry(
      "Q37", "防错措施缺失",
      ["无防错装置", "缺少防错工装", "防错装置失效", "防呆措施不足", "错装漏装无防错措施", "未采取防错措施"],
      shows: "相似零件靠人工辨认，错装、漏装、装反时有发生",
      .technology, .technology, .machine, .minor),
    Entry(
      "Q38", "质量数字化水平低",
      ["质量数据靠手工统计", "质量数据未采集分析", "生产数字化水平低", "质量管理信息化程度低", "检验数据仍用纸质记录", "设备未联网采集数据"],
      shows: "检验和工艺数据记在纸上，没有汇总分析，设备数据不能采集",
      .technology, .technology, .machine, .minor),
    Entry(
      "Q39", "统计质量工具应用不足",
      ["未应用SPC", "未开展统计过程控制", "质量工具应用不足", "未开展过程能力分析", "未运用统计技术"],
      shows: "不测算过程能力，不用控制图、排列图等工具分析质量数据",
      .technology, .technology, .method, .minor),
    Entry(
      "Q40", "设计开发控制不足",
      ["未开展设计评审", "设计验证不充分", "无设计开发流程", "设计输入不完整", "图纸未经审批", "新产品试制验证不足"],
      shows: "来图加工或仿制为主，新产品没有评审、验证、确认就投产",
      .technology, .technology, .method, .considerable, .difficulty),
    Entry(
      "Q41", "生产环境条件不达标",
      ["车间温湿度未控制", "车间洁净度不达标", "车间粉尘超标", "作业环境不符合工艺要求", "检验区域照度不足", "车间防尘措施不足"],
      shows: "温湿度、洁净度、照度、静电防护达不到工艺要求，也没有监测记录",
      .technology, .technology, .environment, .considerable),
    Entry(
      "Q42", "检测设备配备不足",
      ["缺少检测设备", "无必要的检测设备", "检测手段落后", "检验仪器不足", "自检能力不足", "检验检测能力不足"],
      shows: "标准规定的项目没有仪器，关键指标只能目测或不检",
      .infrastructure, .technology, .measurement, .considerable, .blockage),
  ]
}
