# From the README of upysm.
from pysm import Event, State, StateMachine

on = State("on")
off = State("off")
sm = StateMachine("sm")
sm.add_state(on, initial=True)
sm.add_state(off)
sm.add_transition(on, off, events=["off"])
sm.add_transition(off, on, events=["on"], action=lambda state, event: print("action", state.name, event.name))
sm.initialize()
assert sm.state == on
sm.dispatch(Event("off"))
assert sm.state == off
sm.dispatch(Event("on"))
assert sm.state == on
print(sm.state.name)
