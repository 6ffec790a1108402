"""Every page in each of its states."""
from tests.web.addresses import PAGES
from tests.web.states.state import State

WHO = {"manage":"manager"}
STATES = [State(a.name,"filled",args=a.args, who="anonymous" if a.see=="anyone" else "manager" if a.needs in ("people","log") else "performance" if ("campaign" in a.name or "desk" in a.name or a.name in("disclosure-county","disclosure-face")) else "accountant") for a in PAGES if a.post is None and not any(w in a.name for w in ('export','csv','xlsx','zip','original','-file','evidence','paper','rectification-letter','outcome','proof','workbook','alive','job','draft-p','draft-f','book-document'))]
