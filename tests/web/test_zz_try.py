import pytest
from pathlib import Path
from tests.web.ledger_year import *
from tests.generator.registers.county import books, with_earlier
@pytest.mark.django_db
def test_try(tmp_path):
    o=Office(tmp_path); o.begin()
    print(o.open_year())
    r=record_of(o.book)
    print(len(r.values), r.framework, r.indicators[:3], len(r.indicators))
    for k,v in list(r.values.items())[:12]: print(k,v)
    shelf=with_earlier(books())
    o.take_up(*shelf)
    import time
    for n,rows in shelf.items():
        t=time.time(); b=o.paste(n,rows); print(n,b.told,time.time()-t)
