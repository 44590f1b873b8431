package org.alexnetstudio.experiment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema's objects have the records' keys, and its ranges end where the records' do. */
class SchemaRangesTest {
  private static final JsonNode DEFINITIONS = definitions();

  /** Each object of the schema with a record in which every field can reach its bounds. */
  static Stream<Arguments> records() {
    InitSpec init = InitSpec.PAPER;
    OptimizerSpec optimizer = new OptimizerSpec(0.9, 0, 1, 1);
    ScheduleSpec constant = new ScheduleSpec.Constant(1);
    CheckpointSpec checkpoint = new CheckpointSpec(0, 0, 1);
    return Stream.of(
        arguments("source-on-disk", new SourceSpec.OnDisk(SourceSpec.Kind.ZIP, "photos.zip", 0.1)),
        arguments("source-bundled", new SourceSpec.Bundled("fashion-mnist", 0.1)),
        arguments("resize", new ResizeSpec(4096, 8)),
        arguments("normalise-mean-image", new NormaliseSpec.MeanImage()),
        arguments("normalise-per-channel", new NormaliseSpec.PerChannel(List.of(), List.of())),
        arguments("augment", new AugmentSpec(32, 0, false, 0)),
        arguments("conv", new LayerSpec.Conv("conv1", 65536, 1, 1, 0, 1, init)),
        arguments("relu", new LayerSpec.Relu("relu1")),
        arguments("tanh", new LayerSpec.Tanh("tanh1")),
        arguments("lrn", new LayerSpec.Lrn("lrn1", 2, 5, 1e-4, 0.75)),
        arguments("pool", new LayerSpec.MaxPool("pool1", 512, 1, 0, false)),
        arguments("pool", new LayerSpec.AvgPool("pool1", 512, 1, 0, false)),
        arguments("adaptiveavgpool", new LayerSpec.AdaptiveAvgPool("pool1", 6)),
        arguments("dropout", new LayerSpec.Dropout("drop6", 0.5)),
        arguments("fc", new LayerSpec.FullyConnected("fc6", 10, init)),
        arguments("init", init),
        arguments("initial", new InitialSpec("runs/a", null, List.of(), Map.of())),
        arguments(
            "training", new TrainingSpec(1, 1, optimizer, constant, checkpoint, "MXNet", "auto")),
        arguments("optimizer", optimizer),
        arguments("schedule-constant", constant),
        arguments("schedule-step", new ScheduleSpec.Step(1, 0.1, 1)),
        arguments("schedule-plateau", new ScheduleSpec.Plateau(1, 0.1, 3, 5)),
        arguments("schedule-cosine", new ScheduleSpec.Cosine(100, 0, 0)),
        arguments("checkpoint", checkpoint),
        arguments("monitor", new MonitorSpec(1, List.of(), false)));
  }

  @Test
  void everyTypeOfLayerIsAmongThem() {
    Set<Class<?>> types = new HashSet<>(Arrays.asList(LayerSpec.class.getPermittedSubclasses()));
    records().forEach(each -> types.remove(each.get()[1].getClass()));
    assertEquals(Set.of(), types);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("records")
  void keysAreTheComponentsAndAreDescribed(String definition, Record record) {
    JsonNode properties = DEFINITIONS.at("/" + definition + "/properties");
    Set<String> keys = new TreeSet<>();
    properties.fieldNames().forEachRemaining(keys::add);
    Set<String> components =
        Arrays.stream(record.getClass().getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !name.equals("kind")) // the file's "type" says it
            .collect(Collectors.toCollection(TreeSet::new));
    if (!List.of("resize", "augment", "initial", "training", "checkpoint", "monitor")
        .contains(definition)) {
      components.add("type");
    }
    assertEquals(components, keys);
    for (String key : keys) {
      assertFalse(property(properties, key).path("description").asText().isBlank(), key);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("records")
  void rangesEndWhereTheRecordsDo(String definition, Record record) {
    JsonNode properties = DEFINITIONS.at("/" + definition + "/properties");
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      boolean whole = component.getType() == int.class;
      boolean number = whole || component.getType() == double.class;
      if (!number) {
        continue;
      }
      JsonNode property = property(properties, component.getName());
      if (property.has("anyOf")) {
        continue;
      }
      assertEquals(whole ? "integer" : "number", property.path("type").asText());
      assertBound(record, component, property, "Minimum", whole ? -1 : Double.NEGATIVE_INFINITY);
      assertBound(record, component, property, "Maximum", whole ? 1 : Double.POSITIVE_INFINITY);
    }
  }

  /** The last value inside is accepted, the first one outside refused. */
  private static void assertBound(
      Record record, RecordComponent component, JsonNode property, String bound, double outward) {
    boolean exclusive = property.has("exclusive" + bound);
    double edge =
        property
            .get(exclusive ? "exclusive" + bound : bound.toLowerCase(Locale.ROOT))
            .doubleValue();
    boolean whole = Double.isFinite(outward);
    double inside = exclusive ? Math.nextAfter(edge, -outward) : edge;
    double outside = exclusive ? edge : whole ? edge + outward : Math.nextAfter(edge, outward);
    assertDoesNotThrow(() -> with(record, component, inside), () -> component + " = " + inside);
    FieldException refused =
        assertThrows(
            FieldException.class,
            () -> with(record, component, outside),
            () -> component + " = " + outside);
    assertEquals(component.getName(), refused.field());
  }

  private static Record with(Record record, RecordComponent changed, double value)
      throws ReflectiveOperationException {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      if (!components[i].getName().equals(changed.getName())) {
        arguments[i] = components[i].getAccessor().invoke(record);
      } else if (changed.getType() == int.class) {
        arguments[i] = (int) value;
      } else {
        arguments[i] = value;
      }
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> canonical = record.getClass().getDeclaredConstructor(types);
    try {
      return (Record) canonical.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof FieldException refused) {
        throw refused;
      }
      throw e;
    }
  }

  /** What the schema says of a key, through its reference where it has one. */
  private static JsonNode property(JsonNode properties, String key) {
    JsonNode property = properties.get(key);
    boolean described = property.has("description");
    return !described && property.has("$ref")
        ? DEFINITIONS.get(property.get("$ref").textValue().substring("#/$defs/".length()))
        : property;
  }

  private static JsonNode definitions() {
    try {
      return new ObjectMapper()
          .readTree(new File("resources/schema/experiment.schema.json"))
          .get("$defs");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
