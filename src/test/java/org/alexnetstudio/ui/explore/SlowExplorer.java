package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Distribution;
import org.alexnetstudio.insight.Explained;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.session.WeightsOrigin;
import org.jspecify.annotations.Nullable;

/** A network of AlexNet's layers with made-up numbers, that answers when the test says so. */
final class SlowExplorer implements Explorer {
  private static final int SIDE = 227;

  private final List<Asked> asked = new ArrayList<>();
  private final List<LayerInfo> layers = layers();
  private boolean atOnce;
  private int step = 1412;
  private int patchesAsked;
  private boolean live = true;
  private Path model = Path.of("/runs/20261124-140200_photos");

  /**
   * A question.
   *
   * @param words such as "layer 1"
   */
  record Asked(String words, CompletableFuture<?> future, Runnable answer) {}

  SlowExplorer answersAtOnce() {
    atOnce = true;
    return this;
  }

  SlowExplorer answersLater() {
    atOnce = false;
    return this;
  }

  SlowExplorer weights(boolean nowLive, int nowStep, Path nowModel) {
    live = nowLive;
    step = nowStep;
    model = nowModel;
    return this;
  }

  List<String> questions() {
    return asked.stream().map(Asked::words).toList();
  }

  int patchesAsked() {
    return patchesAsked;
  }

  /** Answers the newest question of these words. */
  void answer(String words) {
    asked.stream()
        .filter(each -> each.words().equals(words))
        .reduce((a, b) -> b)
        .orElseThrow()
        .answer()
        .run();
  }

  void answerAll() {
    List.copyOf(asked).forEach(each -> each.answer().run());
  }

  /** The newest question of these words. */
  CompletableFuture<?> future(String words) {
    return asked.stream()
        .filter(each -> each.words().equals(words))
        .reduce((a, b) -> b)
        .orElseThrow()
        .future();
  }

  private <T> CompletableFuture<Answer<T>> ask(String words, T value) {
    CompletableFuture<Answer<T>> future = new CompletableFuture<>();
    Runnable answer =
        () ->
            future.complete(
                new Answer<>(
                    value,
                    new WeightsOrigin(model, step, live, 101, new ResizeSpec(256, 256), SIDE)));
    asked.add(new Asked(words, future, answer));
    if (atOnce) {
      answer.run();
    }
    return future;
  }

  private static List<LayerInfo> layers() {
    List<LayerInfo> all = new ArrayList<>();
    add(all, "data", "data", 3, SIDE, 1, false);
    String[] convs = {"conv1", "conv2", "conv3", "conv4", "conv5"};
    int[] units = {96, 256, 384, 384, 256};
    int[] sides = {55, 27, 13, 13, 13};
    int[] fields = {11, 51, 99, 131, 163};
    for (int i = 0; i < convs.length; i++) {
      add(all, convs[i], "conv", units[i], sides[i], fields[i], true);
      add(all, "relu" + (i + 1), "relu", units[i], sides[i], fields[i], false);
      if (i < 2) {
        add(all, "lrn" + (i + 1), "lrn", units[i], sides[i], fields[i], false);
      }
      if (i < 2 || i == 4) {
        add(all, "pool" + (i + 1), "maxpool", units[i], (sides[i] - 1) / 2, fields[i], false);
      }
    }
    add(all, "fc6", "fc", 4096, 1, SIDE, true);
    add(all, "relu6", "relu", 4096, 1, SIDE, false);
    add(all, "fc7", "fc", 4096, 1, SIDE, true);
    add(all, "fc8", "fc", 101, 1, SIDE, true);
    return List.copyOf(all);
  }

