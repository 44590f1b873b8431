package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alexnetstudio.StudioException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fetching weights from a real server that breaks off, knows no ranges, or has another file. */
@Timeout(30)
class ImageNetWeightsTest {
  private static final byte[] CONTENT = new byte[3_000_000];

  @TempDir Path cache;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private HttpServer server;
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean breaks = new AtomicBoolean();
  private volatile boolean knowsRanges = true;
  private volatile boolean stalls;

  @BeforeEach
  void start() throws IOException {
    new Random(5).nextBytes(CONTENT);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/models/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    if (exchange.getRequestURI().getPath().contains("gone")) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int from = 0;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.replaceAll("\\D+", ""));
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, CONTENT.length - from);
    try (OutputStream out = exchange.getResponseBody()) {
      int end = breaks.getAndSet(false) || stalls ? from + 1_000_000 : CONTENT.length;
      out.write(CONTENT, from, end - from);
      out.flush();
      if (stalls) {
        Thread.sleep(5_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String sum() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(CONTENT);
    return HexFormat.of().formatHex(digest).substring(0, 8);
  }

  private ImageNetWeights weights(String name) throws StudioException {
    String address = "http://localhost:" + server.getAddress().getPort() + "/models/" + name;
    return ImageNetWeights.from(address, new AppFolders(cache), Duration.ofSeconds(2));
  }

  @Test
  void comesWholeAndIsFetchedOnce() throws Exception {
    ImageNetWeights weights = weights("net-" + sum() + ".pth");
    assertTrue(weights.find().isEmpty());
    Path file = weights.fetch(Activity.SILENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals(file, weights.fetch(Activity.SILENT));
    assertEquals(List.of("null"), ranges);
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    breaks.set(true);
    Path file = weights("net-" + sum() + ".pth").fetch(Activity.SILENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
    assertEquals(2, ranges.size());
    assertTrue(ranges.get(1).startsWith("bytes="), ranges.toString());
    assertFalse(ranges.get(1).equals("bytes=0-"), ranges.toString());
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws Exception {
    knowsRanges = false;
    breaks.set(true);
    Path file = weights("net-" + sum() + ".pth").fetch(Activity.SILENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(file));
  }

  @Test
  void anotherFileIsRefusedAndDeleted() throws Exception {
    StudioException e =
        assertThrows(
            StudioException.class, () -> weights("net-00000000.pth").fetch(Activity.SILENT));
    assertTrue(e.why().contains(sum()), e.why());
    assertTrue(e.remedy().contains(ImageNetWeights.ADDRESS.toString()), e.remedy());
    assertEquals(List.of(), leftovers());
  }

  @Test
  void aStoppedOneKeepsWhatCame() throws Exception {
    stalls = true;
    AtomicBoolean stop = new AtomicBoolean();
    Activity activity = new Activity((part, done, total) -> stop.set(true), stop::get);
    ImageNetWeights weights = weights("net-" + sum() + ".pth");
    assertThrows(CancellationException.class, () -> weights.fetch(activity));
    assertEquals(1, leftovers().size());
    assertTrue(Files.size(leftovers().get(0)) >= 500_000);
    stalls = false;
    assertArrayEquals(CONTENT, Files.readAllBytes(weights.fetch(Activity.SILENT)));
    assertFalse(ranges.get(ranges.size() - 1).equals("null"), ranges.toString());
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    StudioException e =
        assertThrows(
            StudioException.class, () -> weights("gone-" + sum() + ".pth").fetch(Activity.SILENT));
    assertTrue(e.why().contains("404"), e.why());
    server.stop(0);
    StudioException none =
        assertThrows(
            StudioException.class, () -> weights("net-" + sum() + ".pth").fetch(Activity.SILENT));
    assertTrue(none.remedy().contains("drop the file on the window"), none.remedy());
  }

  private List<Path> leftovers() throws IOException {
    Path folder = new AppFolders(cache).downloads();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return Arrays.asList(files.toArray(Path[]::new));
    }
  }
}
