# From the tutorial of logging: levels, and a record for each logger.
import logging
import sys

logging.basicConfig(level=logging.INFO, stream=sys.stdout)
log = logging.getLogger("test")
log.debug("not shown %d", 1)
log.info("shown %s", "two")
log.warning("careful: %r", [3])
log.error("an error")
print(log.isEnabledFor(logging.DEBUG), logging.getLogger("test") is log)
