package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alexnetstudio.experiment.ExperimentText;

/** All fields of the form, with the defaults of the file format. */
final class FieldSpecs {
  static final String LAYERS = "network.layers";
  static final String PROBES = "monitor.probes";

  static final FieldSpec NAME = FieldSpec.text("name", "Name");
  static final FieldSpec SEED = FieldSpec.number("seed", "Seed", "42");

  static final FieldSpec SOURCE_TYPE =
      FieldSpec.choice(
          "data.source.type",
          "Images from",
          null,
          "image-folder",
          "Folder of class folders",
          "zip",
          "Zip of class folders",
          "csv",
          "Table (CSV)",
          "idx",
          "MNIST files (IDX)",
          "cifar-binary",
          "CIFAR-10 files",
          "imagenet",
          "ImageNet 2012",
          "bundled",
          "Bundled with the program");
  static final FieldSpec SOURCE_PATH = FieldSpec.text("data.source.path", "Path");
  static final FieldSpec SOURCE_NAME =
      FieldSpec.choice(
          "data.source.name", "Data set", null, "fashion-mnist", "Fashion-MNIST (12,000 images)");
  static final FieldSpec VALIDATION =
      FieldSpec.number("data.source.validation", "Validation share", "0.1");
  static final FieldSpec SHORTER_SIDE = FieldSpec.number("data.resize.shorterSide", "Shorter side");
  static final FieldSpec CROP = FieldSpec.number("data.resize.crop", "Centre crop");
  static final FieldSpec NORMALISE =
      FieldSpec.choice(
          "data.normalise.type",
          "Normalise",
          null,
          "mean-image",
          "Less the mean image",
          "per-channel",
          "Mean and deviation per channel");
  static final FieldSpec MEAN = FieldSpec.numbers("data.normalise.mean", "Mean");
  static final FieldSpec STD = FieldSpec.numbers("data.normalise.std", "Deviation");
  static final FieldSpec RANDOM_CROP = FieldSpec.number("data.augment.randomCrop", "Random crop");
  static final FieldSpec PAD = FieldSpec.number("data.augment.pad", "Padding", "0");
  static final FieldSpec FLIP = FieldSpec.flag("data.augment.flip", "Mirror");
  static final FieldSpec COLOUR_PCA = FieldSpec.number("data.augment.colourPca", "PCA colour", "0");
  static final FieldSpec SCALE = FieldSpec.number("data.augment.scale", "Smallest part", "1");
  static final FieldSpec RATIO = FieldSpec.number("data.augment.ratio", "Aspect ratio", "1");
  static final FieldSpec BALANCE = FieldSpec.number("data.augment.balance", "Class balance", "0");

  static final FieldSpec CHANNELS =
      FieldSpec.choice("network.input[0]", "Input", null, "1", "Grey", "3", "Colour");
  static final FieldSpec INPUT_HEIGHT = FieldSpec.number("network.input[1]", "Input height");
  static final FieldSpec INPUT_WIDTH = FieldSpec.number("network.input[2]", "Input width");

  static final FieldSpec INITIAL_MODEL = FieldSpec.text("initial.model", "Model to start from");

