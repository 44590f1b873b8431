package org.alexnetstudio.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the window's code to the first of the virtual machine's two compilers. The window draws
 * seldom, so its code grows hot late; the second compiler then worked on it for minutes, on cores
 * that the training needs, and no frame gained by it.
 */
final class WindowCompilation {
  private static final Logger LOG = LoggerFactory.getLogger(WindowCompilation.class);

  private static final String DIRECTIVES =
      """
      [{
        match: ["javafx/*.*", "com/sun/javafx/*.*", "com/sun/prism/*.*", "com/sun/glass/*.*",
                "com/sun/scenario/*.*", "com/sun/marlin/*.*", "com/sun/pisces/*.*",
                "com/sun/openpisces/*.*", "org/controlsfx/*.*", "impl/org/controlsfx/*.*",
                "org/alexnetstudio/ui/*.*"],
        c2: { Exclude: true }
      }]
      """;

  private WindowCompilation() {}

  /**
   * To be called once the window is shown, as it takes a quarter of a second itself; on a virtual
   * machine of another kind it does nothing.
   */
  static void keepQuick() {
    try {
      Path file = Files.createTempFile("alexnet-studio", ".json");
      try {
        Files.writeString(file, DIRECTIVES);
        Object answer =
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "compilerDirectivesAdd",
                    // Quoted, as the path is taken for a line of a command.
                    new Object[] {new String[] {"\"" + file + "\""}},
                    new String[] {String[].class.getName()});
        LOG.debug("{}", answer);
      } finally {
        Files.delete(file);
      }
    } catch (IOException | JMException | RuntimeException e) {
      LOG.debug("The window's code is compiled like any other", e);
    }
  }
}
