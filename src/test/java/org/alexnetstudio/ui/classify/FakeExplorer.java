package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
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

/** Makes up why a class is seen, at once or when it is told to. */
final class FakeExplorer implements Explorer {
  static final List<String> CLASSES =
      List.of("wild_cat", "cougar_face", "Leopards", "kangaroo", "llama", "panda");

  /** A question, such as "explain GradCam[layer=5] of 0". */
  record Asked(String what, Path image, CompletableFuture<?> answer) {}

  private final List<Asked> asked = new ArrayList<>();
  private boolean waits;
  private boolean live = true;
  private int likeliest;
  private int side = 227;
  private Throwable problem;
  private Picture picture;
  private Activity.Progress told;

  synchronized FakeExplorer waits(boolean now) {
    waits = now;
    return this;
  }

  synchronized FakeExplorer live(boolean now) {
    live = now;
    return this;
  }

  synchronized FakeExplorer likeliest(int now) {
    likeliest = now;
    return this;
  }

  synchronized FakeExplorer fails(Throwable now) {
    problem = now;
    return this;
  }

  synchronized FakeExplorer sees(Picture now) {
    picture = now;
    side = now.width();
    return this;
  }

  /** What was asked so far. */
  synchronized List<String> questions() {
    return asked.stream().map(Asked::what).toList();
  }

  synchronized Asked last() {
    return asked.get(asked.size() - 1);
  }

  synchronized Activity.Progress told() {
    return told;
  }

  WeightsOrigin weights() {
    return new WeightsOrigin(Path.of("run"), 1412, live, 6, new ResizeSpec(256, 256), side);
  }

  private synchronized <T> CompletableFuture<Answer<T>> answer(String what, Path image, T value) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    asked.add(new Asked(what, image, answer));
    if (problem != null) {
      answer.completeExceptionally(problem);
    } else if (image.endsWith("broken.png")) {
      answer.completeExceptionally(
          StudioException.badInput("Cannot open " + image, "not an image", "Choose another."));
    } else if (!waits) {
      answer.complete(new Answer<>(value, weights()));
    }
    return answer;
  }

  private static LayerInfo layer(int index, String name, String type, int units, int side) {
    Distribution some = Distribution.of(new float[] {0, 1});
    return new LayerInfo(index, name, type, units, side, side, 11, some, some);
  }

  Overview overview() {
    int[] argb = new int[side * side];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xff000000 | (i % side * 255 / side) << 16 | (i / side * 255 / side) << 8 | 0x60;
    }
    return new Overview(
        picture == null ? new Picture(side, side, argb) : picture,
        List.of(
            layer(0, "data", "data", 3, side),
            layer(1, "conv1", "conv", 96, 55),
            layer(2, "relu1", "relu", 96, 55),
            layer(3, "pool1", "maxpool", 96, 27),
            layer(4, "conv5", "conv", 256, 13),
            layer(5, "relu5", "relu", 256, 13),
            layer(6, "pool5", "maxpool", 256, 6),
            layer(7, "fc6", "fc", 4096, 1)),
        IntStream.range(0, 5)
            .map(i -> (likeliest + i) % CLASSES.size())
            .mapToObj(i -> new Prediction(i, CLASSES.get(i), 0.5 - 0.08 * i))
            .toList(),
        CLASSES);
  }

  @Override
  public CompletableFuture<Answer<Overview>> overview(Path image, Surgery surgery) {
    return answer("overview", image, overview());
  }

  @Override
  public CompletableFuture<Answer<Explained>> overviewExplained(
      Path image,
      Surgery surgery,
      Function<Overview, Explanation> explanation,
      ToIntFunction<Overview> classIndex) {
    Overview seen = overview();
    Explanation how = explanation.apply(seen);
    int explained = classIndex.applyAsInt(seen);
    return answer(
        "overview, explain " + how + " of " + explained,
        image,
        new Explained(seen, explained, attribution(how)));
  }

  private Attribution attribution(Explanation how) {
    return how instanceof Explanation.GradCam
        ? attribution(false, 1, 13)
        : attribution(true, 3, side);
  }

  /** A spot of light left of the middle; around it what speaks against. */
  Attribution attribution(boolean signed, int channels, int size) {
    float[] values = new float[channels * size * size];
    for (int i = 0; i < values.length; i++) {
      double y = (i / size % size + 0.5) / size - 0.45;
      double x = (i % size + 0.5) / size - 0.4;
      double spot = 8 * Math.exp(-(x * x + y * y) * 30);
      values[i] = (float) (signed ? (spot - 1.5) * Math.cos(40 * x) * Math.cos(33 * y) : spot);
    }
    return new Attribution(signed, channels, size, size, values, 7.91f, 0.32f);
  }

  @Override
  public CompletableFuture<Answer<Attribution>> explain(
      Path image, Surgery surgery, Explanation explanation, int classIndex) {
    return answer("explain " + explanation + " of " + classIndex, image, attribution(explanation));
  }

  @Override
  public CompletableFuture<Answer<Attribution>> occlusion(
      Path image,
      Surgery surgery,
      int classIndex,
      int square,
      int stride,
      Activity.Progress progress) {
    synchronized (this) {
      told = progress;
    }
    return answer(
        "occlusion " + square + "/" + stride + " of " + classIndex,
        image,
        attribution(true, 1, (side + stride - 1) / stride));
  }

  @Override
  public CompletableFuture<Answer<List<Neighbour>>> neighbours(
      Path image, int count, Activity.Progress progress) {
    synchronized (this) {
      told = progress;
    }
    List<Neighbour> found =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Neighbour(
                        "cats/" + i + ".jpg", CLASSES.get(i % CLASSES.size()), 20 + i, small(i)))
            .toList();
    return answer("neighbours", image, found);
  }

  private static Picture small(int seed) {
    int[] argb = new int[96 * 96];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xff000000 | (i % 96 * 2) << 16 | (i / 96 * 2) << 8 | seed * 15;
    }
    return new Picture(96, 96, argb);
  }

  @Override
  public CompletableFuture<Answer<LayerActivations>> layer(Path image, Surgery surgery, int layer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<UnitView>> unit(
      Path image, Surgery surgery, int layer, int unit, Spot spot, BackwardRule rule) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<Arithmetic>> arithmetic(
      Path image, Surgery surgery, int layer, int unit, Spot spot) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<FilterBank>> filters(int layer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Patches> patches(int layer, int unit) {
    throw new UnsupportedOperationException();
  }
}
