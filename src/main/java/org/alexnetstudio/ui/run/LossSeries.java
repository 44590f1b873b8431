package org.alexnetstudio.ui.run;

import java.util.Arrays;
import org.alexnetstudio.event.DebiasedAverage;

/**
 * The training loss of a run of any length in bounded memory: buckets of steps that follow each
 * other, each with its range and mean. A step has a bucket of its own until there are {@link
 * #CAPACITY}; then neighbours are merged, so that the oldest get twice as wide, and the newest are
 * exact again. Losses that are not finite are left out.
 */
public final class LossSeries {
  /** Buckets that are held at most. */
  public static final int CAPACITY = 1 << 17;

  private int[] firstStep = new int[1024];
  private int[] count = new int[1024];
  private long[] elapsed = new long[1024];
  private double[] min = new double[1024];
  private double[] max = new double[1024];
  private double[] sum = new double[1024];
  private double[] learningRate = new double[1024];

  private int size;
  private int width = 1;
  private int lastStep;
  private long lastElapsed;
  private long version;

  LossSeries() {}

  /** As it is now; later steps do not change it, so that another thread may read it. */
  public LossSeries copy() {
    LossSeries copy = new LossSeries();
    copy.resize(Math.max(1, size), this);
    copy.size = size;
    copy.width = width;
    copy.lastStep = lastStep;
    copy.lastElapsed = lastElapsed;
    copy.version = version;
    return copy;
  }

  /**
   * Takes the next step; one that is not later than the last voids those from it on.
   *
   * @param millis of training since the run began
   */
  void add(int step, long millis, double loss, double rate) {
    if (step <= lastStep) {
      truncate(step - 1);
    }
    if (!Double.isFinite(loss)) {
      return;
    }
    makeRoom();
    firstStep[size] = step;
    count[size] = 1;
    elapsed[size] = Math.max(millis, lastElapsed);
    min[size] = loss;
    max[size] = loss;
    sum[size] = loss;
    learningRate[size] = rate;
    lastElapsed = elapsed[size];
    lastStep = step;
    size++;
    version++;
  }

  /**
   * Voids the steps after {@code step}. Where that cuts a bucket, the rest of it keeps the mean and
   * the range of the whole.
   */
  void truncate(int step) {
    if (step >= lastStep) {
      return;
    }
    long kept = Math.round(elapsedAt(step));
    int last = indexOf(step);
    if (last >= 0) {
      int end = lastStep(last);
      if (end > step) {
        double share = (step - firstStep[last] + 1) / (double) (end - firstStep[last] + 1);
        int rest = Math.max(1, (int) Math.round(count[last] * share));
        sum[last] *= rest / (double) count[last];
        count[last] = rest;
      }
    }
    size = last + 1;
    lastStep = Math.max(0, step);
    lastElapsed = kept;
    version++;
  }

  private void makeRoom() {
    if (size < firstStep.length) {
      return;
    }
    if (size < CAPACITY) {
      resize(2 * size, this);
      return;
    }
    merge();
    // Merged to little avail, they would soon have to be merged again.
    while (size > CAPACITY * 3L / 4) {
      width *= 2;
      merge();
    }
  }

  private void merge() {
    int to = 0;
    for (int from = 1; from < size; from++) {
      if (count[to] + count[from] <= width) {
        count[to] += count[from];
        sum[to] += sum[from];
        min[to] = Math.min(min[to], min[from]);
        max[to] = Math.max(max[to], max[from]);
      } else {
        to++;
        firstStep[to] = firstStep[from];
        elapsed[to] = elapsed[from];
        count[to] = count[from];
        sum[to] = sum[from];
        min[to] = min[from];
        max[to] = max[from];
      }
      learningRate[to] = learningRate[from];
    }
    size = to + 1;
  }

