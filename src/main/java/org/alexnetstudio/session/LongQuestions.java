package org.alexnetstudio.session;

import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.inspect.Exploration;
import org.alexnetstudio.inspect.IntegratedGradients;
import org.alexnetstudio.inspect.Occlusion;

/**
 * Explanations that take many passes. The first piece asks for all that is needed at once: another
 * question before it would wait for another step.
 */
final class LongQuestions {
  private LongQuestions() {}

  /** What one piece of an occlusion found, and of an image of which size. */
  private record Hidden(ImageShape input, float[] logits) {}

  /** Hides each part of the image; each loss is by the weights of one moment. */
  static Answer<Attribution> occlusion(
      Pieces pieces,
      Surgery surgery,
      int classIndex,
      Occlusion occlusion,
      Activity.Progress progress)
      throws Exception {
    List<Float> losses = new ArrayList<>();
    while (true) {
      int from = losses.size();
      Answer<Hidden> piece =
          pieces.ask(
              (classifier, bytes) ->
                  new Hidden(
                      classifier.input(),
                      occlusion.logits(
                          classifier,
                          bytes,
                          surgery,
                          classIndex,
                          some(occlusion.places(classifier.input()), from))));
      float[] logits = piece.value().logits();
      for (int i = 1; i < logits.length; i++) {
        losses.add(logits[0] - logits[i]);
      }
      ImageShape input = piece.value().input();
      int total = occlusion.places(input).size();
      progress.report("Hiding parts of the image", losses.size(), total);
      if (losses.size() == total) {
        return new Answer<>(
            new Attribution(
                true,
                1,
                occlusion.cells(input.height()),
                occlusion.cells(input.width()),
                array(losses),
                logits[0],
                Float.NaN),
            piece.weights());
      }
    }
  }

  private static List<Spot> some(List<Spot> places, int from) {
    return places.subList(from, Math.min(places.size(), from + Occlusion.TOGETHER));
  }

  private static float[] array(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
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

  /** A piece of the way from the blank image, and the image that it leads to. */
  private record OnTheWay(ImageShape input, float[] image, IntegratedGradients.Piece piece) {}

  private static Answer<Attribution> integratedGradients(
      Pieces pieces, Surgery surgery, IntegratedGradients wanted) throws Exception {
    float[] mean = new float[0];
    for (int from = 0; ; from += IntegratedGradients.TOGETHER) {
      int begin = from;
      Answer<OnTheWay> answer =
          pieces.ask(
              (classifier, bytes) ->
                  Exploration.ask(
                      classifier,
                      bytes,
                      surgery,
                      e -> new OnTheWay(classifier.input(), e.crop(), wanted.piece(e, begin))));
      OnTheWay part = answer.value();
      mean = from == 0 ? new float[part.image().length] : mean;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += part.piece().gradient()[i];
      }
      if (from + IntegratedGradients.TOGETHER >= wanted.points()) {
        return new Answer<>(
            IntegratedGradients.attribution(part.input(), part.image(), mean, part.piece()),
            answer.weights());
      }
    }
  }
}
