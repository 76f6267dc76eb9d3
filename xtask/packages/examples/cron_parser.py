# From the README of mp-cron-parser: when a job is due next.
from cron_parser import Cron
import time

start = time.mktime((2024, 2, 27, 16, 30, 0, 0, 0))
for expression in ("0 17 */2 * *", "@monthly", "*/15 8-18/2 * * MON-FRI", "0 0 29 FEB *", "5,10 0 * * 0"):
    due = Cron(expression).next_run(start)
    print(expression, time.localtime(due)[:6])
for wrong in ("0 0 L * *", "61 * * * *", "* * *"):
    try:
        Cron(wrong)
    except ValueError as e:
        print("ValueError", e)