  static final FieldSpec BATCH = FieldSpec.number("training.batch", "Batch");
  static final FieldSpec EPOCHS = FieldSpec.number("training.epochs", "Epochs");
  static final FieldSpec OPTIMIZER =
      FieldSpec.choice("training.optimizer.type", "Optimizer", "sgd", "sgd", "SGD");
  static final FieldSpec MOMENTUM =
      FieldSpec.number("training.optimizer.momentum", "Momentum", "0.9");
  static final FieldSpec WEIGHT_DECAY =
      FieldSpec.number("training.optimizer.weightDecay", "Weight decay", "5e-4");
  static final FieldSpec BIAS_RATE =
      FieldSpec.number("training.optimizer.biasLearningRateScale", "Biases: rate times", "1");
  static final FieldSpec BIAS_DECAY =
      FieldSpec.number("training.optimizer.biasWeightDecayScale", "decay times", "1");
  static final FieldSpec INITIAL = FieldSpec.number("training.schedule.initial", "Learning rate");
  static final FieldSpec SCHEDULE =
      FieldSpec.choice(
          "training.schedule.type",
          "Schedule",
          null,
          "constant",
          "Constant",
          "step",
          "Steps",
          "plateau",
          "On plateau",
          "cosine",
          "Cosine");
  static final FieldSpec FACTOR = FieldSpec.number("training.schedule.factor", "Factor", "0.1");
  static final FieldSpec EVERY_EPOCHS = FieldSpec.number("training.schedule.everyEpochs", "Every");
  static final FieldSpec TIMES = FieldSpec.number("training.schedule.times", "At most", "3");
  static final FieldSpec PATIENCE = FieldSpec.number("training.schedule.patience", "Patience", "5");
  static final FieldSpec LAST = FieldSpec.number("training.schedule.last", "Down to", "0");
  static final FieldSpec WARMUP =
      FieldSpec.number("training.schedule.warmupEpochs", "Warm-up", "0");
  static final FieldSpec SAVE_MINUTES =
      FieldSpec.number("training.checkpoint.everyMinutes", "Checkpoint", "10");
  static final FieldSpec SAVE_STEPS =
      FieldSpec.number("training.checkpoint.everySteps", "Checkpoint steps", "0");
  static final FieldSpec SAVE_KEEP =
      FieldSpec.number("training.checkpoint.keep", "Checkpoints kept", "1");
  static final FieldSpec DEVICE =
      FieldSpec.choice(
          "training.device",
          "Device",
          "auto",
          "auto",
          "Automatic",
          "cpu",
          "CPU",
          "gpu",
          "GPU",
          "gpu:1",
          "Second GPU",
          "gpus",
          "All GPUs");

  static final FieldSpec ENGINE =
      FieldSpec.choice(
          "training.engine", "Engine", "MXNet", "MXNet", "MXNet", "PyTorch", "PyTorch");
  static final FieldSpec MONITOR_STEPS =
      FieldSpec.number("monitor.everySteps", "Snapshot every", "100");
  static final FieldSpec TENSOR_BOARD = FieldSpec.flag("monitor.tensorboard", "Write event files");

  private static final FieldSpec LAYER_NAME = FieldSpec.text("name", "Name");
  private static final FieldSpec PADDING = FieldSpec.number("pad", "Padding", "0");
  private static final List<FieldSpec> INIT =
      List.of(
          FieldSpec.choice(
              "init.type",
              "Initial weights",
              "gaussian",
              "gaussian",
              "Gaussian",
              "he",
              "He",
              "torch",
              "PyTorch"),
          FieldSpec.number("init.std", "Deviation", "0.01"),
          FieldSpec.number("init.bias", "Bias", "0"));
  private static final List<FieldSpec> POOL =
      List.of(
          FieldSpec.number("kernel", "Kernel"),
          FieldSpec.number("stride", "Stride"),
          PADDING,
          FieldSpec.flag("ceil", "Round up"));

  /** The types of layers with what people call them, and what a new one is. */
  static final Map<String, String> LAYER_TYPES =
      Map.of(
          "conv", "Convolution",
          "relu", "ReLU",
          "tanh", "tanh",
          "lrn", "Local response normalisation",
          "maxpool", "Maximum pooling",
          "avgpool", "Average pooling",
          "adaptiveavgpool", "Average to a grid",
          "dropout", "Dropout",
          "fc", "Fully connected");

  /** In the order of a menu. */
  static final List<String> LAYER_ORDER =
      List.of(
          "conv", "relu", "maxpool", "lrn", "fc", "dropout", "avgpool", "adaptiveavgpool", "tanh");

