package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.inspect.Arithmetics;
import org.alexnetstudio.inspect.Explanations;
import org.alexnetstudio.inspect.Exploration;
import org.alexnetstudio.inspect.Occlusion;
import org.alexnetstudio.inspect.UnitViews;
import org.jspecify.annotations.Nullable;

/** Puts the questions to the {@link LiveNetwork}, each a piece of work between two steps. */
final class LiveExplorer implements Explorer {
  private final LiveNetwork network;
  private final PatchFinder patches;
  private final NeighbourFinder neighbours;
  private final Executor background;

  LiveExplorer(
      LiveNetwork network, PatchFinder patches, NeighbourFinder neighbours, Executor background) {
    this.network = network;
    this.patches = patches;
    this.neighbours = neighbours;
    this.background = background;
  }

  private <T> CompletableFuture<Answer<T>> ask(
      Path image, Surgery surgery, Function<Exploration, T> question) {
    return network.ask(
        image, (classifier, bytes) -> Exploration.ask(classifier, bytes, surgery, question));
  }

  @Override
  public CompletableFuture<Answer<Overview>> overview(Path image, Surgery surgery) {
    return ask(image, surgery, Exploration::overview);
  }

  @Override
  public CompletableFuture<Answer<LayerActivations>> layer(Path image, Surgery surgery, int layer) {
    return ask(image, surgery, exploration -> exploration.layer(layer, dead(layer)));
  }

  private boolean[] dead(int layer) {
    Path model = network.origin();
    return model == null ? new boolean[0] : patches.dead(model, layer);
  }

  @Override
  public CompletableFuture<Answer<UnitView>> unit(
      Path image, Surgery surgery, int layer, int unit, @Nullable Spot spot, BackwardRule rule) {
    return ask(image, surgery, exploration -> UnitViews.of(exploration, layer, unit, spot, rule));
  }

  @Override
  public CompletableFuture<Answer<Arithmetic>> arithmetic(
      Path image, Surgery surgery, int layer, int unit, Spot spot) {
    return ask(
        image, surgery, exploration -> Arithmetics.of(exploration, surgery, layer, unit, spot));
  }

  @Override
  public CompletableFuture<Answer<Attribution>> explain(
      Path image, Surgery surgery, Explanation explanation, int classIndex) {
    return ask(
        image, surgery, exploration -> Explanations.of(exploration, explanation, classIndex));
  }

  @Override
  public CompletableFuture<Answer<Attribution>> occlusion(
      Path image,
      Surgery surgery,
      int classIndex,
      int square,
      int stride,
      Activity.Progress progress) {
    CompletableFuture<Answer<Attribution>> answer = new CompletableFuture<>();
    OcclusionSearch search =
        new OcclusionSearch(image, surgery, classIndex, new Occlusion(square, stride));
    return Work.submit(() -> search.run(progress, answer), background, answer);
  }

  /** Goes over an image piece by piece, so that a training goes on in between. */
  private final class OcclusionSearch {
    private final Path image;
    private final Surgery surgery;
    private final int classIndex;
    private final Occlusion occlusion;

    OcclusionSearch(Path image, Surgery surgery, int classIndex, Occlusion occlusion) {
      this.image = image;
      this.surgery = surgery;
      this.classIndex = classIndex;
      this.occlusion = occlusion;
    }

    Answer<Attribution> run(Activity.Progress progress, CompletableFuture<?> answer)
        throws Exception {
      Answer<ImageShape> input =
          wait(network.ask(image, (classifier, bytes) -> classifier.input()));
      List<Spot> places = occlusion.places(input.value());
      float[] losses = new float[places.size()];
      Answer<float[]> logits = null;
      for (int from = 0; from < places.size(); from += Occlusion.TOGETHER) {
        if (answer.isDone()) {
          throw new CancellationException();
        }
        progress.report("Hiding parts of the image", from, places.size());
        List<Spot> some = places.subList(from, Math.min(places.size(), from + Occlusion.TOGETHER));
        logits =
            wait(
                network.ask(
                    image,
                    (classifier, bytes) ->
                        occlusion.logits(classifier, bytes, surgery, classIndex, some)));
        for (int i = 0; i < some.size(); i++) {
          // By the weights of the same moment, as those of a training change from piece to piece.
          losses[from + i] = logits.value()[0] - logits.value()[i + 1];
        }
      }
      progress.report("Hiding parts of the image", places.size(), places.size());
      if (logits == null) {
        throw new IllegalStateException("an image has at least one place");
      }
      return new Answer<>(
          new Attribution(
              true,
              1,
              occlusion.cells(input.value().height()),
              occlusion.cells(input.value().width()),
              losses,
              logits.value()[0],
              Float.NaN),
          logits.weights());
    }

    private <T> T wait(CompletableFuture<T> future) throws Exception {
      try {
        return future.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  @Override
  public CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    return network.weightUpdate(layer, unit, index);
  }

  @Override
  public CompletableFuture<Patches> patches(int layer, int unit) {
    Path model = network.origin();
    return model == null
        ? CompletableFuture.failedFuture(LiveNetwork.nothingToAsk())
        : patches.find(model, layer, unit);
  }

  @Override
  public CompletableFuture<Answer<List<Neighbour>>> neighbours(
      Path image, int count, Activity.Progress progress) {
    Path model = network.origin();
    return model == null
        ? CompletableFuture.failedFuture(LiveNetwork.nothingToAsk())
        : neighbours.find(model, image, count, progress);
  }
}