  private void resize(int length, LossSeries from) {
    firstStep = Arrays.copyOf(from.firstStep, length);
    count = Arrays.copyOf(from.count, length);
    elapsed = Arrays.copyOf(from.elapsed, length);
    min = Arrays.copyOf(from.min, length);
    max = Arrays.copyOf(from.max, length);
    sum = Arrays.copyOf(from.sum, length);
    learningRate = Arrays.copyOf(from.learningRate, length);
  }

  /**
   * The {@link DebiasedAverage} after each bucket, with a bucket of n steps as n times its mean.
   * Exact where buckets have one step; else at most the range of the newest buckets away.
   *
   * @param s 0 (no smoothing) or more, below 1
   */
  public double[] smoothed(double s) {
    double[] powers = new double[width + 1];
    for (int n = 0; n <= width; n++) {
      powers[n] = Math.pow(s, n);
    }
    double[] smooth = new double[size];
    DebiasedAverage average = new DebiasedAverage();
    for (int i = 0; i < size; i++) {
      smooth[i] = average.add(sum[i] / count[i], powers[count[i]]);
    }
    return smooth;
  }

  /** The bucket that a step falls in, the last before it where none does; -1 before the first. */
  public int indexOf(double step) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firstStep[middle] <= step) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Milliseconds of training when a step was done, in a line between the buckets. */
  public double elapsedAt(double step) {
    int i = indexOf(step);
    double beginStep = i < 0 ? 0 : firstStep[i];
    double begin = i < 0 ? 0 : elapsed[i];
    double endStep = i + 1 < size ? firstStep[i + 1] : lastStep;
    double end = i + 1 < size ? elapsed[i + 1] : lastElapsed;
    return between(step, beginStep, endStep, begin, end);
  }

  /** The step that was done after so many milliseconds of training, in a line as above. */
  public double stepAt(double millis) {
    int i = Arrays.binarySearch(elapsed, 0, size, Math.round(millis));
    i = i >= 0 ? i : -i - 2;
    double beginStep = i < 0 ? 0 : firstStep[i];
    double begin = i < 0 ? 0 : elapsed[i];
    double endStep = i + 1 < size ? firstStep[i + 1] : lastStep;
    double end = i + 1 < size ? elapsed[i + 1] : lastElapsed;
    return between(millis, begin, end, beginStep, endStep);
  }

  private static double between(double x, double from, double to, double y0, double y1) {
    if (to <= from) {
      return y0;
    }
    return y0 + (y1 - y0) * Math.max(0, Math.min(1, (x - from) / (to - from)));
  }

  /** Number of buckets. */
  public int size() {
    return size;
  }

  /** The first step of a bucket. */
  public int firstStep(int bucket) {
    return firstStep[bucket];
  }

  /** The last step of a bucket. */
  public int lastStep(int bucket) {
    return bucket + 1 < size ? firstStep[bucket + 1] - 1 : lastStep;
  }

  /** The newest step; 0 before the first. */
  public int lastStep() {
    return lastStep;
  }

  /** Milliseconds of training when a bucket's first step was done. */
  public long elapsed(int bucket) {
    return elapsed[bucket];
  }

  /** Milliseconds of training until the newest step. */
  public long elapsed() {
    return lastElapsed;
  }

  /** Finite losses in a bucket. */
  public int count(int bucket) {
    return count[bucket];
  }

  /** The smallest loss in a bucket. */
  public double min(int bucket) {
    return min[bucket];
  }

  /** The largest loss in a bucket. */
  public double max(int bucket) {
    return max[bucket];
  }

  /** The mean loss of a bucket. */
  public double mean(int bucket) {
    return sum[bucket] / count[bucket];
  }

  /** The learning rate of a bucket's last step. */
  public double learningRate(int bucket) {
    return learningRate[bucket];
  }

  /** Another number after each change. */
  public long version() {
    return version;
  }

  /** Elements of its arrays: the memory that it takes. */
  long retained() {
    return 7L * firstStep.length;
  }
}
