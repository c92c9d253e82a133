"""The columns that tables of reports share: key, title, and what their codes are called."""

from dataclasses import dataclass

from diaopei.reporting import codes
from diaopei.reporting.codes import Codes
from diaopei.reporting.texts import Text, text


@dataclass(frozen=True)
class Column:
    """A column as a reader sees it: its title, and a name for each code in its cells."""

    key: str
    title: Text
    codes: Codes | None = None
    is_month: bool = False
    """Dates are shown as `YYYY.MM`, the way rosters write them."""


def _read(rows: str) -> dict[str, Column]:
    """Lines of `key | English | Simplified | Traditional`, and where it has one, its code list."""
    columns = {}
    for row in rows.strip().splitlines():
        key, en, hans, hant, *coding = (cell.strip() for cell in row.split("|"))
        names: Codes | None = getattr(codes, coding[0]) if coding and coding[0] != "month" else None
        columns[key] = Column(key, text(en, hans, hant), names, is_month=coding == ["month"])
    return columns


COLUMNS: dict[str, Column] = _read("""
number              | no.               | 序号     | 序號
person_id           | person no.        | 人员编号 | 人員編號
name                | name              | 姓名     | 姓名
spouse              | spouse            | 配偶     | 配偶
unit_id             | unit no.          | 单位编号 | 單位編號
unit                | unit              | 单位     | 單位
post_id             | post no.          | 岗位编号 | 崗位編號
post                | post              | 职务     | 職務
from_unit           | from unit         | 原单位   | 原單位
from_post           | from post         | 原职务   | 原職務
to_unit             | to unit           | 任职单位 | 任職單位
to_post             | to post           | 任职职务 | 任職職務
from_county         | from county       | 原在地   | 原在地
to_county           | to county         | 现在地   | 現在地
county              | county            | 所在县   | 所在縣
tier                | tier              | 层级     | 層級     | TIER
from_tier           | from tier         | 原层级   | 原層級   | TIER
to_tier             | to tier           | 任职层级 | 任職層級 | TIER
kind                | kind              | 类别     | 類別     | UNIT_KIND
exchange            | kind of exchange  | 交流类别 | 交流類別 | EXCHANGE
purposes            | kinds of exchange | 交流类别 | 交流類別 | EXCHANGE
effect              | effect            | 性质     | 性質     | EFFECT
means               | means             | 方式     | 方式     | MEANS
means_all           | means             | 方式     | 方式     | MEANS
start               | since             | 任职时间 | 任職時間
day                 | day               | 日期     | 日期
end                 | until             | 结束时间 | 結束時間
starts_on           | takes effect      | 生效时间 | 生效時間
system              | line of work      | 系统     | 系統 | SYSTEM
months              | months            | 月数     | 月數
altitude_m          | altitude, m       | 海拔（米） | 海拔（米）
from_altitude_m     | from altitude, m  | 原海拔（米） | 原海拔（米）
to_altitude_m       | to altitude, m    | 现海拔（米） | 現海拔（米）
filed               | request filed     | 申请时间 | 申請時間
ground              | ground            | 申请事由 | 申請事由 | GROUND
is_grassroots       | county or township | 县乡干部 | 縣鄉幹部 | YES_NO
counts              | counted           | 计入     | 計入     | YES_NO
list                | reserve list      | 后备名单 | 後備名單 | RESERVE_LIST
entered             | entered           | 入库时间 | 入庫時間 | month
left                | left              | 出库时间 | 出庫時間 | month
reason              | reason            | 原因     | 原因
decade              | born in           | 出生年代 | 出生年代
sex                 | sex               | 性别     | 性別     | SEX
ethnicity           | ethnic group      | 民族     | 民族     | ETHNICITY
native_place        | native place      | 籍贯     | 籍貫
birth               | born              | 出生年月 | 出生年月 | month
age                 | age               | 年龄     | 年齡
party               | party             | 政治面貌 | 政治面貌 | PARTY
party_since         | party since       | 入党时间 | 入黨時間 | month
work_since          | at work since     | 参加工作时间 | 參加工作時間 | month
education           | education         | 学历     | 學歷     | EDUCATION
degree              | degree            | 学位     | 學位
specialties         | specialties       | 专业     | 專業 | SYSTEM
level               | level             | 职务层次 | 職務層次 | LEVEL
level_since         | at level since    | 任现职务层次时间 | 任現職務層次時間 | month
rank                | rank              | 现职级   | 現職級   | RANK
rank_since          | in rank since     | 任现职级时间 | 任現職級時間 | month
post_since          | in post since     | 任现职时间 | 任現職時間 | month
affiliation         | origin            | 人员类别 | 人員類別 | AFFILIATION
status              | status            | 状态     | 狀態     | STATUS
grade               | appraisals        | 年度考核 | 年度考核 | GRADE
career              | career            | 简历     | 簡歷
rule                | rule              | 规则     | 規則
rule_title          | rule              | 规则     | 規則
subject             | subject           | 对象     | 對象
subject_id          | subject no.       | 对象编号 | 對象編號
subject_kind        | about             | 对象类型 | 對象類型 | SUBJECT
verdict             | verdict           | 结论     | 結論     | VERDICT
measure             | measured          | 实际     | 實際
limit               | limit             | 标准     | 標準
unit_of_measure     | in                | 计量单位 | 計量單位 | UNIT_OF_MEASURE
since               | counted since     | 起算时间 | 起算時間
due_on              | due on            | 到期时间 | 到期時間
reference           | article           | 依据     | 依據
evidence            | rows used         | 依据记录 | 依據記錄
due                 | due               | 到期     | 到期
soon                | soon              | 将到期   | 將到期
breach              | breach            | 不合     | 不合
exempt              | exempt            | 豁免     | 豁免
unknown             | unknown           | 待查     | 待查
team                | team              | 班子     | 班子
members             | members           | 成员     | 成員
seats               | seats             | 职数     | 職數
women               | women             | 女       | 女
han                 | Han               | 汉族     | 漢族
minority            | minority          | 少数民族 | 少數民族
local               | local             | 本地     | 本地
settled             | long settled      | 长期在当地 | 長期在當地
aid                 | aid               | 援派     | 援派
born_1950s          | 1950s or before   | 50后及以前 | 50後及以前
born_1960s          | 1960s             | 60后     | 60後
born_1970s          | 1970s             | 70后     | 70後
born_1980s          | 1980s             | 80后     | 80後
born_1990s          | 1990s or later    | 90后     | 90後
mean_age            | mean age          | 平均年龄 | 平均年齡
grassroots_long     | 10 y at grassroots | 长期在基层 | 長期在基層
organ_experience    | has served in organs | 有机关经历 | 有機關經歷
fields              | fields covered    | 专业门类 | 專業門類
targets_missed      | targets missed    | 未达标   | 未達標
targets_missed_after | missed after     | 调后未达标 | 調後未達標
is_principal        | principal         | 正职     | 正職     | YES_NO
layer               | layer             | 目标层次 | 目標層次 | LAYER
goal                | goal              | 目标     | 目標
sense               | sense             | 方向     | 方向     | SENSE
value               | value             | 取值     | 取值
bound               | bound             | 界       | 界
certified           | proved by prices  | 价格证明的界 | 價格證明的界
proved              | proved            | 已证明   | 已證明   | YES_NO
gap                 | gap               | 与最优差 | 與最優差
reasons             | reasons           | 理由     | 理由
score               | fit               | 适配     | 適配
score_gained        | fit gained        | 适配增减 | 適配增減
chain               | chain             | 链       | 鏈
place_in_chain      | place in chain    | 链中次序 | 鏈中次序
dimension           | by                | 分类     | 分類
group               | group             | 群体     | 群體
before              | before            | 调前     | 調前
after               | after             | 调后     | 調後
before_pct          | before, %         | 调前占比（%） | 調前佔比（%）
after_pct           | after, %          | 调后占比（%） | 調後佔比（%）
moved               | moved             | 调整     | 調整
promoted            | promoted          | 提拔     | 提拔
from                | from              | 从       | 從
to                  | to                | 到       | 到
moves               | moves             | 人次     | 人次
severity            | severity          | 程度     | 程度
table               | table             | 表       | 表
row                 | row               | 行       | 行
column              | column            | 列       | 列
value_found         | value             | 值       | 值
mend                | mend              | 处理     | 處理
holder              | holder            | 现任     | 現任
ready               | ready now         | 可接任   | 可接任
reserve_ready       | of them in reserve | 其中后备 | 其中後備
successors          | best suited (fit) | 最适合人选（适配） | 最適合人選（適配）
retires_on          | retires           | 退休年月 | 退休年月 | month
persons             | persons           | 人数     | 人數
dueness             | state             | 状态     | 狀態
by                  | granted by        | 批准人   | 批准人
granted             | granted           | 批准时间 | 批准時間
until               | until             | 至       | 至
act                 | what happens      | 事项     | 事項     | ACT
with_name           | successor         | 接任人   | 接任人
leaver              | leaves            | 离任人   | 離任人
comer               | comes             | 到任人   | 到任人
leaves_on           | leaves on         | 离任时间 | 離任時間
filled_on           | filled on         | 补缺时间 | 補缺時間
empty_from          | empty from        | 空缺起   | 空缺起
days                | days              | 天数     | 天數
unkept              | why               | 原因     | 原因     | UNKEPT
way                 | decided by        | 方式     | 方式
first_wish          | first wish        | 第一意愿 | 第一意願
wished              | a wish            | 如愿     | 如願
stays               | stay              | 留任     | 留任
unwished            | elsewhere         | 调往他处 | 調往他處
without_post        | without a post    | 待安排   | 待安排
envious             | justified envy    | 正当不平 | 正當不平
left_free           | seat left free    | 空缺未给 | 空缺未給
regressions         | worse, unasked    | 非自愿变差 | 非自願變差
broken_rows         | limits broken     | 突破限制 | 突破限制
wish_order          | wish no.          | 意愿次序 | 意願次序
wishes              | wishes stated     | 意愿数   | 意願數
first_open          | first lawful wish | 首个合规意愿 | 首個合規意願
standing            | what became of it | 结果     | 結果     | STANDING
merit               | merit, months     | 业绩（月） | 業績（月）
given_to            | given to          | 给予     | 給予
their_merit         | their merit       | 对方业绩 | 對方業績
of_lower_merit      | of lower merit    | 业绩较低人数 | 業績較低人數
levels_down         | levels down       | 降几级   | 降幾級
metres_up           | metres up         | 升高（米） | 升高（米）
fit_lost            | fit lost          | 适配减少 | 適配減少
constraint          | limit             | 限制     | 限制
at_least            | at least          | 下限     | 下限
at_most             | at most           | 上限     | 上限
total               | adds up to        | 合计     | 合計
""")
"""Key to column. A report with a column of its own hands its table a `Column` instead."""
