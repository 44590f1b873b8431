package org.alexnetstudio.inspect;

import java.util.Arrays;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Field;
import org.alexnetstudio.insight.Kernel;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.network.ReceptiveField;
import org.alexnetstudio.network.RectifierGradient;
import org.jspecify.annotations.Nullable;

/** Single units of an explored network. */
public final class UnitViews {
  private UnitViews() {}

  /**
   * One unit and what it makes of the image.
   *
   * @param wanted the place that is carried back; null: all of the map, each place by its strength,
   *     or its strongest place where none is above 0
   */
  public static UnitView of(
      Exploration exploration, int layer, int unit, @Nullable Spot wanted, BackwardRule rule) {
    exploration.check(layer, unit, wanted);
    ImageShape shape = exploration.shapes().get(layer);
    int area = shape.height() * shape.width();
    float[] values = exploration.values(layer);
    float[] map = Arrays.copyOfRange(values, unit * area, (unit + 1) * area);
    Spot spot = wanted == null ? strongest(map, shape.width()) : wanted;
    int place = spot.row() * shape.width() + spot.column();
    float[] head = new float[values.length];
    if (wanted != null || area == 1 || map[place] <= 0) {
      head[unit * area + place] = 1;
    } else {
      for (int i = 0; i < area; i++) {
        head[unit * area + i] = Math.max(0, map[i]);
      }
    }
    return new UnitView(
        exploration.info(layer, values),
        unit,
        map,
        kernel(exploration, layer, unit),
        spot,
        field(exploration, layer, spot),
        backward(exploration, layer, head, map[place], rule));
  }

  private static Spot strongest(float[] map, int width) {
    int strongest = 0;
    for (int i = 1; i < map.length; i++) {
      strongest = map[i] > map[strongest] ? i : strongest;
    }
    return new Spot(strongest / width, strongest % width);
  }

  /** What a unit sees at a place; up to the first fully connected layer not cut at the borders. */
  static Field field(Exploration exploration, int layer, Spot spot) {
    ReceptiveField field = ReceptiveField.of(exploration.spec(), layer, spot.row(), spot.column());
    return new Field(field.top(), field.left(), field.height(), field.width());
  }

  /** The weights of a unit of a convolution; null for other layers. */
  static @Nullable Kernel kernel(Exploration exploration, int layer, int unit) {
    if (layer == 0 || !(exploration.spec(layer) instanceof LayerSpec.Conv conv)) {
      return null;
    }
    int channels = exploration.shapes().get(layer - 1).channels() / conv.groups();
    return new Kernel(
        unit,
        unit / (conv.filters() / conv.groups()) * channels,
        channels,
        conv.kernel(),
        exploration.network().readRow(conv.name() + ".weight", unit),
        exploration.network().readRow(conv.name() + ".bias", unit)[0]);
  }

  /** From a layer's output back to the image. */
  private static Attribution backward(
      Exploration exploration, int layer, float[] head, float activation, BackwardRule rule) {
    ImageShape input = exploration.shapes().get(0);
    return new Attribution(
        true,
        input.channels(),
        input.height(),
        input.width(),
        exploration.trace().gradient(layer, head, 0, rectifier(rule)).toFloatArray(),
        activation,
        Float.NaN);
  }

  private static RectifierGradient rectifier(BackwardRule rule) {
    return switch (rule) {
      case GRADIENT -> RectifierGradient.TRUE;
      case GUIDED -> (x, gradient) -> gradient.mul(x.gt(0)).mul(gradient.gt(0));
      case DECONVOLUTION -> (x, gradient) -> gradient.mul(gradient.gt(0));
    };
  }
}
