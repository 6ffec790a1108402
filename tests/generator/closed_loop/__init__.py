"""The closed loop: a department-year -> documents -> read back, alone and as a case -> the same figures and scores.

telling    which amounts of the workbook a document prints
identity   when a figure that was read is that amount: value, item, year, basis, fund, subject
scores     the scorecard of what was read against that of the workbook
slips      one number of a Word file changed, and what is found then
loop       all of it for one department-year
"""
