# re: short lines told apart by patterns: settings, requests, sentences of a GPS receiver, commands.

import re

SETTING = re.compile(r"^\s*(\w+)\s*=\s*(.*?)\s*$")
REQUEST = re.compile(r"^(GET|POST|PUT) (/[^ ?]*)\??([^ ]*) HTTP/1\.[01]$")
HEADER = re.compile("^([^:]+): *(.*)$")
SENTENCE = re.compile(r"^\$G[PN]([A-Z][A-Z][A-Z]),([^*]*)\*([0-9A-F][0-9A-F])$")
LINES = [
    "wifi_ssid = home network",
    "  baudrate=115200  ",
    "# a comment",
    "GET /api/led?state=on&pin=13 HTTP/1.1",
    "POST /index.html HTTP/1.0",
    "Content-Type: text/html; charset=utf-8",
    "Host: 192.168.4.1",
    "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
    "$GNRMC,225446,A,4916.45,N,12311.12,W,000.5,054.7,191194,020.3,E*68",
    "",
]

total = 0
for _ in range(1400):
    for line in LINES:
        found = SETTING.match(line)
        if found:
            total += len(found.group(1)) + len(found.group(2))
            continue
        found = REQUEST.match(line)
        if found:
            total += len(found.group(2))
            continue
        found = SENTENCE.match(line)
        if found:
            total += len(found.group(2)) + int(found.group(3), 16)
            continue
        found = HEADER.match(line)
        if found:
            total += len(found.group(1)) + len(found.group(2))
    # Patterns given as text are compiled each time.
    found = re.match(r"(\d+)\.(\d+)", "21.75 degrees")
    total += int(found.group(1)) + int(found.group(2))
    found = re.search("OK|ERROR", "AT+CWJAP connecting ... OK")
    total += len(found.group(0))
print(total)
