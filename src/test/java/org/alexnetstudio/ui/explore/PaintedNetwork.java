package org.alexnetstudio.ui.explore;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javax.imageio.ImageIO;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Distribution;
import org.alexnetstudio.insight.ExcitingPatch;
import org.alexnetstudio.insight.Explained;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.Tints;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.session.WeightsOrigin;

/**
 * A network like the paper's for tests, which answers at once: its first layer is computed, what is
 * deeper is made up.
 */
final class PaintedNetwork implements Explorer {
  static final int SIDE = 227;
  private static final int KERNEL = 11;
  private static final int STRIDE = 4;
  private static final List<String> CLASSES =
      List.of("wild_cat", "cougar", "lynx", "ant", "boat", "cup");

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  final Picture image;
  boolean training = true;
  boolean validated = true;
  WeightsOrigin weights = weights(true, 1412);

  static WeightsOrigin weights(boolean live, int step) {
    return new WeightsOrigin(Path.of("run"), step, live, 101, new ResizeSpec(256, 256), SIDE);
  }

  PaintedNetwork(Path photo) throws Exception {
    BufferedImage read = ImageIO.read(photo.toFile());
    int[] argb = new int[SIDE * SIDE];
    int shorter = Math.min(read.getWidth(), read.getHeight());
    for (int i = 0; i < argb.length; i++) {
      int x = (read.getWidth() - shorter) / 2 + i % SIDE * shorter / SIDE;
      int y = (read.getHeight() - shorter) / 2 + i / SIDE * shorter / SIDE;
      argb[i] = 0xff000000 | read.getRGB(x, y);
    }
    image = new Picture(SIDE, SIDE, argb);
  }

  private <T> CompletableFuture<Answer<T>> answer(T value) {
    return CompletableFuture.completedFuture(new Answer<>(value, weights));
  }

  private static LayerInfo layer(
      int index, String name, String type, int units, int side, int field) {
    Distribution some = Distribution.of(new float[] {-1, 0, 0, 1});
    return new LayerInfo(index, name, type, units, side, side, field, some, some);
  }

  static List<LayerInfo> layers() {
    return List.of(
        layer(0, "data", "data", 3, SIDE, 1),
        layer(1, "conv1", "conv", 96, 55, 11),
        layer(2, "relu1", "relu", 96, 55, 11),
        layer(3, "lrn1", "lrn", 96, 55, 11),
        layer(4, "pool1", "maxpool", 96, 27, 19),
        layer(5, "conv2", "conv", 256, 27, 51),
        layer(6, "relu2", "relu", 256, 27, 51),
        layer(7, "pool5", "maxpool", 256, 6, 195),
        layer(8, "fc6", "fc", 4096, 1, SIDE));
  }

  float pixel(int channel, int row, int column) {
    return (image.argb()[row * SIDE + column] >> (16 - 8 * channel) & 0xff) - 120;
  }

  static Kernel kernel(int layer, int unit) {
    int size = layer == 1 ? KERNEL : 5;
    int channels = layer == 1 ? 3 : 48;
    float[] w = new float[channels * size * size];
    Random random = new Random(unit);
    double angle = unit * 0.3;
    for (int i = 0; i < w.length; i++) {
      double y = i / size % size - size / 2.0;
      double x = i % size - size / 2.0;
      double along = x * Math.cos(angle) + y * Math.sin(angle);
      w[i] =
          layer == 1
              ? (float)
                  (0.14
                      * Math.exp(-(x * x + y * y) / 18)
                      * Math.cos(along * 0.9 + Math.floorDiv(i, 121) * 0.4))
              : (float) (random.nextGaussian() * 0.03);
    }
    return new Kernel(unit, layer == 5 && unit >= 128 ? 48 : 0, channels, size, w, -0.12f);
  }

  private double[] sums(Kernel kernel, int row, int column) {
    double[] sums = new double[3];
    for (int i = 0; i < kernel.weights().length; i++) {
      int channel = i / (KERNEL * KERNEL);
      sums[channel] +=
          (double) kernel.weights()[i]
              * pixel(channel, row * STRIDE + i / KERNEL % KERNEL, column * STRIDE + i % KERNEL);
    }
    return sums;
  }

  float[] map(LayerInfo layer, int unit) {
    float[] map = new float[layer.height() * layer.width()];
    Kernel first = kernel(1, unit);
    Random random = new Random(unit);
    for (int i = 0; i < map.length; i++) {
      if (layer.index() == 1 || layer.index() == 2) {
        double[] sums = sums(first, i / layer.width(), i % layer.width());
        map[i] = (float) (sums[0] + sums[1] + sums[2] + first.bias());
        map[i] = layer.index() == 2 ? Math.max(0, map[i]) : map[i];
      } else {
        map[i] = (float) random.nextGaussian() * 12;
      }
    }
    return map;
  }

