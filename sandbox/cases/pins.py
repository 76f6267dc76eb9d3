# Drives pins, a PWM and an analog input of the host, in virtual time.
from machine import ADC, PWM, Pin
import time

led = Pin("LED", Pin.OUT)
button = Pin(14, Pin.IN, Pin.PULL_UP)
presses = 0
for i in range(3):
    led.toggle()
    time.sleep_ms(400)
    if not button.value():
        presses += 1
print("pressed", presses)
fan = PWM(Pin("GP2"), freq=1000, duty_u16=32768)
print(fan.freq(), fan.duty_u16())
fan.deinit()
print(ADC(Pin(27)).read_u16())
for what in (lambda: Pin(99), lambda: Pin("nowhere"), lambda: ADC(Pin(3))):
    try:
        what()
    except ValueError as error:
        print("refused:", error)
