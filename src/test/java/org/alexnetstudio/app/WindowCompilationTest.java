package org.alexnetstudio.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class WindowCompilationTest {

  @Test
  void theVirtualMachineKnowsTheWindowsCode() throws Exception {
    invoke("compilerDirectivesClear");
    assertFalse(invoke("compilerDirectivesPrint").contains("com/sun/prism"));
    WindowCompilation.keepQuick();
    try {
      assertTrue(invoke("compilerDirectivesPrint").contains("com/sun/prism"));
    } finally {
      invoke("compilerDirectivesClear");
    }
  }

  private static String invoke(String command) throws Exception {
    return String.valueOf(
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                command,
                new Object[0],
                new String[0]));
  }
}
