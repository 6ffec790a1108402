"""What is better the less there is of it: complaints, accidents, errors, arrears of time."""

from __future__ import annotations

import re

LESS = re.compile(
    r"投诉|事故|差错|错误率|死亡|伤亡|失业|不合格|违规|违纪|违法|能耗|排放|逾期|上访|信访|火灾|空置|闲置|发案|返贫"
    r"|时长|时限|时间|天数|发生率|发病率|流失率|辍学率|成灾率|超标"
)
