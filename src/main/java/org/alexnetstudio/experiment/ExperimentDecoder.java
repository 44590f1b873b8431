package org.alexnetstudio.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the document to the records; defaults of optional keys stand here and in the schema. */
final class ExperimentDecoder {
  private static final List<String> NORMALISES = List.of("mean-image", "per-channel");
  private static final List<String> SCHEDULES = List.of("constant", "step", "plateau", "cosine");

  private final JsonFields root;
  private final List<Problem> problems;

  ExperimentDecoder(JsonDocument document, List<Problem> problems) {
    this.root = new JsonFields(document, document.root(), "", problems);
    this.problems = problems;
  }

  /** The experiment; null where there are problems. */
  @Nullable Experiment decode() {
    Integer version = JsonFields.attempt(() -> root.integer("schemaVersion", null));
    String name = JsonFields.attempt(() -> root.text("name", null));
    Long seed = JsonFields.attempt(() -> root.longInteger("seed", 42L));
    DataSpec data = JsonFields.attempt(() -> data(root.object("data")));
    NetworkSpec network = JsonFields.attempt(() -> network(root.object("network")));
    boolean starts = root.has("initial");
    InitialSpec initial = starts ? JsonFields.attempt(() -> initial(root.object("initial"))) : null;
    TrainingSpec training = JsonFields.attempt(() -> training(root.object("training")));
    MonitorSpec monitor = JsonFields.attempt(() -> monitor(root.objectOrEmpty("monitor")));
    if (version == null
        || name == null
        || seed == null
        || data == null
        || network == null
        || (starts && initial == null)
        || training == null
        || monitor == null) {
      JsonFields.attempt(() -> root.build(() -> problems));
      return null;
    }
    return JsonFields.attempt(
        () ->
            root.build(
                () ->
                    new Experiment(
                        version, name, seed, data, network, initial, training, monitor)));
  }

  private static DataSpec data(JsonFields fields) {
    SourceSpec source = source(fields.object("source"));
    ResizeSpec resize = resize(fields.object("resize"));
    NormaliseSpec normalise = normalise(fields.object("normalise"));
    AugmentSpec augment = augment(fields.object("augment"));
    return fields.build(() -> new DataSpec(source, resize, normalise, augment));
  }

  private static ResizeSpec resize(JsonFields fields) {
    int shorterSide = fields.integer("shorterSide", null);
    int crop = fields.integer("crop", null);
    return fields.build(() -> new ResizeSpec(shorterSide, crop));
  }

  private static AugmentSpec augment(JsonFields fields) {
    int randomCrop = fields.integer("randomCrop", null);
    int pad = fields.integer("pad", 0);
    boolean flip = fields.flag("flip", false);
    double colourPca = fields.number("colourPca", 0.0);
    double scale = fields.number("scale", 1.0);
    double ratio = fields.number("ratio", 1.0);
    double balance = fields.number("balance", 0.0);
    return fields.build(
        () -> new AugmentSpec(randomCrop, pad, flip, colourPca, scale, ratio, balance));
  }

  private static SourceSpec source(JsonFields fields) {
    String type = fields.text("type", null);
    double validation = fields.number("validation", 0.1);
    if (type.equals(SourceSpec.Bundled.TYPE)) {
      String name = fields.text("name", null);
      return fields.build(() -> new SourceSpec.Bundled(name, validation));
    }
    SourceSpec.Kind kind =
        SourceSpec.Kind.of(type).orElseThrow(() -> fields.unknownType("type", type, sources()));
    String path = fields.text("path", null);
    return fields.build(() -> new SourceSpec.OnDisk(kind, path, validation));
  }

  private static List<String> sources() {
    return Stream.concat(
            Arrays.stream(SourceSpec.Kind.values()).map(SourceSpec.Kind::key),
            Stream.of(SourceSpec.Bundled.TYPE))
        .toList();
  }

  private static NormaliseSpec normalise(JsonFields fields) {
    String type = fields.text("type", null);
    return switch (type) {
      case "mean-image" -> fields.build(NormaliseSpec.MeanImage::new);
      case "per-channel" -> {
        List<Double> mean = fields.numbers("mean");
        List<Double> std = fields.numbers("std");
        yield fields.build(() -> new NormaliseSpec.PerChannel(mean, std));
      }
      default -> throw fields.unknownType("type", type, NORMALISES);
    };
  }

