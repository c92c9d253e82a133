"""The few words that stand on every report, whatever it is about."""

from diaopei.reporting.texts import Text, text

AS_OF = text("as of", "截至", "截至")
FICTITIOUS = text(
    "Fictitious data: no person in it exists",
    "虚构数据，所有人员均不存在",
    "虛構數據，所有人員均不存在",
)
FIGURES = text("Figures", "数据", "數據")
EVIDENCE = text("Rows behind the figures", "数据来源明细", "數據來源明細")
ROWS = text("rows", "行", "行")
PARTS = text("made up of", "构成", "構成")
SAME_NUMBERS = text("the same numbers as a table", "以表格查看同样的数据", "以表格查看同樣的數據")
CONTENTS = text("Contents", "目录", "目錄")
KEY = text("key", "编号", "編號")
LABEL = text("figure", "项目", "項目")
VALUE = text("value", "数值", "數值")
UNIT = text("in", "单位", "單位")
BACK = text("back to the top", "回到页首", "回到頁首")
NOTHING = text("nothing to show", "没有内容", "沒有內容")

UNITS: dict[str, Text] = {
    "person": text("persons", "人", "人"),
    "unit": text("units", "个单位", "個單位"),
    "percent": text("%", "%", "%"),
    "subject": text("subjects", "个对象", "個對象"),
    "team": text("teams", "个班子", "個班子"),
    "move": text("moves", "人次", "人次"),
    "post": text("posts", "个岗位", "個崗位"),
    "day": text("days", "天", "天"),
}
"""What figures are counted in."""

PART_NAMES: dict[str, Text] = {
    "counted": text("counted", "计入", "計入"),
    "others": text("others", "其他", "其他"),
    "unknown": text("unknown", "不详", "不詳"),
    "true": text("yes", "是", "是"),
    "false": text("no", "否", "否"),
}
"""Names of parts that are not codes of a column."""
