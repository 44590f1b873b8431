package org.alexnetstudio.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of classes that a start loads is that of this program, not of one long past. */
class StartListTest {
  private static final Path LIST = Path.of("installers/app/start/classes.list");

  /** What no longer fits is left out of the archive: a few cost nothing, many the start's speed. */
  private static final double ALLOWED = 0.1;

  private static final String LAMBDA = "@lambda-proxy ";
  private static final String OURS = "org/alexnetstudio/";

  @Test
  void theClassesOfAStartAreThoseOfTheList() throws IOException {
    List<String> lines = Files.readAllLines(LIST);
    List<String> classes =
        lines.stream().filter(line -> !line.startsWith("@") && !line.contains("$$")).toList();
    List<String> lost = classes.stream().filter(name -> !exists(name)).toList();
    assertFew(lost, classes.size());
    for (String needed : List.of("app/Main", "ui/shell/StudioWindow", "network/Network")) {
      assertTrue(classes.contains(OURS + needed), needed);
    }
  }

  /** The compiler numbers them anew with each change above them. */
  @Test
  void theLambdasOfAStartAreThoseOfTheList() throws IOException {
    List<String> lambdas =
        Files.readAllLines(LIST).stream().filter(line -> line.startsWith(LAMBDA + OURS)).toList();
    List<String> lost = new ArrayList<>();
    for (String line : lambdas) {
      String[] words = line.substring(LAMBDA.length()).split(" ");
      // The class that asks, and what it asks for: kind, class, name and type of a method.
      int kind = 0;
      while (!words[kind].startsWith("REF_")) {
        kind++;
      }
      boolean own = words[kind + 1].equals(words[0]) && words[kind + 2].startsWith("lambda$");
      if (own && !methods(words[0]).contains(words[kind + 2])) {
        lost.add(line);
      }
    }
    assertFew(lost, lambdas.size());
  }

  private static void assertFew(List<String> lost, int all) {
    assertTrue(all > 500, all + " are too few for a start");
    assertTrue(
        lost.size() <= ALLOWED * all,
        () ->
            lost.size()
                + " of "
                + all
                + " are no longer there: run installers/app/record-classes.sh. "
                + lost.stream().limit(10).collect(Collectors.joining("\n")));
  }

  private static boolean exists(String name) {
    return ClassLoader.getSystemResource(name + ".class") != null
        || Object.class.getResource("/" + name + ".class") != null;
  }

  private static Set<String> methods(String name) {
    try {
      Class<?> asking =
          Class.forName(name.replace('/', '.'), false, StartListTest.class.getClassLoader());
      return Stream.of(asking.getDeclaredMethods())
          .map(Method::getName)
          .collect(Collectors.toSet());
    } catch (ClassNotFoundException e) {
      return Set.of();
    }
  }
}
