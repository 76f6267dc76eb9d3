# Blink: the LED flashes at the speed that the potentiometer sets.
# Hold the button (or press B) to keep it lit.
from machine import ADC, Pin
import time

led = Pin(15, Pin.OUT)
on_board = Pin("LED", Pin.OUT)
button = Pin(14, Pin.IN, Pin.PULL_UP)
speed = ADC(Pin(26))

print("Blinking. Turn the potentiometer, press the button.")

while True:
    if button.value() == 0:
        if not led.value():
            print("Button pressed")
        led.on()
        time.sleep_ms(20)
        continue
    led.toggle()
    on_board.toggle()
    # From 50 ms at one end to 1 s at the other.
    time.sleep_ms(50 + speed.read_u16() * 950 // 65535)
