from tests.web.states import coming_in, managing, checking
STATES = sorted([*coming_in.STATES, *managing.STATES, *checking.STATES], key=lambda s: s.scene)
import os
if os.environ.get("ONLY"):
    import importlib
    STATES = sorted(importlib.import_module("tests.web.states."+os.environ["ONLY"]).STATES, key=lambda s: s.scene)
