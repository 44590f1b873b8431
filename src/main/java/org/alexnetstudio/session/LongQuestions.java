package org.alexnetstudio.session;

import java.util.List;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.inspect.Exploration;
import org.alexnetstudio.inspect.IntegratedGradients;
import org.alexnetstudio.inspect.Occlusion;

/** Explanations that take many passes. */
final class LongQuestions {
  private LongQuestions() {}

  /** Hides each part of the image; each loss is by the weights of one moment. */
  static Answer<Attribution> occlusion(
      Pieces pieces,
      Surgery surgery,
      int classIndex,
      Occlusion occlusion,
      Activity.Progress progress)
      throws Exception {
    ImageShape input = pieces.ask((classifier, bytes) -> classifier.input()).value();
    List<Spot> places = occlusion.places(input);
    float[] losses = new float[places.size()];
    for (int from = 0; ; from += Occlusion.TOGETHER) {
      progress.report("Hiding parts of the image", from, places.size());
      int end = Math.min(places.size(), from + Occlusion.TOGETHER);
      List<Spot> some = places.subList(from, end);
      Answer<float[]> logits =
          pieces.ask(
              (classifier, bytes) ->
                  occlusion.logits(classifier, bytes, surgery, classIndex, some));
      for (int i = 0; i < some.size(); i++) {
        losses[from + i] = logits.value()[0] - logits.value()[i + 1];
      }
      if (end == places.size()) {
        progress.report("Hiding parts of the image", end, end);
        return new Answer<>(
            new Attribution(
                true,
                1,
                occlusion.cells(input.height()),
                occlusion.cells(input.width()),
                losses,
                logits.value()[0],
                Float.NaN),
            logits.weights());
      }
    }
  }

  /** With more points where the first ones do not add up. */
  static Answer<Attribution> integratedGradients(Pieces pieces, Surgery surgery, int classIndex)
      throws Exception {
    Answer<Attribution> few =
        integratedGradients(
            pieces, surgery, new IntegratedGradients(classIndex, IntegratedGradients.FEW));
    return IntegratedGradients.addsUp(few.value())
        ? few
        : integratedGradients(
            pieces, surgery, new IntegratedGradients(classIndex, IntegratedGradients.MANY));
  }

  private static Answer<Attribution> integratedGradients(
      Pieces pieces, Surgery surgery, IntegratedGradients wanted) throws Exception {
    ImageShape input = pieces.ask((classifier, bytes) -> classifier.input()).value();
    float[] image =
        pieces
            .ask(
                (classifier, bytes) ->
                    Exploration.ask(classifier, bytes, surgery, Exploration::crop))
            .value();
    float[] mean = new float[image.length];
    for (int from = 0; ; from += IntegratedGradients.TOGETHER) {
      int begin = from;
      Answer<IntegratedGradients.Piece> piece =
          pieces.ask(
              (classifier, bytes) ->
                  Exploration.ask(classifier, bytes, surgery, e -> wanted.piece(e, begin)));
      for (int i = 0; i < mean.length; i++) {
        mean[i] += piece.value().gradient()[i];
      }
      if (from + IntegratedGradients.TOGETHER >= wanted.points()) {
        return new Answer<>(
            IntegratedGradients.attribution(input, image, mean, piece.value()), piece.weights());
      }
    }
  }
}
