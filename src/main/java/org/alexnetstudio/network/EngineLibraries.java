package org.alexnetstudio.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The libraries of engines: those that come with the program, and in jars of the user's folder of
 * engines those that were added. DJL looks for them by the class loader of the thread.
 */
final class EngineLibraries {
  /** The files by which DJL finds PyTorch's libraries, and its own to them. */
  private static final String[] PYTORCH = {
    "native/lib/pytorch.properties", "jnilib/pytorch.properties"
  };

  /** DJL's own name for a folder of PyTorch's libraries of the user's own. */
  private static final String OWN_PYTORCH = "PYTORCH_LIBRARY_PATH";

  private EngineLibraries() {}

  /** Whether PyTorch's are there. */
  static boolean hasPyTorch() {
    return System.getenv(OWN_PYTORCH) != null
        || System.getProperty(OWN_PYTORCH) != null
        || with(EngineLibraries::findsPyTorch);
  }

  private static boolean findsPyTorch() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return Stream.of(PYTORCH).allMatch(name -> loader.getResource(name) != null);
  }

  /** Does something with all libraries within DJL's reach. */
  static <T> T with(Callable<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader added =
        new URLClassLoader(jars(), EngineLibraries.class.getClassLoader())) {
      thread.setContextClassLoader(added);
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "the libraries of engines can't be read: " + e.getMessage(), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] jars() throws IOException {
    String named = System.getProperty(ComputeDevice.ENGINES);
    if (named == null || !Files.isDirectory(Path.of(named))) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(Path.of(named))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(EngineLibraries::url)
          .toArray(URL[]::new);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
