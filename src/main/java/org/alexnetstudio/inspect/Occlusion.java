package org.alexnetstudio.inspect;

import ai.djl.engine.EngineException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.network.Trace;

/**
 * Hides parts of an image by a square of the mean colour, and sees how much a class loses (Zeiler
 * and Fergus, 2014). The image falls into cells of {@code stride} x {@code stride} pixels; for each
 * the square is centred over it, so it may reach over neighbours and the border.
 *
 * @param square side in pixels
 * @param stride side of a cell
 */
public record Occlusion(int square, int stride) {
  /** Places that are tried in one pass, so that a training waits for no more than that. */
  public static final int TOGETHER = 24;

  /** Refuses what is no square. */
  public Occlusion {
    if (square < 1 || stride < 1) {
      throw new IllegalArgumentException("square and stride must be at least 1");
    }
  }

  /** Cells in a row, or a column, of an image of a side. */
  public int cells(int side) {
    return (side + stride - 1) / stride;
  }

  /** All cells of an image, row by row. */
  public List<Spot> places(ImageShape input) {
    List<Spot> places = new ArrayList<>();
    for (int row = 0; row < cells(input.height()); row++) {
      for (int column = 0; column < cells(input.width()); column++) {
        places.add(new Spot(row, column));
      }
    }
    return places;
  }

  /**
   * The logit of a class for the whole image and then, for each place, with that place hidden.
   *
   * @param image decoded, (C, side, side) bytes
   * @param places at most {@link #TOGETHER}
   * @throws StudioException where the engine fails, as for want of memory
   */
  public float[] logits(
      Classifier classifier, byte[] image, Surgery surgery, int classIndex, List<Spot> places)
      throws StudioException {
    ImageShape input = classifier.input();
    float[] whole = classifier.centre(image);
    FloatBuffer batch = FloatBuffer.allocate((places.size() + 1) * whole.length);
    batch.put(whole);
    places.forEach(place -> batch.put(hidden(whole, input, place)));
    try (Trace trace =
        Trace.of(
            classifier.network(),
            batch.flip(),
            places.size() + 1,
            Exploration.scales(classifier.network().spec().shapes(), surgery))) {
      float[] all = trace.logits().toFloatArray();
      int classes = all.length / (places.size() + 1);
      float[] logits = new float[places.size() + 1];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = all[i * classes + classIndex];
      }
      return logits;
    } catch (EngineException | OutOfMemoryError e) {
      throw classifier.network().device().failure("The image can't be hidden in parts", e);
    }
  }

  /** The mean is 0 for the network. */
  private float[] hidden(float[] whole, ImageShape input, Spot place) {
    float[] hidden = whole.clone();
    int top = place.row() * stride + (stride - square) / 2;
    int left = place.column() * stride + (stride - square) / 2;
    for (int c = 0; c < input.channels(); c++) {
      for (int y = Math.max(0, top); y < Math.min(input.height(), top + square); y++) {
        int row = (c * input.height() + y) * input.width();
        for (int x = Math.max(0, left); x < Math.min(input.width(), left + square); x++) {
          hidden[row + x] = 0;
        }
      }
    }
    return hidden;
  }
}
