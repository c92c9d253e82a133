"""What each code of the tables is called, in three languages."""

from collections.abc import Mapping
from typing import TypeAlias

from diaopei.reporting.ethnic_groups import ETHNIC_GROUPS
from diaopei.reporting.texts import Text, text

Codes: TypeAlias = Mapping[str, Text]
"""Code of a column to its name."""


def _codes(rows: str) -> dict[str, Text]:
    """Lines of `code | English | Simplified | Traditional`."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows.strip().splitlines()]
    return {code: text(en, hans, hant) for code, en, hans, hant in cells}


SEX = _codes("""
female | female | 女 | 女
male   | male   | 男 | 男
""")

EDUCATION = _codes("""
graduate       | graduate       | 研究生 | 研究生
bachelor       | bachelor       | 大学   | 大學
junior_college | junior college | 大专   | 大專
secondary      | secondary      | 中专   | 中專
below          | below          | 中专以下 | 中專以下
""")

LEVEL = _codes("""
national_principal | national, principal   | 国家级正职   | 國家級正職
national_deputy    | national, deputy      | 国家级副职   | 國家級副職
province_principal | province, principal   | 省部级正职   | 省部級正職
province_deputy    | province, deputy      | 省部级副职   | 省部級副職
bureau_principal   | bureau, principal     | 厅局级正职   | 廳局級正職
bureau_deputy      | bureau, deputy        | 厅局级副职   | 廳局級副職
division_principal | division, principal   | 县处级正职   | 縣處級正職
division_deputy    | division, deputy      | 县处级副职   | 縣處級副職
section_principal  | section, principal    | 乡科级正职   | 鄉科級正職
section_deputy     | section, deputy       | 乡科级副职   | 鄉科級副職
clerk              | clerk                 | 科员         | 科員
office_worker      | office worker         | 办事员       | 辦事員
""")

RANK = _codes("""
inspector_1   | inspector, 1st    | 一级巡视员   | 一級巡視員
inspector_2   | inspector, 2nd    | 二级巡视员   | 二級巡視員
researcher_1  | researcher, 1st   | 一级调研员   | 一級調研員
researcher_2  | researcher, 2nd   | 二级调研员   | 二級調研員
researcher_3  | researcher, 3rd   | 三级调研员   | 三級調研員
researcher_4  | researcher, 4th   | 四级调研员   | 四級調研員
chief_clerk_1 | chief clerk, 1st  | 一级主任科员 | 一級主任科員
chief_clerk_2 | chief clerk, 2nd  | 二级主任科员 | 二級主任科員
chief_clerk_3 | chief clerk, 3rd  | 三级主任科员 | 三級主任科員
chief_clerk_4 | chief clerk, 4th  | 四级主任科员 | 四級主任科員
clerk_1       | clerk, 1st        | 一级科员     | 一級科員
clerk_2       | clerk, 2nd        | 二级科员     | 二級科員
""")

PARTY = _codes("""
01 | CPC member           | 中共党员   | 中共黨員
02 | CPC probationary     | 中共预备党员 | 中共預備黨員
03 | Youth League         | 共青团员   | 共青團員
04 | Revolutionary Committee of the KMT | 民革 | 民革
05 | Democratic League    | 民盟       | 民盟
06 | National Construction | 民建      | 民建
07 | Promoting Democracy  | 民进       | 民進
08 | Peasants and Workers | 农工党     | 農工黨
09 | Zhi Gong             | 致公党     | 致公黨
10 | Jiusan Society       | 九三学社   | 九三學社
11 | Taiwan Self-Government League | 台盟 | 台盟
12 | no party affiliation | 无党派人士 | 無黨派人士
13 | none                 | 群众       | 群眾
""")

AFFILIATION = _codes("""
local   | local        | 本地   | 本地
settled | long settled | 长期在当地 | 長期在當地
aid     | aid          | 援派   | 援派
""")

STATUS = _codes("""
active       | active       | 在职   | 在職
on_probation | on probation | 试用期 | 試用期
under_review | under review | 受审查 | 受審查
on_leave     | on leave     | 离岗   | 離崗
retired      | retired      | 退休   | 退休
departed     | departed     | 调离   | 調離
""")

TIER = _codes("""
central    | central    | 中央   | 中央
region     | region     | 自治区 | 自治區
prefecture | prefecture | 地直   | 地直
county     | county     | 县直   | 縣直
township   | township   | 乡镇   | 鄉鎮
""")

UNIT_KIND = _codes("""
party        | party        | 党委     | 黨委
congress     | congress     | 人大     | 人大
government   | government   | 政府     | 政府
cppcc        | CPPCC        | 政协     | 政協
discipline   | discipline   | 纪委监委 | 紀委監委
court        | court        | 法院     | 法院
procuratorate | procuratorate | 检察院 | 檢察院
mass         | mass body    | 群团     | 群團
institution  | institution  | 事业单位 | 事業單位
enterprise   | enterprise   | 国企     | 國企
""")

EXCHANGE = _codes("""
rotation    | rotation    | 轮岗性 | 輪崗性
fit         | fit         | 适应性 | 適應性
development | development | 培养性 | 培養性
composition | composition | 结构性 | 結構性
care        | care        | 关怀性 | 關懷性
""")

EFFECT = _codes("""
lateral   | same level | 平级 | 平級
promotion | promotion  | 提拔 | 提拔
demotion  | lower level | 降职 | 降職
entry     | enters     | 进入 | 進入
leave     | to the pool | 待安排 | 待安排
""")

VERDICT = _codes("""
due     | due     | 到期   | 到期
soon    | soon    | 将到期 | 將到期
exempt  | exempt  | 豁免   | 豁免
breach  | breach  | 不合   | 不合
unknown | unknown | 待查   | 待查
""")

SUBJECT = _codes("""
person | person | 干部 | 幹部
post   | post   | 岗位 | 崗位
unit   | unit   | 单位 | 單位
team   | team   | 班子 | 班子
""")

UNIT_OF_MEASURE = _codes("""
month   | months  | 个月   | 個月
year    | years   | 年     | 年
person  | persons | 人     | 人
percent | %       | %      | %
count   | cases   | 项     | 項
term    | terms   | 届     | 屆
level   | levels  | 级     | 級
metre   | m       | 米     | 米
km      | km      | 公里   | 公里
point   | points  | 分     | 分
""")

RESERVE_LIST = _codes("""
division | division level | 县处级 | 縣處級
section  | section level  | 乡科级 | 鄉科級
""")

GRADE = _codes("""
excellent   | excellent   | 优秀     | 優秀
competent   | competent   | 称职     | 稱職
basic       | basic       | 基本称职 | 基本稱職
incompetent | incompetent | 不称职   | 不稱職
""")

GROUND = _codes("""
altitude   | altitude   | 高海拔   | 高海拔
health     | health     | 身体     | 身體
family     | family     | 家庭     | 家庭
separation | separation | 两地分居 | 兩地分居
other      | other      | 其他     | 其他
""")

MEANS = _codes("""
appointment | appointment | 任命 | 任命
promotion   | promotion   | 提拔 | 提拔
lateral     | lateral     | 平调 | 平調
transfer    | transfer    | 转任 | 轉任
transfer_in | transfer in | 调任 | 調任
secondment  | secondment  | 挂职 | 掛職
shadowing   | shadowing   | 跟岗 | 跟崗
rank        | in rank     | 晋升职级 | 晉升職級
""")

SENSE = _codes("""
max | more is better  | 越多越好 | 越多越好
min | fewer is better | 越少越好 | 越少越好
""")

LAYER = _codes("""
seats    | seats       | 岗位不空   | 崗位不空
duty     | duties      | 应调尽调   | 應調盡調
exchange | exchange    | 五类交流   | 五類交流
fit      | fit         | 人岗相适   | 人崗相適
calm     | fewest moves | 调动最少  | 調動最少
ties     | ties, by number | 同等按编号 | 同等按編號
""")

SYSTEM = _codes("""
agriculture  | agriculture       | 农业农村   | 農業農村
audit        | audit             | 审计       | 審計
central      | central           | 中央       | 中央
civil        | civil affairs     | 民政       | 民政
commerce     | commerce          | 商务       | 商務
culture      | culture           | 文化       | 文化
discipline   | discipline        | 纪检监察   | 紀檢監察
economy      | economy           | 经信       | 經信
education    | education         | 教育       | 教育
emergency    | emergency         | 应急       | 應急
environment  | environment       | 生态环境   | 生態環境
ethnic       | ethnic affairs    | 民族事务   | 民族事務
finance      | finance           | 财政       | 財政
forestry     | forestry          | 林草       | 林草
health       | health care       | 卫生       | 衛生
housing      | housing           | 住建       | 住建
justice      | justice           | 司法       | 司法
land         | land              | 国土       | 國土
leadership   | leadership        | 领导班子   | 領導班子
market       | market regulation | 市场监管   | 市場監管
office       | general office    | 办公室     | 辦公室
organisation | organisation      | 组织       | 組織
party-work   | party work        | 机关党建   | 機關黨建
personnel    | personnel         | 人社       | 人社
petition     | petitions         | 信访       | 信訪
politics-law | politics and law  | 政法       | 政法
publicity    | publicity         | 宣传       | 宣傳
region       | region            | 自治区     | 自治區
science      | science           | 科技       | 科技
security     | public security   | 公安       | 公安
statistics   | statistics        | 统计       | 統計
training     | training          | 培训       | 培訓
transport    | transport         | 交通       | 交通
union        | trade union       | 工会       | 工會
united-front | united front      | 统战       | 統戰
veterans     | veterans          | 退役军人   | 退役軍人
water        | water             | 水利       | 水利
women        | women             | 妇女       | 婦女
youth        | youth             | 青年       | 青年
""")
"""Lines of work and specialties that are known; the list is open, others show as written."""

ACT = _codes("""
take_up   | takes up   | 到任   | 到任
hand_over | hands over | 交接   | 交接
stand_in  | stand-in keeps the seat | 代管 | 代管
relieve   | leaves     | 离任   | 離任
""")

UNKEPT = _codes("""
no_hand_over      | no hand-over in such a ring | 环内无法交接 | 環內無法交接
left_empty        | nobody comes           | 无人接任     | 無人接任
over_weekly_limit | too many for one week  | 同周人数超限 | 同週人數超限
""")

STANDING = _codes("""
wished       | got a wish       | 如愿     | 如願
stays        | stays            | 留任     | 留任
unwished     | moved elsewhere  | 调往他处 | 調往他處
without_post | without a post   | 待安排   | 待安排
""")

YES_NO = _codes("""
true  | yes | 是 | 是
false | no  | 否 | 否
""")

ETHNICITY: Codes = ETHNIC_GROUPS