  private NetworkSpec network(JsonFields fields) {
    List<Double> input = fields.numbers("input");
    if (input.size() != 3 || input.stream().anyMatch(n -> n != Math.rint(n))) {
      throw fields.stop(
          "input",
          "found "
              + fields.raw("input")
              + ", allowed is [channels, height, width], as [3, 227, 227]");
    }
    List<LayerSpec> layers = new ArrayList<>();
    boolean sound = true;
    for (JsonFields layer : fields.objects("layers")) {
      LayerSpec decoded = JsonFields.attempt(() -> LayerDecoder.decode(layer));
      if (decoded == null) {
        sound = false;
      } else {
        layers.add(decoded);
      }
    }
    if (!sound) {
      throw new JsonFields.Stop();
    }
    return fields.build(
        () ->
            new NetworkSpec(
                new ImageShape(
                    input.get(0).intValue(), input.get(1).intValue(), input.get(2).intValue()),
                layers));
  }

  private static InitialSpec initial(JsonFields fields) {
    String model = fields.text("model", null);
    List<String> replaced = fields.has("replaceLayers") ? fields.texts("replaceLayers") : null;
    List<String> frozen = fields.texts("freeze");
    Map<String, Double> scales = fields.objectOrEmpty("learningRateScale").numbersByKey();
    return fields.build(() -> new InitialSpec(model, replaced, frozen, scales));
  }

  private static TrainingSpec training(JsonFields fields) {
    int batch = fields.integer("batch", null);
    int epochs = fields.integer("epochs", null);
    OptimizerSpec optimizer = optimizer(fields.object("optimizer"));
    ScheduleSpec schedule = schedule(fields.object("schedule"));
    CheckpointSpec checkpoint = checkpoint(fields.objectOrEmpty("checkpoint"));
    String engine = fields.text("engine", "MXNet");
    String device = fields.text("device", "auto");
    return fields.build(
        () -> new TrainingSpec(batch, epochs, optimizer, schedule, checkpoint, engine, device));
  }

  private static OptimizerSpec optimizer(JsonFields fields) {
    String type = fields.text("type", "sgd");
    if (!type.equals("sgd")) {
      throw fields.unknownType("type", type, List.of("sgd"));
    }
    double momentum = fields.number("momentum", 0.9);
    double weightDecay = fields.number("weightDecay", 5e-4);
    double biasRate = fields.number("biasLearningRateScale", 1.0);
    double biasDecay = fields.number("biasWeightDecayScale", 1.0);
    return fields.build(() -> new OptimizerSpec(momentum, weightDecay, biasRate, biasDecay));
  }

  private static ScheduleSpec schedule(JsonFields fields) {
    String type = fields.text("type", null);
    double initial = fields.number("initial", null);
    return switch (type) {
      case "constant" -> fields.build(() -> new ScheduleSpec.Constant(initial));
      case "step" -> {
        double factor = fields.number("factor", 0.1);
        int everyEpochs = fields.integer("everyEpochs", null);
        yield fields.build(() -> new ScheduleSpec.Step(initial, factor, everyEpochs));
      }
      case "plateau" -> {
        double factor = fields.number("factor", 0.1);
        int times = fields.integer("times", 3);
        int patience = fields.integer("patience", 5);
        yield fields.build(() -> new ScheduleSpec.Plateau(initial, factor, times, patience));
      }
      case "cosine" -> {
        double last = fields.number("last", 0.0);
        int warmup = fields.integer("warmupEpochs", 0);
        yield fields.build(() -> new ScheduleSpec.Cosine(initial, last, warmup));
      }
      default -> throw fields.unknownType("type", type, SCHEDULES);
    };
  }

  private static CheckpointSpec checkpoint(JsonFields fields) {
    double everyMinutes = fields.number("everyMinutes", 10.0);
    int everySteps = fields.integer("everySteps", 0);
    int keep = fields.integer("keep", 1);
    return fields.build(() -> new CheckpointSpec(everyMinutes, everySteps, keep));
  }

  private static MonitorSpec monitor(JsonFields fields) {
    int everySteps = fields.integer("everySteps", 100);
    List<String> probes = fields.texts("probes");
    boolean tensorboard = fields.flag("tensorboard", false);
    return fields.build(() -> new MonitorSpec(everySteps, probes, tensorboard));
  }
}