  private static Field field(LayerInfo layer, Spot spot) {
    if (!layer.hasMaps()) {
      return new Field(0, 0, SIDE, SIDE);
    }
    int stride = layer.index() <= 3 ? STRIDE : SIDE / layer.width();
    int pad = layer.index() <= 3 ? 0 : layer.field() / 2 - stride / 2;
    return new Field(
        spot.row() * stride - pad, spot.column() * stride - pad, layer.field(), layer.field());
  }

  @Override
  public CompletableFuture<Answer<Overview>> overview(Path path, Surgery surgery) {
    asked.add("overview " + surgery.scales());
    double shift = 0;
    for (float scale : surgery.scales().values()) {
      shift += 0.07 * (1 - scale);
    }
    List<Prediction> top = new ArrayList<>();
    double[] usual = {0.46, 0.18, 0.11, 0.03, 0.02, 0.01};
    double[] moves = {-1, 0.5, 0, 0.1, -0.1, 0.3};
    for (int i = 0; i < usual.length; i++) {
      top.add(new Prediction(i, CLASSES.get(i), Math.max(0, usual[i] + shift * moves[i])));
    }
    top.sort(Comparator.comparingDouble(Prediction::probability).reversed());
    return answer(new Overview(image, layers(), List.copyOf(top.subList(0, 5)), CLASSES));
  }

  @Override
  public CompletableFuture<Answer<LayerActivations>> layer(Path path, Surgery surgery, int index) {
    LayerInfo layer = layers().get(index);
    float[] values = new float[layer.units() * layer.height() * layer.width()];
    return answer(new LayerActivations(layer, values, new int[layer.units()], new boolean[0]));
  }

  @Override
  public CompletableFuture<Answer<UnitView>> unit(
      Path path, Surgery surgery, int index, int unit, Spot spot, BackwardRule rule) {
    asked.add("unit " + index + " " + unit + " " + spot + " " + rule);
    LayerInfo layer = layers().get(index);
    float[] map = map(layer, unit);
    int strongest = 0;
    for (int i = 0; i < map.length; i++) {
      strongest = map[i] > map[strongest] ? i : strongest;
    }
    Spot place =
        spot != null ? spot : new Spot(strongest / layer.width(), strongest % layer.width());
    float[] back = new float[3 * SIDE * SIDE];
    for (int i = 0; i < back.length; i++) {
      int channel = i / (SIDE * SIDE);
      int row = i / SIDE % SIDE;
      int column = i % SIDE;
      back[i] =
          column < SIDE - 2 ? pixel(channel, row, column + 2) - pixel(channel, row, column) : 0;
    }
    boolean convolution = layer.type().equals("conv");
    return answer(
        new UnitView(
            layer,
            unit,
            map,
            convolution ? kernel(index, unit) : null,
            place,
            field(layer, place),
            new Attribution(true, 3, SIDE, SIDE, back, 1, Float.NaN)));
  }

  @Override
  public CompletableFuture<Answer<Arithmetic>> arithmetic(
      Path path, Surgery surgery, int index, int unit, Spot spot) {
    asked.add("arithmetic " + index + " " + unit + " " + spot);
    LayerInfo layer = layers().get(index);
    float activation = map(layer, unit)[spot.row() * layer.width() + spot.column()];
    Arithmetic.At at =
        new Arithmetic.At(index, layer.name(), unit, spot, field(layer, spot), 1, activation);
    return answer(
        switch (layer.type()) {
          case "conv" -> convolution(at, unit);
          case "relu" ->
              new Arithmetic.Pointwise(at, "max(0, x)", activation, Math.max(0, activation));
          case "lrn" ->
              new Arithmetic.Normalisation(
                  at,
                  unit - 2,
                  new float[] {1.5f, 33, 120.5f, -4, 0.25f},
                  120.5f,
                  2,
                  2e-5,
                  0.75,
                  activation);
          case "fc" -> connected(at);
          default ->
              new Arithmetic.Pooling(
                  engine(at, 700.5),
                  true,
                  2,
                  4,
                  3,
                  3,
                  new float[] {0, 1, 2, 3, 700.5f, 0, 0, 0, 12},
                  700.5);
        });
  }