  private static final Map<String, List<FieldSpec>> OF_LAYER =
      Map.of(
          "conv",
          joined(
              List.of(
                  FieldSpec.number("filters", "Filters"),
                  FieldSpec.number("kernel", "Kernel"),
                  FieldSpec.number("stride", "Stride", "1"),
                  PADDING,
                  FieldSpec.number("groups", "Groups", "1")),
              INIT),
          "relu",
          List.of(),
          "tanh",
          List.of(),
          "lrn",
          List.of(
              FieldSpec.number("k", "k", "2"),
              FieldSpec.number("n", "n, channels", "5"),
              FieldSpec.number("alpha", "alpha", "1e-4"),
              FieldSpec.number("beta", "beta", "0.75")),
          "maxpool",
          POOL,
          "avgpool",
          POOL,
          "adaptiveavgpool",
          List.of(FieldSpec.number("size", "Grid")),
          "dropout",
          List.of(FieldSpec.number("rate", "Rate", "0.5")),
          "fc",
          joined(List.of(FieldSpec.number("units", "Units")), INIT));

  private FieldSpecs() {}

  private static List<FieldSpec> joined(List<FieldSpec> first, List<FieldSpec> second) {
    List<FieldSpec> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /** Those of one layer: its name, then those of its type. */
  static List<FieldSpec> ofLayer(ExperimentText text, int index) {
    String path = LAYERS + "[" + index + "]";
    String type = text.value(path + ".type").orElse("");
    return joined(List.of(LAYER_NAME), OF_LAYER.getOrDefault(type, List.of())).stream()
        .map(field -> field.below(path))
        .toList();
  }

  /** The multiple of the learning rate of a layer, where the training starts from a model. */
  static FieldSpec rateScale(String layer) {
    return FieldSpec.number("initial.learningRateScale." + layer, layer + ": rate times", "1");
  }

  /** Those of the data. */
  static List<FieldSpec> ofData(ExperimentText text) {
    List<FieldSpec> fields = new ArrayList<>(List.of(NAME, SEED, SOURCE_TYPE, VALIDATION));
    fields.add(is(text, SOURCE_TYPE, "bundled") ? SOURCE_NAME : SOURCE_PATH);
    fields.addAll(List.of(SHORTER_SIDE, CROP, NORMALISE));
    if (is(text, NORMALISE, "per-channel")) {
      fields.addAll(List.of(MEAN, STD));
    }
    fields.addAll(List.of(RANDOM_CROP, PAD, FLIP, COLOUR_PCA, SCALE, RATIO, BALANCE));
    return fields;
  }

  /** Those of a schedule, after its type and first rate. */
  static List<FieldSpec> ofSchedule(ExperimentText text) {
    return switch (text.value(SCHEDULE.path()).orElse("")) {
      case "step" -> List.of(FACTOR, EVERY_EPOCHS);
      case "plateau" -> List.of(FACTOR, TIMES, PATIENCE);
      case "cosine" -> List.of(LAST, WARMUP);
      default -> List.of();
    };
  }

  /** Every field that the form has for a text. */
  static List<FieldSpec> all(ExperimentText text) {
    List<FieldSpec> fields = new ArrayList<>(ofData(text));
    fields.addAll(List.of(CHANNELS, INPUT_HEIGHT, INPUT_WIDTH));
    for (int i = 0; i < text.size(LAYERS); i++) {
      fields.addAll(ofLayer(text, i));
    }
    fields.add(INITIAL_MODEL);
    InitialText.layers(text).forEach(layer -> fields.add(rateScale(layer)));
    fields.addAll(
        List.of(
            BATCH,
            EPOCHS,
            OPTIMIZER,
            MOMENTUM,
            WEIGHT_DECAY,
            BIAS_RATE,
            BIAS_DECAY,
            INITIAL,
            SCHEDULE));
    fields.addAll(ofSchedule(text));
    fields.addAll(
        List.of(SAVE_MINUTES, SAVE_STEPS, SAVE_KEEP, DEVICE, ENGINE, MONITOR_STEPS, TENSOR_BOARD));
    return fields;
  }

  private static boolean is(ExperimentText text, FieldSpec field, String value) {
    return Objects.equals(text.value(field.path()).orElse(null), value);
  }
}