  private static void add(
      List<LayerInfo> all,
      String name,
      String type,
      int units,
      int side,
      int field,
      boolean weighted) {
    Random random = new Random(all.size());
    float[] weights = new float[2000];
    float[] activations = new float[2000];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() * 0.05 / all.size());
      activations[i] = (float) Math.max(weighted ? -9 : 0, random.nextGaussian() * 30);
    }
    all.add(
        new LayerInfo(
            all.size(),
            name,
            type,
            units,
            side,
            side,
            field,
            weighted ? Distribution.of(weights) : null,
            Distribution.of(activations)));
  }

  @Override
  public CompletableFuture<Answer<Overview>> overview(Path image, Surgery surgery) {
    int[] argb = new int[SIDE * SIDE];
    List<Prediction> top = List.of(new Prediction(0, "wild_cat", 0.46));
    return ask(
        "overview " + image.getFileName(),
        new Overview(new Picture(SIDE, SIDE, argb), layers, top, List.of("wild_cat")));
  }

  @Override
  public CompletableFuture<Answer<LayerActivations>> layer(Path image, Surgery surgery, int layer) {
    LayerInfo info = layers.get(layer);
    int area = info.height() * info.width();
    float[] values = new float[info.units() * area];
    int[] twins = new int[info.weights() == null ? 0 : info.units()];
    Arrays.fill(twins, -1);
    boolean[] dead = new boolean[twins.length];
    for (int unit = 0; unit < info.units(); unit++) {
      Random random = new Random(unit);
      double angle = random.nextDouble() * Math.PI;
      double wave = 4 + random.nextDouble() * 12;
      double strength = unit == 10 ? 0 : 60 * random.nextDouble();
      for (int i = 0; i < area; i++) {
        double x = (double) (i % info.width()) / info.width();
        double y = Math.floorDiv(i, info.width()) / (double) info.height();
        double shade = Math.exp(-8 * ((x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5)));
        double phase = wave * (x * Math.cos(angle) + y * Math.sin(angle));
        values[unit * area + i] =
            (float)
                (area == 1
                    ? random.nextGaussian() * 3
                    : strength * shade * Math.sin(phase + random.nextDouble() / 2));
      }
    }
    if (twins.length > 18) {
      dead[10] = true;
      twins[18] = 2;
    }
    return ask("layer " + layer, new LayerActivations(info, values, twins, dead));
  }

  @Override
  public CompletableFuture<Answer<UnitView>> unit(
      Path image, Surgery surgery, int layer, int unit, @Nullable Spot spot, BackwardRule rule) {
    LayerInfo info = layers.get(layer);
    return ask(
        "unit " + layer + "/" + unit,
        new UnitView(
            info,
            unit,
            new float[info.height() * info.width()],
            null,
            spot == null ? new Spot(0, 0) : spot,
            new Field(0, 0, info.field(), info.field()),
            new Attribution(true, 1, 1, 1, new float[1], 1, Float.NaN)));
  }

  @Override
  public CompletableFuture<Answer<Arithmetic>> arithmetic(
      Path image, Surgery surgery, int layer, int unit, Spot spot) {
    Arithmetic.At at =
        new Arithmetic.At(
            layer, layers.get(layer).name(), unit, spot, new Field(0, 0, 11, 11), 1, 7f);
    return ask(
        "arithmetic " + layer + "/" + unit + " " + spot.row() + "," + spot.column(),
        new Arithmetic.Pointwise(at, "max(0, x)", 7f, 7));
  }

  @Override
  public CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Answer<Explained>> overviewExplained(
      Path image,
      Surgery surgery,
      Function<Overview, Explanation> explanation,
      ToIntFunction<Overview> classIndex) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Answer<Attribution>> explain(
      Path image, Surgery surgery, Explanation explanation, int classIndex) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Answer<Attribution>> occlusion(
      Path image,
      Surgery surgery,
      int classIndex,
      int square,
      int stride,
      Activity.Progress progress) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Answer<FilterBank>> filters(int layer) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Patches> patches(int layer, int unit) {
    patchesAsked++;
    return CompletableFuture.completedFuture(new Patches(0, 0, 0, List.of()));
  }

  @Override
  public CompletableFuture<Answer<List<Neighbour>>> neighbours(
      Path image, int count, Activity.Progress progress) {
    return new CompletableFuture<>();
  }
}