  private Arithmetic convolution(Arithmetic.At at, int unit) {
    Kernel kernel = kernel(at.layer(), unit);
    int area = kernel.size() * kernel.size();
    float[] patch = new float[kernel.weights().length];
    int top = at.spot().row() * (at.layer() == 1 ? STRIDE : 1) - (at.layer() == 1 ? 0 : 2);
    int left = at.spot().column() * (at.layer() == 1 ? STRIDE : 1) - (at.layer() == 1 ? 0 : 2);
    double[] sums = new double[kernel.channels()];
    double total = kernel.bias();
    Random random = new Random(unit);
    for (int i = 0; i < patch.length; i++) {
      patch[i] =
          at.layer() == 1
              ? pixel(i / area, top + i / KERNEL % KERNEL, left + i % KERNEL)
              : (float) Math.max(0, random.nextGaussian() * 20);
      sums[i / area] += (double) patch[i] * kernel.weights()[i];
    }
    for (double sum : sums) {
      total += sum;
    }
    return new Arithmetic.Convolution(engine(at, total), kernel, top, left, patch, sums, total);
  }

  private static Arithmetic.At engine(Arithmetic.At at, double computed) {
    return new Arithmetic.At(
        at.layer(), at.name(), at.unit(), at.spot(), at.field(), 1, (float) computed);
  }

  private Arithmetic connected(Arithmetic.At at) {
    Random random = new Random(3);
    List<Arithmetic.Contributor> largest = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      largest.add(
          new Arithmetic.Contributor(
              random.nextInt(256),
              new Spot(random.nextInt(6), random.nextInt(6)),
              random.nextFloat() * 9,
              (random.nextFloat() - 0.4f) * 0.03f));
    }
    largest.sort(Comparator.comparing(each -> -Math.abs(each.product())));
    double sum = largest.stream().mapToDouble(Arithmetic.Contributor::product).sum();
    double total = sum - 0.31 + 0.05f;
    return new Arithmetic.Connected(engine(at, total), 9216, largest, -0.31, 0.05f, total);
  }

  @Override
  public CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    asked.add("weight " + layer + " " + unit + " " + index);
    if (!training) {
      return CompletableFuture.failedFuture(
          StudioException.badInput(
              "No training is under way",
              "gradients and velocities are not kept in a checkpoint",
              "Resume the run, and look while it trains."));
    }
    double before = 0.0312;
    double velocity = 0.9 * 0.00012 - 0.01 * 0.0005 * before - 0.01 * -0.021;
    return answer(
        new WeightUpdate(
            layers().get(layer).name() + (index < 0 ? ".bias" : ".weight"),
            Math.max(0, index),
            1412,
            before,
            0.00012,
            -0.021f,
            0.01,
            0.9,
            0.0005,
            (float) velocity,
            (float) (before + velocity)));
  }

  @Override
  public CompletableFuture<Answer<FilterBank>> filters(int layer) {
    LayerInfo info = layers().get(layer);
    Kernel first = kernel(layer, 0);
    int count = first.weights().length;
    float[] all = new float[info.units() * count];
    for (int unit = 0; unit < info.units(); unit++) {
      System.arraycopy(kernel(layer, unit).weights(), 0, all, unit * count, count);
    }
    return answer(
        new FilterBank(info.name(), info.units(), first.channels(), first.size(), 1, all));
  }

  @Override
  public CompletableFuture<Patches> patches(int index, int unit) {
    LayerInfo layer = layers().get(index);
    List<ExcitingPatch> strongest = new ArrayList<>();
    for (int i = 0; i < 9 && validated; i++) {
      int side = layer.field();
      int[] argb = Tints.cut(image, i * 19, 60 + i * 8, side);
      strongest.add(
          new ExcitingPatch(
              "photos/image_" + i + ".jpg",
              700 - i * 20.5f,
              new Field(0, 0, side, side),
              new Picture(side, side, argb)));
    }
    return CompletableFuture.completedFuture(new Patches(578, 1200, 15, strongest));
  }

  @Override
  public CompletableFuture<Answer<Explained>> overviewExplained(
      Path image,
      Surgery surgery,
      Function<Overview, Explanation> explanation,
      ToIntFunction<Overview> classIndex) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<Attribution>> explain(
      Path path, Surgery surgery, Explanation explanation, int classIndex) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<Attribution>> occlusion(
      Path path,
      Surgery surgery,
      int classIndex,
      int square,
      int stride,
      Activity.Progress progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Answer<List<Neighbour>>> neighbours(
      Path path, int count, Activity.Progress progress) {
    throw new UnsupportedOperationException();
  }
}
