from tests.web.states import coming_in, managing
STATES = sorted([*coming_in.STATES, *managing.STATES], key=lambda s: s.scene)
