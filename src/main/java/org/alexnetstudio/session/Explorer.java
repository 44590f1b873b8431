package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explained;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Looks inside the network that questions go to. Layers are numbered from 0, the input. Every
 * method returns at once; a cancelled future gives up the question. Any thread may ask.
 */
public interface Explorer {
  /** All layers, and what they make of an image. */
  CompletableFuture<Answer<Overview>> overview(Path image, Surgery surgery);

  /** What each unit of a layer makes of an image. */
  CompletableFuture<Answer<LayerActivations>> layer(Path image, Surgery surgery, int layer);

  /**
   * One unit.
   *
   * @param spot the place on its map that is carried back; null: all of the map, each place by its
   *     strength
   */
  CompletableFuture<Answer<UnitView>> unit(
      Path image, Surgery surgery, int layer, int unit, @Nullable Spot spot, BackwardRule rule);

  /** How one activation of a layer after the input comes about. */
  CompletableFuture<Answer<Arithmetic>> arithmetic(
      Path image, Surgery surgery, int layer, int unit, Spot spot);

  /**
   * What the last step did to one weight; fails where no training is under way.
   *
   * @param index within the unit's weights, (channels, size, size) or inputs; -1 for its bias
   */
  CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index);

  /**
   * What the network sees of an image, and what speaks for a class that is chosen by it: one
   * question, where two would wait for two steps of a training.
   *
   * @param explanation not {@link Explanation.IntegratedGradients}, which takes many passes; like
   *     {@code classIndex} asked on the compute thread
   */
  CompletableFuture<Answer<Explained>> overviewExplained(
      Path image,
      Surgery surgery,
      Function<Overview, Explanation> explanation,
      ToIntFunction<Overview> classIndex);

  /** What of the image speaks for a class. */
  CompletableFuture<Answer<Attribution>> explain(
      Path image, Surgery surgery, Explanation explanation, int classIndex);

  /**
   * How much the logit of a class falls where a grey square hides a part of the image.
   *
   * @param square its side in input pixels
   * @param stride from one place to the next
   * @param progress told on a background thread
   */
  CompletableFuture<Answer<Attribution>> occlusion(
      Path image,
      Surgery surgery,
      int classIndex,
      int square,
      int stride,
      Activity.Progress progress);

  /** All filters of a convolution; fails where the layer is none. */
  CompletableFuture<Answer<FilterBank>> filters(int layer);

  /** The pieces of validation images that excite a unit most, found at the last validation. */
  CompletableFuture<Patches> patches(int layer, int unit);

  /**
   * The training images nearest to an image by the features of the last layer but one with weights.
   * The first question about a model reads all its training images.
   */
  CompletableFuture<Answer<List<Neighbour>>> neighbours(
      Path image, int count, Activity.Progress progress);
}
