package org.alexnetstudio.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.alexnetstudio.event.DebiasedAverage;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.event.TrainingEvent;
import org.alexnetstudio.event.ValidationEvent;

/** Loss above, accuracy below, both over the steps. */
final class CurvesPicture {
  private static final Color TRAINING = new Color(0x0969da);
  private static final Color TRAINING_RAW = new Color(0xb6d4f6);
  private static final Color VALIDATION = new Color(0xbc4c00);
  private static final Color TOP1 = new Color(0x1a7f37);
  private static final Color TOP5 = new Color(0x8250df);

  private static final int WIDTH = 1200;
  private static final int LEFT = 72;
  private static final Rectangle LOSS = new Rectangle(LEFT, 44, WIDTH - LEFT - 32, 400);
  private static final Rectangle ACCURACY = new Rectangle(LEFT, 524, WIDTH - LEFT - 32, 260);
  private static final int HEIGHT = ACCURACY.y + ACCURACY.height + 56;

  /** Above the batches that most of the losses lie below, a plot is cut off. */
  private static final double SHARE_SHOWN = 0.995;

  private CurvesPicture() {}

  /** Draws a run's history, which has at least one step in it. */
  static BufferedImage draw(List<RunEvent> history) {
    BufferedImage image = Style.blank(WIDTH, HEIGHT);
    Graphics2D graphics = Style.graphics(image);
    List<Curve.Point> raw = points(history, StepEvent.class, StepEvent::loss);
    Axis steps = new Axis(0, raw.get(raw.size() - 1).x());
    DoubleFunction<String> step = x -> String.format(Locale.ROOT, "%,.0f", x);
    loss(history, raw, steps).draw(graphics, LOSS, step);
    accuracy(history, steps).draw(graphics, ACCURACY, step);
    graphics.setColor(Style.MUTED);
    graphics.drawString("step", WIDTH / 2 - 12, HEIGHT - 12);
    graphics.dispose();
    return image;
  }

  private static Plot loss(List<RunEvent> history, List<Curve.Point> raw, Axis steps) {
    Curve each = new Curve("", TRAINING_RAW, 1, false, raw);
    Curve smooth = new Curve("training, smoothed", TRAINING, 2, false, smooth(each.points()));
    Curve validation =
        new Curve(
            "validation",
            VALIDATION,
            2,
            true,
            points(history, ValidationEvent.class, ValidationEvent::loss));
    double[] sorted = each.points().stream().mapToDouble(Curve.Point::y).sorted().toArray();
    double most = sorted.length == 0 ? 1 : sorted[(int) (SHARE_SHOWN * (sorted.length - 1))];
    double top = 1.05 * Math.max(most, Math.max(smooth.max(), validation.max()));
    return new Plot(
        "Loss (cross-entropy)",
        steps,
        new Axis(0, top),
        CurvesPicture::shortest,
        value -> String.format(Locale.ROOT, "%.4f", value),
        List.of(each, smooth, validation));
  }

  /** Three digits, without zeros at the end. */
  private static String shortest(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  private static Plot accuracy(List<RunEvent> history, Axis steps) {
    boolean validated = history.stream().anyMatch(ValidationEvent.class::isInstance);
    List<Curve.Point> top1 =
        validated
            ? points(history, ValidationEvent.class, ValidationEvent::top1)
            : points(history, TrainingEvent.class, TrainingEvent::top1);
    List<Curve.Point> top5 =
        validated
            ? points(history, ValidationEvent.class, ValidationEvent::top5)
            : points(history, TrainingEvent.class, TrainingEvent::top5);
    return new Plot(
        validated ? "Accuracy, validation" : "Accuracy, training",
        steps,
        new Axis(0, 1),
        value -> String.format(Locale.ROOT, "%.0f %%", 100 * value),
        value -> String.format(Locale.ROOT, "%.2f %%", 100 * value),
        List.of(new Curve("top-1", TOP1, 2, true, top1), new Curve("top-5", TOP5, 2, true, top5)));
  }

  private static <T extends RunEvent> List<Curve.Point> points(
      List<RunEvent> history, Class<T> type, Function<T, Double> value) {
    return history.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .map(event -> new Curve.Point(event.step(), value.apply(event)))
        .toList();
  }

  /** An exponential average with debiasing, over more steps the more there are. */
  private static List<Curve.Point> smooth(List<Curve.Point> raw) {
    double keep = 1 - 1.0 / Math.max(8, raw.size() / 100);
    DebiasedAverage average = new DebiasedAverage();
    List<Curve.Point> smooth = new ArrayList<>();
    for (Curve.Point point : raw) {
      smooth.add(new Curve.Point(point.x(), average.add(point.y(), keep)));
    }
    return smooth;
  }
}
