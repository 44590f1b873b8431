package org.alexnetstudio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** That the program's own configuration is the one that counts. */
class LoggingTest {
  @Test
  void warningsGoToTheStandardErrorAndNowhereElse() {
    Logger root = logger(Logger.ROOT_LOGGER_NAME);
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(appenders::add);

    assertEquals(List.of(Logging.STDERR), appenders.stream().map(Appender::getName).toList());
    assertEquals("System.err", ((ConsoleAppender<ILoggingEvent>) appenders.get(0)).getTarget());
    assertEquals(Level.WARN, root.getLevel());
    assertEquals(Level.ERROR, logger("ai.djl.util.cuda.CudaUtils").getEffectiveLevel());
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }
}
