# The levels of a small log, which is standard error.
import ulogging as logging

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("test")
log.debug("not shown")
log.info("shown %s", "two")
print(log.level, logging.INFO, logging.getLogger("test") is log)
