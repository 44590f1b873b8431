package org.alexnetstudio.session;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.event.LayerPeaks;
import org.alexnetstudio.event.Peaks;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.insight.ExcitingPatch;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.inspect.CropPicture;
import org.alexnetstudio.network.ReceptiveField;
import org.alexnetstudio.run.PeaksFile;
import org.alexnetstudio.run.RunFolder;
import org.jspecify.annotations.Nullable;

/** Cuts out what excites a unit most, as the last validation of a run found it. */
final class PatchFinder {
  private static final int BLACK = 0xff000000;

  private final TrainedImages images;
  private final Executor background;

  /** What was read last; a training writes the file anew after each validation. */
  private volatile @Nullable Known known;

  private record Known(Path run, FileTime written, Peaks peaks) {}

  PatchFinder(TrainedImages images, Executor background) {
    this.images = images;
    this.background = background;
  }

  /**
   * The patches of a unit; fails where the model belongs to no run, nothing was validated yet, or
   * the images are not at hand.
   *
   * @param model a run's folder, a checkpoint's, or the weights file in one
   * @param layer its number, from 1; one without weights shows what excites the last before it that
   *     has some
   */
  CompletableFuture<Patches> find(Path model, int layer, int unit) {
    CompletableFuture<Patches> answer = new CompletableFuture<>();
    return Work.submit(() -> find(model, layer, unit, answer), background, answer);
  }

  private Patches find(Path model, int layer, int unit, CompletableFuture<?> answer)
      throws StudioException {
    Path run = run(model);
    Experiment experiment = experiment(run);
    Peaks peaks = peaks(run);
    int number = weighted(experiment.network(), peaks, layer);
    LayerPeaks layerPeaks = layer(peaks, experiment.network(), number).orElseThrow();
    if (unit < 0 || unit >= layerPeaks.units()) {
      throw StudioException.badInput(
          "There is no unit " + unit + " in " + layerPeaks.layer(),
          "it has " + layerPeaks.units() + " units",
          "Choose one of them.");
    }
    PackedImages packed = images.of(experiment, peaks.fingerprint(), answer::isDone);
    byte[] pixels = new byte[packed.channels() * packed.side() * packed.side()];
    ImageShape input = experiment.network().input();
    List<ExcitingPatch> patches = new ArrayList<>();
    for (int i = unit * LayerPeaks.MOST; i < (unit + 1) * LayerPeaks.MOST; i++) {
      int image = layerPeaks.images()[i];
      if (image < 0) {
        break;
      }
      packed.read(image, pixels);
      ReceptiveField field =
          ReceptiveField.of(
              experiment.network(), number, layerPeaks.rows()[i], layerPeaks.columns()[i]);
      Picture crop =
          CropPicture.of(pixels, packed.channels(), packed.side(), input.height(), input.width());
      patches.add(
          new ExcitingPatch(
              Objects.requireNonNull(peaks.names().get(image)),
              layerPeaks.values()[i],
              new Field(field.top(), field.left(), field.height(), field.width()),
              cut(crop, field)));
    }
    int stepsPerEpoch =
        BatchLoader.stepsPerEpoch(packed.training().length, experiment.training().batch());
    return new Patches(peaks.images(), peaks.step(), peaks.step() / stepsPerEpoch, patches);
  }

  /**
   * For each unit of a layer behind a rectifier, or right before it, whether no validation image
   * brought it above 0; empty where that is not known, or nothing cuts off what is below 0.
   */
  boolean[] dead(Path model, int layer) {
    try {
      Path run = run(model);
      NetworkSpec network = experiment(run).network();
      Peaks peaks = peaks(run);
      int number = layer < 1 ? 0 : weighted(network, peaks, layer);
      if (number < 1
          || number >= network.layers().size()
          || !(network.layers().get(number) instanceof LayerSpec.Relu)) {
        return new boolean[0];
      }
      LayerPeaks found = layer(peaks, network, number).orElseThrow();
      boolean[] dead = new boolean[found.units()];
      for (int unit = 0; unit < dead.length; unit++) {
        dead[unit] = found.dead(unit);
      }
      return dead;
    } catch (StudioException unknown) {
      return new boolean[0];
    }
  }

  private static Path run(Path model) throws StudioException {
    return RunFolder.around(model)
        .orElseThrow(
            () ->
                StudioException.badInput(
                    "What excites the units of this model is not known",
                    "validation writes it into the run's folder, and this model lies outside of one",
                    "Open a run's folder."));
  }

  private Peaks peaks(Path run) throws StudioException {
    PeaksFile file = RunFolder.open(run).peaks();
    Optional<FileTime> written = file.written();
    Known last = known;
    if (last != null && last.run().equals(run) && written.equals(Optional.of(last.written()))) {
      return last.peaks();
    }
    Peaks peaks =
        file.read()
            .orElseThrow(
                () ->
                    StudioException.badInput(
                        "What excites the units is not known yet",
                        "no validation has looked for it",
                        "It is found at the end of each epoch, where images are kept for"
                            + " validation."));
    known = written.map(time -> new Known(run, time, peaks)).orElse(null);
    return peaks;
  }

  private static Experiment experiment(Path run) throws StudioException {
    return ExperimentFile.parse(
        run.resolve("experiment.json").toString(), RunFolder.open(run).experimentJson());
  }

  /** The layer itself, or the last before it that has weights: its units are the same. */
  private static int weighted(NetworkSpec network, Peaks peaks, int layer) throws StudioException {
    for (int number = layer; number > 0; number--) {
      if (layer(peaks, network, number).isPresent()) {
        return number;
      }
    }
    throw StudioException.badInput(
        "Nothing excites this layer",
        "there are no weights before it: it shows the image as it is",
        "Choose a later layer.");
  }

  private static Optional<LayerPeaks> layer(Peaks peaks, NetworkSpec network, int layer) {
    String name = layer < 1 ? "" : network.layers().get(layer - 1).name();
    return peaks.layers().stream().filter(each -> each.layer().equals(name)).findFirst();
  }

  /** What lies in the padding around the crop is black. */
  private static Picture cut(Picture crop, ReceptiveField field) {
    int[] argb = new int[field.height() * field.width()];
    Arrays.fill(argb, BLACK);
    for (int y = Math.max(0, field.top()); y < Math.min(crop.height(), field.bottom()); y++) {
      for (int x = Math.max(0, field.left()); x < Math.min(crop.width(), field.right()); x++) {
        argb[(y - field.top()) * field.width() + x - field.left()] =
            crop.argb()[y * crop.width() + x];
      }
    }
    return new Picture(field.width(), field.height(), argb);
  }
}
