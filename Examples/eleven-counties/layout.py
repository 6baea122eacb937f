"""What the counties' workbooks are made of: nev-chain's rows by sender, and their layouts."""

import csv
import datetime
from decimal import Decimal
from pathlib import Path

from spreadsheet import Style, address, letters, plain

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "nev-chain"


def read(table):
    with open(SOURCE / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


FIRMS = {row["企业名称"]: row for row in read("firms")}
MEMBERS = {row["企业"]: row for row in read("members")}
SUPPLIES = read("supplies")
FINDINGS = read("findings")
ASSESSMENTS = read("assessments")
CERTIFICATES = read("certificates")
SEGMENTS = {row["环节编号"]: row["环节名称"] for row in read("segments")}
PROBLEMS = {row["问题编号"]: row for row in read("problems")}
CHAIN = read("chains")[0]
CITY = "云岚市市场监督管理局"


def full(short):
    """The one firm whose name has these words."""
    (name,) = [name for name in FIRMS if short in name]
    return name


# What the counties call what nev-chain names otherwise; a clerk must confirm each.

WORDINGS = {
    ("恒圆", "W01"): "淬火后硬度忽高忽低",
    ("恒圆", "W22"): "没有专职质量工程师",
    ("稳驭", "W23"): "一线工人技能偏低",
    ("钧转", "W14"): "特殊过程没有做确认",
    ("重岳", "W24"): "内审员能力不够",
    ("精滚", "W01"): "同炉件硬度不一致",
    ("精滚", "W25"): "执行标准已过期",
    ("范型", "W15"): "作业指导书与现场操作不一致",
    ("枫轮", "W18"): "质量记录追溯不全",
    ("微驰", "W10"): "定子耐压试验偶有击穿",
    ("速援", "W16"): "来料没有检验记录",
    ("稳啮", "W21"): "送检等待时间长",
    ("禾联", "W07"): "线束端子压接不牢",
    ("稳履", "W16"): "来料没有检验记录",
    ("流金", "W06"): "壳体气孔渗漏",
    ("泰壳", "W12"): "材料批次间一致性差",
    ("悬澜", "W13"): "计量器具没有按期送检",
    ("长轴", "W01"): "热处理后硬度忽软忽硬",
    ("固垒", "W08"): "电池包气密检测不过关",
    ("川岳", "W14"): "特殊工序未确认",
    ("热模", "W20"): "模具寿命没有台账",
    ("宏砧", "W05"): "锻件表面有折叠裂纹",
    ("骏啮", "W04"): "磨齿后齿面有烧伤",
    ("清溶", "W09"): "注液车间露点不稳定",
    ("衡控", "W02"): "控制板焊点有虚焊",
    ("瑞黎", "W12"): "原料批次波动大",
    ("墨坞", "W21"): "检测送样等待太久",
}
WORDING_OF = {(full(short), code): text for (short, code), text in WORDINGS.items()}

FIRM_NAMES = {
    "锐珠轴承有限公司": "锐珠",
    "青崖县铁砧锻造有限责任公司": "铁砧",
    "溪口县淬远热处理有限责任公司": "淬远",
    "凌霁汽车有限公司": "凌霁",
}
CHAIN_NAMES = ["云岚市新能源汽车链"]
SEGMENT_NAMES = {
    "锻造铸造毛坯": "HJ04",
    "电控系统总成": "HJ09",
    "轴承制造": "HJ10",
    "高低压电线束": "HJ12",
    "检测及工装": "HJ16",
}


def proposals():
    """The rows of the clerk's confirmation: 类别, 原表述, 归并为, 建议名称, 确认."""
    result = [("产业链", name, CHAIN["产业链编号"], CHAIN["产业链名称"]) for name in CHAIN_NAMES]
    result += [("环节", name, code, SEGMENTS[code]) for name, code in SEGMENT_NAMES.items()]
    for position, (name, short) in enumerate(FIRM_NAMES.items()):
        firm = FIRMS[full(short)]
        target = firm["统一社会信用代码"] if position % 2 == 0 else firm["企业名称"]
        result.append(("企业", name, target, firm["企业名称"]))
    wordings = {text: code for (_, code), text in WORDINGS.items()}
    problems = sorted((code, text) for text, code in wordings.items())
    result += [("问题", text, code, PROBLEMS[code]["问题名称"]) for code, text in problems]
    return [row + ("是",) for row in result]


# Rows by sender

class County:
    """What one county reports."""

    def __init__(self, name):
        self.name = name
        self.sender = name + "市场监督管理局"

        def own(rows):
            return [row for row in rows if row["填报单位"] == self.sender]

        self.firms = own(FIRMS.values())
        self.members = own(MEMBERS.values())
        self.supplies = own(SUPPLIES)
        self.findings = own(FINDINGS)
        self.visits = [row for row in own(ASSESSMENTS) if row["检查方式"] == "随机"]
        self.followups = [row for row in own(ASSESSMENTS) if row["检查方式"] == "定向"]
        self.certificates = own(CERTIFICATES)
        self.date = datetime.date.fromisoformat(self.firms[0]["填报日期"])

    def by_segment(self):
        """The firms, those of one segment together, those outside the chain last."""
        return sorted(
            self.firms,
            key=lambda firm: MEMBERS.get(firm["企业名称"], {"环节编号": "HJ99"})["环节编号"])


COUNTIES = [
    County(name) for name in (
        "岚东区", "岚西区", "澄湖区", "溪口县", "石梁县", "枫渡县", "青崖县", "禾丰县", "柳浦县", "鹭洲县", "望川市")
]


# Cells

TITLE = Style(font="黑体", size=18, border=False, wrap=False)
CAPTION = Style(size=11, border=False, horizontal="left", wrap=False)
HEADER = Style(font="黑体", size=10, bold=True, fill="DDEBF7")
BODY = Style()
LONG = BODY.but(horizontal="left")
CODE = BODY.but(format="@")
TOTAL = BODY.but(bold=True, fill="F2F2F2")
FOOT = Style(size=10, border=False, horizontal="left")

ISO, DOTS, CHINESE, SLASHES = "{0}-{1:02}-{2:02}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}/{1}/{2}"


class Hand:
    """How a county's clerk writes dates, lists and problems."""

    def __init__(self, date=ISO, date_cell="text", date_format="yyyy/m/d", names="、",
                 number="{}.", gap="\n", problem="name", certificate="\n"):
        self.date_pattern = date
        self.date_cell = date_cell
        self.date_format = date_format
        self.names = names
        self.number = number
        self.gap = gap
        self.problem = problem
        self.certificate = certificate

    def date_text(self, iso):
        if not iso:
            return ""
        date = datetime.date.fromisoformat(iso)
        return self.date_pattern.format(date.year, date.month, date.day)

    def date(self, iso, book):
        """A date as a cell: text, a real date, its serial number, or eight digits."""
        if not iso:
            return None
        date = datetime.date.fromisoformat(iso)
        match self.date_cell:
            case "date": return date
            case "serial": return Decimal(book.serial(date))
            case "compact": return Decimal(iso.replace("-", ""))
            case _: return self.date_text(iso)

    def numbered(self, parts):
        """Parts numbered, blank ones as a dash; a number before digits stands in brackets."""
        mark = "（{}）" if any(part[:1].isdigit() for part in parts) else self.number
        gap = "\n" if self.gap == "；" else self.gap
        return gap.join(mark.format(i) + (part or "-") for i, part in enumerate(parts, 1))

    def problem_text(self, finding):
        """A finding's problem in this county's words."""
        code = finding["问题编号"]
        text = WORDING_OF.get((finding["企业"], code or resolved(finding)))
        if text or not code:
            return text or finding["问题描述"]
        match self.problem:
            case "code": return code
            case "synonym": return PROBLEMS[code]["同义表述"].split("、")[0]
            case _: return PROBLEMS[code]["问题名称"]


def resolved(finding):
    """The code a finding without one means by its wording, or ""."""
    for code, problem in PROBLEMS.items():
        if finding["问题描述"] in [problem["问题名称"], *problem["同义表述"].split("、")]:
            return code
    return ""


def number(text):
    return Decimal(text) if text else None


def times(text, factor):
    return Decimal(text) * factor if text else None


class Grid:
    """Where a table's cells came to stand."""

    def __init__(self, sheet, columns, first):
        self.sheet = sheet
        self.columns = columns
        self.first = first
        self.last = first
        self.rows = {}

    def place(self, ident, key):
        return address(self.rows[ident], self.columns[key])

    def span(self, key):
        column = letters(self.columns[key])
        last = f":{column}{self.last}" if self.last > self.first else ""
        return f"{column}{self.first}{last}"

    def note(self, key, what):
        self.sheet.note(self.span(key), what)


class Odd:
    """Cells that a sheet writes otherwise than the rest, each with its reason."""

    def __init__(self, *entries):
        self.entries = {(ident, key): (value, what) for ident, key, value, what in entries}
        self.used = set()

    def value(self, ident, key, usual):
        if (ident, key) not in self.entries:
            return usual, None
        self.used.add((ident, key))
        value, what = self.entries[ident, key]
        return (value(usual) if callable(value) else value), what

    def check(self):
        missing = set(self.entries) - self.used
        if missing:
            raise SystemExit(f"no such cell: {sorted(missing)}")


def lay(sheet, top, columns, records, value, odd=None, left=1, style=HEADER, merged=(), ident=None,
        looks=None, extra=None, hand=None):
    """Lays a table out: its header of one or two rows, then a row for each record.

    Columns are (key, header, width) or (key, header, width, group). A record may be a row of a
    table, or a pair of a kind ("total", "header", "blank", "hidden", "units", "numbers") and what
    it needs. Cells equal downwards are merged under the keys in `merged`.
    """
    odd = odd or Odd()
    looks = looks or {}
    keys = {column[0]: left + i for i, column in enumerate(columns)}
    groups = [column[3] if len(column) > 3 else "" for column in columns]
    bottom = top + (1 if any(groups) else 0)
    for i, column in enumerate(columns):
        sheet.widths[left + i] = column[2]
        if bottom == top:
            sheet.put(top, left + i, column[1], style)
        elif not groups[i]:
            sheet.put(top, left + i, column[1], style)
            sheet.merge(top, left + i, bottom, left + i)
        else:
            sheet.put(bottom, left + i, column[1], style)
            if i == 0 or groups[i - 1] != groups[i]:
                end = i
                while end + 1 < len(groups) and groups[end + 1] == groups[i]:
                    end += 1
                sheet.put(top, left + i, groups[i], style)
                sheet.merge(top, left + i, top, left + end)
    for row in range(top, bottom + 1):
        sheet.heights[row] = 30
    grid = Grid(sheet, keys, bottom + 1)
    row = bottom
    runs = {key: [] for key in merged}
    for record in records:
        row += 1
        if isinstance(record, tuple):
            runs = {key: done + [None] for key, done in runs.items()}
            special(sheet, grid, row, columns, record, left, style)
            continue
        name = ident(record)
        grid.rows[name] = row
        for i, column in enumerate(columns):
            key = column[0]
            cell, what = odd.value(name, key, value(record, key))
            look = looks.get(key, BODY)
            if isinstance(cell, tuple):
                cell, look = cell
            place = sheet.put(row, left + i, cell, look)
            if what:
                sheet.note(place, what)
            if key in runs:
                runs[key].append((row, cell))
    grid.last = row
    for key, run in runs.items():
        merge_runs(sheet, keys[key], run)
    odd.check()
    sheet.frozen = (bottom + 1, left + 2)
    sheet.title_rows = (top, bottom)
    return grid


def special(sheet, grid, row, columns, record, left, style):
    """A row that is none of the table's."""
    kind, content = record
    if kind == "blank":
        return
    for i, column in enumerate(columns):
        key, header = column[0], column[1]
        match kind:
            case "header": sheet.put(row, left + i, header, style)
            case "numbers": sheet.put(row, left + i, Decimal(i + 1), style.but(bold=False))
            case "units": sheet.put(row, left + i, content.get(key), style.but(bold=False))
            case "total": sheet.put(row, left + i, content.get(key), TOTAL)
            case _: sheet.put(row, left + i, content.get(key), BODY)
    if kind == "foreign":
        sheet.note(f"row {row}", content[""])
    elif kind == "hidden":
        sheet.hidden_rows.add(row)
        sheet.note(f"row {row}", "hidden row: " + content[""])
    elif kind == "header":
        sheet.note(f"row {row}", "the header again, as on a new page")
    elif kind == "total":
        sheet.note(f"row {row}", "a row of sums")
    elif kind == "numbers":
        sheet.note(f"row {row}", "a row that numbers the columns")
    elif kind == "units":
        sheet.note(f"row {row}", "a row of units under the header")


def merge_runs(sheet, column, run):
    """Merges neighbouring rows of equal value."""
    start = 0
    for end in range(1, len(run) + 1):
        same = (
            end < len(run) and run[start] and run[end] and run[end][1] == run[start][1]
            and run[end][0] == run[end - 1][0] + 1)
        if same:
            continue
        if run[start] and end - start > 1:
            sheet.merge(run[start][0], column, run[end - 1][0], column)
        start = end


def head(sheet, title, width, captions, row=1, look=TITLE, caption=CAPTION):
    """A merged title, and below it cells such as 填报单位：… at columns of their own."""
    sheet.put(row, 1, title, look)
    sheet.merge(row, 1, row, width)
    sheet.heights[row] = 32
    for column, text in captions:
        right = column > width - 3
        sheet.put(row + 1, column, text, caption.but(horizontal="right" if right else "left"))


def foot(sheet, row, width, *notes):
    """Notes below the table, each over its whole width."""
    for i, note in enumerate(notes):
        place = sheet.put(row + i, 1, note, FOOT)
        sheet.merge(row + i, 1, row + i, width)
        sheet.note(place, "a note below the table")


# The wide sheet: a row a firm

class Wide:
    """The cells of a firm's row, made of its rows in every table."""

    def __init__(self, county, book, hand, findings=None, certificates=None, lists=3,
                 products=False, certificate=("认证类别", "证书编号", "days", "认证机构")):
        self.county = county
        self.book = book
        self.hand = hand
        self.findings = county.findings if findings is None else findings
        self.certificates = county.certificates if certificates is None else certificates
        self.lists = lists
        self.products = products
        self.certificate = certificate
        self.serial = 0

    FIELDS = {
        "name": "企业名称", "code": "统一社会信用代码", "former": "曾用名", "region": "所属区域",
        "park": "所属园区", "industry": "行业代码", "products": "主要产品", "size": "企业规模",
        "maturity": "质量管理成熟度", "will": "提升意愿", "potential": "提升潜力", "quals": "资质",
        "state": "登记状态", "note": "备注", "sender": "填报单位",
    }
    NUMBERS = {
        "region_code": "行政区划代码", "staff": "从业人员", "revenue": "营业收入(万元)",
        "assets": "资产总额(万元)", "income": "总收入(万元)", "cost": "总成本(万元)",
    }
    PROBLEM = {
        "product": "产品", "reason": "原因", "status": "状态", "action": "整改措施",
        "body": "责任单位", "person": "责任人", "helper": "帮扶机构", "progress": "进展",
        "indicator": "成效指标", "before": "帮扶前", "after": "帮扶后", "satisfaction": "满意度",
        "evidence": "佐证材料", "tracing": "溯源结论",
    }
    PROBLEM_DATES = {"assigned": "交办日期", "due": "完成时限", "closed": "销号日期"}
    VISIT = {"method": "检查方式", "scope": "检查内容", "visitor": "检查单位", "result": "结论"}
    CERTIFICATE = {
        "c_number": "证书编号", "c_scheme": "认证类别", "c_standard": "认证依据",
        "c_scope": "认证范围", "c_body": "认证机构", "c_state": "状态"}
    CERTIFICATE_DATES = {
        "c_issued": "颁证日期", "c_expires": "有效期至", "c_changed": "状态变更日期"}

    def findings_of(self, firm):
        return [row for row in self.findings if row["企业"] == firm["企业名称"]]

    def certificates_of(self, firm):
        return [row for row in self.certificates if firm["企业名称"] in row["企业"].split("、")]

    def value(self, firm, key):
        name = firm["企业名称"]
        member = MEMBERS.get(name)
        if key in self.FIELDS:
            return firm[self.FIELDS[key]] or None
        if key in self.NUMBERS:
            return number(firm[self.NUMBERS[key]])
        if key in self.PROBLEM:
            return self.for_problems(firm, self.PROBLEM[key])
        if key in self.PROBLEM_DATES:
            return self.for_problems(firm, self.PROBLEM_DATES[key], dates=True)
        if key in self.CERTIFICATE:
            return self.for_certificates(firm, self.CERTIFICATE[key])
        if key in self.CERTIFICATE_DATES:
            return self.for_certificates(firm, self.CERTIFICATE_DATES[key], dates=True)
        visit = next((row for row in self.county.visits if row["企业"] == name), None)
        if key in self.VISIT:
            return visit[self.VISIT[key]] if visit else None
        match key:
            case "serial":
                self.serial += 1
                return Decimal(self.serial)
            case "reported": return self.hand.date(firm["填报日期"], self.book)
            case "visited": return self.hand.date(visit["诊断日期"], self.book) if visit else None
            case "chain": return CHAIN["产业链名称"] if member else None
            case "chain_code": return CHAIN["产业链编号"] if member else None
            case "segment": return SEGMENTS[member["环节编号"]] if member else None
            case "segment_code": return member["环节编号"] if member else None
            case "role": return member["角色"] if member else None
            case "suppliers": return self.partners(name, "采购方", "供应方")
            case "customers": return self.partners(name, "供应方", "采购方")
            case "problems": return self.problems(firm)
            case "certificates": return self.certificate_list(firm)
            case "need": return NEED.get(member["环节编号"] if member else "")
            case _: return None

    def partners(self, name, own, other):
        """Names of a firm's suppliers or customers, each a pair that nev-chain has."""
        found = []
        for row in SUPPLIES:
            if row[own] == name != row[other] and row[other] not in [f[0] for f in found]:
                found.append((row[other], row["产品"]))
        found = found[:self.lists]
        if not self.products:
            return self.hand.names.join(partner for partner, _ in found) or None
        return self.hand.names.join(
            f"{partner}（{product}）" for partner, product in found) or None

    def problems(self, firm):
        texts = [self.hand.problem_text(row) for row in self.findings_of(firm)]
        if len(texts) < 2:
            return texts[0] if texts else None
        if self.hand.gap == "；":
            return "；".join(texts)
        return self.hand.numbered(texts)

    def spread(self, values, dates):
        """Values of a firm's problems or certificates: one for all, or a numbered list."""
        if not any(values):
            return None
        if len(set(values)) == 1:
            return self.hand.date(values[0], self.book) if dates else values[0]
        texts = [self.hand.date_text(value) for value in values] if dates else values
        return self.hand.numbered(texts)

    def for_problems(self, firm, field, dates=False):
        return self.spread([row[field] for row in self.findings_of(firm)], dates)

    def for_certificates(self, firm, field, dates=False):
        return self.spread([row[field] for row in self.certificates_of(firm)], dates)

    def certificate_list(self, firm):
        """A firm's certificates, as much of each as the county writes into the cell."""
        texts = []
        for row in self.certificates_of(firm):
            texts.append(" ".join(
                part for part in (self.certificate_part(row, key) for key in self.certificate)
                if part))
        return self.hand.certificate.join(texts) or None

    def certificate_part(self, row, key):
        match key:
            case "days": return f"{row['颁证日期']}至{row['有效期至']}"
            case "until": return "有效期至" + self.hand.date_text(row["有效期至"])
            case _: return row[key]


def name_of(firm):
    return firm["企业名称"]


LOOKS = {
    "code": CODE, "products": LONG, "suppliers": LONG, "customers": LONG, "problems": LONG,
    "reason": LONG, "action": LONG, "certificates": LONG, "c_scope": LONG, "need": LONG,
    "name": LONG, "progress": LONG, "quals": LONG, "c_standard": LONG, "status": LONG,
    "assigned": LONG, "due": LONG, "helper": LONG, "tracing": LONG,
}


def looks(hand, money="", **more):
    """The looks of a wide sheet's columns."""
    result = dict(LOOKS)
    if hand.date_cell == "date":
        for key in ("visited", "assigned", "due", "closed", "reported", "c_issued", "c_expires",
                    "c_changed"):
            result[key] = result.get(key, BODY).but(format=hand.date_format)
    for key in ("revenue", "assets", "income", "cost"):
        result[key] = BODY.but(format=money, horizontal="right")
    result.update(more)
    return result


def sums(firms, label, keys=("staff", "revenue", "assets"), label_key="name"):
    """A row of sums over a wide sheet's numbers."""
    content = {label_key: label}
    for key in keys:
        field = Wide.NUMBERS[key]
        content[key] = sum(Decimal(firm[field]) for firm in firms if firm[field])
    return ("total", content)


# The other tables

def supply_value(amount="number", share="text", sole=("是", "否"), classes=None, sources=None):
    """How a county writes the cells of a supply."""
    def value(row, key):
        text = row[key]
        match key:
            case "年供货额(万元)":
                match amount:
                    case "yuan": return times(text, 10000)
                    case "grouped": return format(Decimal(text), ",f")
                    case "hundred million":
                        if Decimal(text) >= 10000:
                            return plain(Decimal(text) / 10000) + "亿元"
                return number(text)
            case "占采购方比例":
                if not text:
                    return None
                whole = Decimal(text.rstrip("%"))
                match share:
                    case "whole": return whole
                    case "fraction" | "percent": return whole / 100
                return text
            case "是否独家": return {"是": sole[0], "否": sole[1]}.get(text)
            case "投入类别" if classes: return classes[text]
            case "关系来源" if sources: return sources.get(text, text)
        return text or None
    return value


def supply_ident(row):
    return row["供应方"], row["采购方"], row["产品"]


def supply(supplier, customer, product=None):
    """The key of the supply between two firms."""
    found = [
        supply_ident(row) for row in SUPPLIES
        if supplier in row["供应方"] and customer in row["采购方"] and product in (None, row["产品"])]
    (ident,) = found
    return ident


def supply_columns(**headers):
    """The columns of a sheet of supplies under the county's own headers."""
    usual = {
        "供应方": 28, "采购方": 28, "产品": 18, "年供货额(万元)": 13, "占采购方比例": 11, "是否独家": 8,
        "替代难度": 8, "投入类别": 9, "关系来源": 10, "可信度": 8}
    renamed = {key.strip("_"): text for key, text in headers.items()}
    return [(key, renamed.get(key.split("(")[0], key), width) for key, width in usual.items()]


def rows_value(hand, book, dates, numbers=()):
    """The cells of a plain table."""
    def value(row, key):
        if key in dates:
            return hand.date(row[key], book)
        if key in numbers:
            return number(row[key])
        return row[key] or None
    return value


FINDING_COLUMNS = [
    ("企业", "企业名称", 26), ("问题编号", "问题编号", 9), ("问题描述", "问题描述", 24), ("产品", "产品", 14),
    ("原因", "原因分析", 26), ("发现日期", "发现日期", 11), ("检查方式", "检查方式", 9), ("状态", "整改状态", 9),
    ("整改措施", "整改措施", 28), ("责任单位", "责任单位", 22), ("责任人", "责任人", 13),
    ("帮扶机构", "帮扶机构", 22), ("交办日期", "交办日期", 11), ("完成时限", "完成时限", 11),
    ("进展", "进展情况", 22), ("销号日期", "销号日期", 11), ("成效指标", "成效指标", 16), ("帮扶前", "帮扶前", 8),
    ("帮扶后", "帮扶后", 8), ("满意度", "满意度", 9), ("佐证材料", "佐证材料", 14), ("溯源结论", "溯源结论", 18),
]
FINDING_DATES = ("发现日期", "交办日期", "完成时限", "销号日期")


def finding_value(hand, book, coded=True):
    """The cells of a ledger of problems: by code, or in words where the county has its own."""
    plainly = rows_value(hand, book, FINDING_DATES)

    def value(row, key):
        words = (row["企业"], row["问题编号"] or resolved(row)) in WORDING_OF
        if key == "问题编号":
            return None if words or not coded else row[key] or None
        if key == "问题描述":
            return hand.problem_text(row) if words or not row["问题编号"] or not coded else None
        return plainly(row, key)
    return value


def finding_ident(row):
    return row["企业"], row["问题编号"] or row["问题描述"]


def finding(short, code):
    """The key of a firm's finding by its problem's code or wording."""
    (row,) = [
        row for row in FINDINGS
        if short in row["企业"] and code in (row["问题编号"], row["问题描述"])]
    return finding_ident(row)


CERTIFICATE_COLUMNS = [
    ("证书编号", "证书编号", 17), ("企业", "获证组织名称", 28), ("认证类别", "认证类别", 12),
    ("认证依据", "认证依据", 18), ("认证范围", "认证范围", 30), ("产品", "产品", 14),
    ("认证机构", "认证机构", 24), ("颁证日期", "发证日期", 12), ("有效期至", "证书到期日期", 12),
    ("状态", "证书状态", 9), ("状态变更日期", "状态变更日期", 12),
]
CERTIFICATE_DATES = ("颁证日期", "有效期至", "状态变更日期")
ASSESSMENT_COLUMNS = [
    ("企业", "企业名称", 28), ("诊断日期", "诊断日期", 12), ("检查方式", "检查方式", 10),
    ("检查内容", "检查内容", 30), ("检查单位", "检查单位", 24), ("结论", "结论", 10),
]


def firm_of(row):
    return row["企业"]


def number_of(row):
    return row["证书编号"]


def dated(hand, keys, base=BODY):
    if hand.date_cell != "date":
        return {}
    return {key: base.but(format=hand.date_format) for key in keys}


def empty(book, *names):
    for name in names:
        book.sheet(name).note("", "an empty sheet")


def captions(county, hand, width, unit="单位：万元"):
    """The usual line below a title: sender, day, unit."""
    line = [
        (1, f"填报单位：{county.sender}"),
        (max(min(4, width), width // 2), "填报日期：" + CHINESE.format(
            county.date.year, county.date.month, county.date.day))]
    return line + ([(width, unit)] if unit else [])


def wider(name):
    """A firm's name in full-width letters and digits."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)


NEED = {
    "": None, "HJ01": "希望组织批次一致性专题培训", "HJ02": "希望有稀土检测平台", "HJ03": "需要炉温校准服务进企业",
    "HJ04": "希望共享探伤设备", "HJ06": "希望环境监测帮扶", "HJ07": "希望缩短型式试验排队时间",
    "HJ08": "需要绝缘验证指导", "HJ09": "需要焊接工艺师指导", "HJ10": "希望有本地硬度检测点",
    "HJ11": "希望与外协热处理厂签技术协议", "HJ12": "需要压接设备点检指导", "HJ13": "希望焊工复训",
    "HJ14": "希望带动配套企业获证", "HJ15": "需要强制性认证辅导", "HJ16": "希望减免认证费用",
}
