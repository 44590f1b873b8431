package org.alexnetstudio.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of single values: exactly these characters change, and the text says what was put. */
class ExperimentTextTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<String> presets() {
    return Presets.names();
  }

  private static ExperimentText of(String text) {
    return ExperimentText.of("test", Path.of(""), text);
  }

  /** The path of each number, text and flag of a document. */
  private static List<String> leaves(JsonNode node, String path) {
    List<String> paths = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(m -> paths.addAll(leaves(m.getValue(), JsonDocument.join(path, m.getKey()))));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        paths.addAll(leaves(node.get(i), path + "[" + i + "]"));
      }
    } else {
      paths.add(path);
    }
    return paths;
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyValueOfEveryPresetCanBeChangedAndPutBack(String preset) throws Exception {
    String json = Presets.text(preset);
    ExperimentText before = of(json);
    assertNotNull(before.experiment());
    List<String> paths = leaves(MAPPER.readTree(json), "");
    assertTrue(paths.size() > 40);
    for (String path : paths) {
      String value = before.value(path).orElseThrow();
      for (String other : List.of("7", "0.25", "a \"b\" \\ c", "")) {
        ExperimentText changed = before.with(path, other);
        assertEquals(other, changed.value(path).orElseThrow(), path);
        String literal = ExperimentText.literal(other);
        int same = changed.text().indexOf(literal, commonStart(json, changed.text()) - 20);
        assertTrue(same >= 0, path);
        assertEquals(json, changed.with(path, value).text(), path);
      }
    }
  }

  private static int commonStart(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return Math.max(20, i);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyKeyCanBeTakenAwayAndTheRestStaysJson(String preset) throws Exception {
    ExperimentText before = of(Presets.text(preset));
    List<String> leaves = leaves(MAPPER.readTree(before.text()), "");
    for (String path : leaves) {
      ExperimentText without = before.without(path);
      assertTrue(without.isJson(), path + "\n" + without.text());
      List<String> left = new ArrayList<>(leaves(MAPPER.readTree(without.text()), ""));
      assertEquals(leaves.size() - 1, left.size(), path);
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void tidyingPresetsChangesNoValueAndIsDoneOnce(String preset) throws Exception {
    ExperimentText before = of(Presets.text(preset));
    ExperimentText tidy = before.tidied();
    assertEquals(MAPPER.readTree(before.text()), MAPPER.readTree(tidy.text()));
    assertEquals(tidy.text(), tidy.tidied().text());
    assertTrue(tidy.text().lines().allMatch(line -> line.length() <= 160), tidy.text());
    assertTrue(tidy.text().lines().count() < 70, tidy.text());
  }

  @Test
  void newKeysStandAsTheirNeighboursDo() {
    ExperimentText lines = of("{\n    \"a\": {\n        \"b\": 1\n    }\n}");
    assertEquals(
        "{\n    \"a\": {\n        \"b\": 1,\n        \"c\": 2\n    }\n}",
        lines.with("a.c", "2").text());
    assertEquals(
        "{\"a\": {\"b\": 1, \"c\": \"x\"}}", of("{\"a\": {\"b\": 1}}").with("a.c", "x").text());
    assertEquals("{\"a\": {\"b\": 2}}", of("{\"a\": {}}").with("a.b", "2").text());
    assertEquals("{\"a\": {\"b\": {\"c\": 2}}}", of("{}").with("a.b.c", "2").text());
    assertEquals("{\"a\": {\"b\": 2}}", of("{\"a\": 3}").with("a.b", "2").text());
  }

  @Test
  void keysGoWithTheirCommas() {
    assertEquals("{\"a\": 1}", of("{\"a\": 1, \"b\": 2}").without("b").text());
    assertEquals("{\"b\": 2}", of("{\"a\": 1, \"b\": 2}").without("a").text());
    assertEquals("{}", of("{\"a\": 1}").without("a").text());
    assertEquals("{\"a\": [1, 3]}", of("{\"a\": [1, 2, 3]}").without("a[1]").text());
    ExperimentText text = of("{\"a\": 1}");
    assertSame(text, text.without("b"));
  }

  @Test
  void elementsOfListsKeepTheirLines() {
    ExperimentText list = of("{\"a\": [\n  1,\n  2\n]}");
    assertEquals("{\"a\": [\n  0,\n  1,\n  2\n]}", list.withElement("a", 0, "0").text());
    assertEquals("{\"a\": [\n  1,\n  9,\n  2\n]}", list.withElement("a", 1, "9").text());
    assertEquals("{\"a\": [\n  1,\n  2,\n  3\n]}", list.withElement("a", 2, "3").text());
    assertEquals("{\"a\": [\n  2,\n  1\n]}", list.withSwapped("a", 0, 1).text());
    assertEquals("{\"a\": [5]}", of("{\"a\": []}").withElement("a", 0, "5").text());
    assertEquals("{\"a\": [5]}", of("{}").withElement("a", 0, "5").text());
    assertEquals(2, list.size("a"));
  }

  @Test
  void problemsSayTheLineAndBrokenJsonHasNoValues() {
    String json = Presets.text("alexnet-2012").replace("\"momentum\": 0.9", "\"momentum\": 1.9");
    ExperimentText wrong = of(json);
    assertNull(wrong.experiment());
    Problem problem = wrong.problems().get(0);
    assertEquals("training.optimizer.momentum", problem.path());
    assertTrue(
        json.split("\n")[problem.line() - 1].startsWith(
            "momentum\": 1.9", problem.column() - "momentum\": ".length() - 1));
    assertEquals("1.9", wrong.value("training.optimizer.momentum").orElseThrow());

    ExperimentText broken = of("{\n \"name\": \"x\",,\n}");
    assertFalse(broken.isJson());
    assertEquals(2, broken.problems().get(0).line());
    assertTrue(broken.value("name").isEmpty());
    assertSame(broken, broken.with("name", "y"));
  }

  @Test
  void pathsAreBelowTheFoldersFileAndReadAsTheyStand() {
    ExperimentText text =
        ExperimentText.of("test", Path.of("/data"), Presets.text("alexnet-photos"));
    assertEquals("photos", text.value("data.source.path").orElseThrow());
    SourceSpec.OnDisk source = (SourceSpec.OnDisk) text.experiment().data().source();
    assertEquals(Path.of("/data/photos"), Path.of(source.path()));
  }

  @Test
  void whatCanBeNoPathIsAProblemOfItsField() throws Exception {
    ExperimentText text =
        ExperimentText.of("test", Path.of("/data"), Presets.text("alexnet-photos"))
            .withText("data.source.path", "a\u0000b")
            .withJson("monitor.probes", "[\"a.png\", \"\\u0000\"]");
    assertNull(text.experiment());
    assertEquals(
        List.of("data.source.path", "monitor.probes[1]"),
        text.problems().stream().map(Problem::path).toList());
    Problem problem = text.problems().get(0);
    assertTrue(problem.line() > 1);
    assertEquals(
        "found \"a\\u0000b\", allowed is a path that this system can have", problem.message());
    // A run or a model of another system is opened all the same.
    assertNotNull(ExperimentFile.parse("run.json", text.text()));
  }

  @Test
  void readingIsFastEnoughForEachKeystroke() {
    String json = Presets.text("alexnet-2012");
    for (int i = 0; i < 200; i++) {
      of(json + " ".repeat(i));
    }
    long begin = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      of(json + " ".repeat(i));
    }
    double each = (System.nanoTime() - begin) / 1e6 / 100;
    assertTrue(each < 5, each + " ms");
  }
}
