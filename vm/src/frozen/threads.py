# What a thread still does when it has ended.


def thread_failed(function, error):
    _thread_failed(repr_value(function), error)
