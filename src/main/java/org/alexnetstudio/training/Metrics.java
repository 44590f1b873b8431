package org.alexnetstudio.training;

import ai.djl.ndarray.NDArray;

/** Sums over images of the loss and of hits among the first and the first five classes. */
final class Metrics {
  private double lossSum;
  private double top1Sum;
  private double top5Sum;
  private long images;

  Metrics() {
    this(0, 0, 0, 0);
  }

  Metrics(double lossSum, double top1Sum, double top5Sum, long images) {
    this.lossSum = lossSum;
    this.top1Sum = top1Sum;
    this.top5Sum = top5Sum;
    this.images = images;
  }

  /**
   * The metrics of one batch.
   *
   * @param logits (N, classes); read from the device here
   */
  static Metrics of(NDArray logits, int[] labels) {
    float[] values = logits.toFloatArray();
    int classes = values.length / labels.length;
    Metrics metrics = new Metrics();
    for (int i = 0; i < labels.length; i++) {
      metrics.add(values, i * classes, classes, labels[i]);
    }
    return metrics;
  }

  private void add(float[] logits, int from, int classes, int label) {
    float own = logits[from + label];
    boolean number = true;
    double max = Double.NEGATIVE_INFINITY;
    int above = 0;
    for (int c = 0; c < classes; c++) {
      float logit = logits[from + c];
      number &= Float.isFinite(logit);
      max = Math.max(max, logit);
      // Of equal logits the lower class number comes first, as in argmax.
      if (c != label && (logit > own || (logit == own && c < label))) {
        above++;
      }
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[from + c] - max);
    }
    lossSum += number ? max + Math.log(sum) - own : Double.NaN;
    // No comparison with NaN is true: without this check a diverged network would be right always.
    top1Sum += number && above < 1 ? 1 : 0;
    top5Sum += number && above < 5 ? 1 : 0;
    images++;
  }

  void add(Metrics other) {
    lossSum += other.lossSum;
    top1Sum += other.top1Sum;
    top5Sum += other.top5Sum;
    images += other.images;
  }

  double lossSum() {
    return lossSum;
  }

  double top1Sum() {
    return top1Sum;
  }

  double top5Sum() {
    return top5Sum;
  }

  long images() {
    return images;
  }

  /** Mean softmax cross-entropy, in nats. */
  double loss() {
    return lossSum / images;
  }

  /** Share of images whose likeliest class is theirs. */
  double top1() {
    return top1Sum / images;
  }

  /** Share of images whose class is among the five likeliest. */
  double top5() {
    return top5Sum / images;
  }
}
