package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.network.ComputeDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fetching PyTorch's libraries from a server, and what is said where they can't be had. */
class PyTorchLibrariesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;
  private HttpServer server;
  private volatile boolean real;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          Path file = real ? classPathJar(exchange.getRequestURI().getPath()) : null;
          exchange.sendResponseHeaders(200, file == null ? 7 : Files.size(file));
          try (var body = exchange.getResponseBody()) {
            if (file == null) {
              body.write("another".getBytes(StandardCharsets.UTF_8));
            } else {
              Files.copy(file, body);
            }
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** The real file, where the tests run with PyTorch. */
  private static Path classPathJar(String asked) {
    String name = asked.substring(asked.lastIndexOf('/') + 1);
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> path.endsWith(name))
        .findFirst()
        .orElse(null);
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/djl/";
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-aarch64",
    "Windows 11, amd64, win-x86_64",
    "Mac OS X, aarch64, osx-aarch64",
    "Mac OS X, x86_64, osx-x86_64"
  })
  void systemsAreNamedAsDjlDoes(String name, String architecture, String expected) {
    assertEquals(expected, PyTorchLibraries.system(name, architecture));
  }

  @Test
  void whatIsAnotherFileIsRefusedAndTheWayByHandIsSaid() throws Exception {
    PyTorchLibraries libraries = new PyTorchLibraries(folder, "win-x86_64", address(), PATIENCE);
    StudioException e = assertThrows(StudioException.class, () -> libraries.fetch(Activity.SILENT));
    assertTrue(e.why().contains("another file"), e.why());
    assertTrue(e.remedy().contains("-win-x86_64.jar"), e.remedy());
    assertTrue(e.remedy().contains("pytorch-jni"), e.remedy());
    assertTrue(e.remedy().contains(folder.toString()), e.remedy());
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void theVersionsAreThoseThatDjlWasMadeFor() {
    PyTorchLibraries libraries = new PyTorchLibraries(folder, "osx-aarch64", address(), PATIENCE);
    assertThrows(StudioException.class, () -> libraries.fetch(Activity.SILENT));
    // A later DJL needs other files, with other sums.
    assertEquals(List.of("/djl/pytorch-jni/2.7.1-0.36.0/pytorch-jni-2.7.1-0.36.0.jar"), asked);
  }

  @Test
  void comesWholeWithTheSumsOfTheRealFiles() throws Exception {
    assumeTrue(ComputeDevice.hasPyTorch(), "the real files are there in the profile pytorch alone");
    real = true;
    PyTorchLibraries libraries = new PyTorchLibraries(folder, "linux-x86_64", address(), PATIENCE);
    libraries.fetch(Activity.SILENT);
    libraries.fetch(Activity.SILENT);
    assertEquals(2, asked.size(), "each is fetched once");
  }

  @Test
  void aSystemThatHasNoneIsTold() {
    PyTorchLibraries libraries = new PyTorchLibraries(folder, "linux-riscv64", address(), PATIENCE);
    assertEquals(0, libraries.megabytes());
    StudioException e = assertThrows(StudioException.class, () -> libraries.fetch(Activity.SILENT));
    assertTrue(e.why().contains("linux-riscv64"), e.why());
    assertEquals(List.of(), asked);
  }

  @Test
  void withoutThemTheEngineIsRefusedWithTheWayToGetThem() {
    assumeTrue(!ComputeDevice.hasPyTorch(), "PyTorch is here");
    StudioException e =
        assertThrows(StudioException.class, () -> ComputeDevice.open("PyTorch", "auto"));
    assertTrue(e.remedy().contains("get pytorch"), e.remedy());
    assertFalse(e.remedy().contains("doctor"), e.remedy());
  }
}
