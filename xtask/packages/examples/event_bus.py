# From the README of micropython-event-bus.
from micropython_event_bus import Producer, subscribe

my_producer = Producer(name="my first producer")


@subscribe(my_producer)
def my_subscriber(*args, **kwargs):
    print("I got a message!", args, kwargs)


def my_second_subscriber(*args, **kwargs):
    print("I also got a message!")


my_producer.subscribe(my_second_subscriber)
my_producer(1, 2, 3, 4)
my_producer.emit(1, key=2)
