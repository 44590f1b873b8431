package org.alexnetstudio.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadFactory;
import org.alexnetstudio.experiment.AugmentSpec;
import org.jspecify.annotations.Nullable;

/**
 * Batches of normalised images, prepared ahead: a fixed number of threads fill a pool of direct
 * buffers together, one batch after the other, so batches come in order and memory is bounded.
 *
 * <p>Order of an epoch, place of the crop, mirroring and colour noise derive only from seed, epoch
 * and position in the epoch: the numbers depend neither on the number of threads nor on the step at
 * which one begins.
 */
public final class BatchLoader implements AutoCloseable {
  /** One batch is trained on, one is ready, one is being filled. */
  private static final int BUFFERS = 3;

  private static final int SLICES_PER_WORKER = 2;

  private final BatchPlan plan;
  private final int sliceSize;
  private final List<Thread> workers = new ArrayList<>();

  /** Guards all that follows, and the counters of the batches. */
  private final Object monitor = new Object();

  private final Deque<FloatBuffer> free = new ArrayDeque<>();
  private final Deque<Batch> started = new ArrayDeque<>();
  private int nextStep;
  private @Nullable Batch filling;
  private @Nullable Throwable failure;
  private boolean closed;

  private BatchLoader(BatchPlan plan, int firstStep, int workers) {
    if (workers < 1 || firstStep < 0) {
      throw new IllegalArgumentException("workers " + workers + ", firstStep " + firstStep);
    }
    this.plan = plan;
    this.nextStep = firstStep;
    this.sliceSize = Math.max(1, plan.batch() / (SLICES_PER_WORKER * workers));
  }

  /**
   * The batches from {@code firstStep} on of a training epoch: whole batches in random order,
   * augmented. The images that do not fill a last batch are left out; other epochs have them.
   *
   * @param statistics needed where {@code augment} has colour noise
   * @param batch images in a batch
   * @param epoch its number, as the caller counts
   * @param firstStep in this epoch, from 0
   * @param workers number of threads
   */
  public static BatchLoader training(
      PackedImages images,
      Normaliser normaliser,
      @Nullable ImageStatistics statistics,
      AugmentSpec augment,
      int batch,
      long seed,
      int epoch,
      int firstStep,
      int workers) {
    BatchPlan plan =
        BatchPlan.training(images, normaliser, statistics, augment, batch, seed, epoch);
    return started(plan, firstStep, workers);
  }

  /** The centre crops of all the images {@code which}, in this order; the last batch is smaller. */
  public static BatchLoader validation(
      PackedImages images, int[] which, Normaliser normaliser, int crop, int batch, int workers) {
    return started(BatchPlan.validation(images, which, normaliser, crop, batch), 0, workers);
  }

  /** Half of the processors: each thread keeps up with training many times over. */
  public static int defaultWorkers() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** Whole batches only, but at least 1: a set smaller than the batch is one smaller step. */
  public static int stepsPerEpoch(int trainingImages, int batch) {
    return Math.max(1, trainingImages / batch);
  }

  private static BatchLoader started(BatchPlan plan, int firstStep, int workers) {
    BatchLoader loader = new BatchLoader(plan, firstStep, workers);
    int largest = Math.min(plan.batch(), plan.order().length);
    int bytes = Math.multiplyExact(Math.multiplyExact(largest, plan.imageSize()), Float.BYTES);
    for (int i = 0; i < Math.min(BUFFERS, plan.steps() - firstStep); i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
      loader.free.add(buffer.asFloatBuffer());
    }
    ThreadFactory threads = DataThreads.named("batch");
    for (int i = 0; i < workers; i++) {
      loader.workers.add(threads.newThread(loader::work));
    }
    loader.workers.forEach(Thread::start);
    return loader;
  }

  /**
   * Waits for the next batch; null at the end. What went wrong in a thread is thrown here.
   *
   * @throws CancellationException where the waiting thread is interrupted or the loader is closed
   */
  public @Nullable Batch next() {
    synchronized (monitor) {
      try {
        while (true) {
          if (failure instanceof RuntimeException exception) {
            throw exception;
          }
          if (failure instanceof Error error) {
            throw error;
          }
          if (closed) {
            throw new CancellationException("the loader is closed");
          }
          Batch head = started.peek();
          if (head != null && head.pending == 0) {
            return started.remove();
          }
          if (head == null && nextStep >= plan.steps()) {
            return null;
          }
          monitor.wait();
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }

  private void work() {
    PackedImages images = plan.images();
    byte[] scratch = new byte[images.channels() * images.side() * images.side()];
    try {
      for (Slice slice = take(); slice != null; slice = take()) {
        for (int place = slice.from; place < slice.end; place++) {
          plan.fill(slice.batch.step, place, scratch, slice.batch.images);
        }
        finish(slice);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error broken) {
      synchronized (monitor) {
        failure = broken;
        monitor.notifyAll();
      }
    }
  }

  /** The next few images to fill, when there is a buffer for them; null when all is done. */
  private @Nullable Slice take() throws InterruptedException {
    synchronized (monitor) {
      while (!closed && failure == null) {
        Batch current = filling == null ? startBatch() : filling;
        if (current != null) {
          int from = current.handedOut;
          current.handedOut = Math.min(current.size(), from + sliceSize);
          filling = current.handedOut == current.size() ? null : current;
          return new Slice(current, from, current.handedOut);
        }
        if (nextStep >= plan.steps()) {
          return null;
        }
        monitor.wait();
      }
      return null;
    }
  }

  private @Nullable Batch startBatch() {
    if (nextStep >= plan.steps() || free.isEmpty()) {
      return null;
    }
    Batch batch = new Batch(nextStep++, free.remove());
    started.add(batch);
    return batch;
  }

  private void finish(Slice slice) {
    synchronized (monitor) {
      slice.batch.pending -= slice.end - slice.from;
      if (slice.batch.pending == 0) {
        monitor.notifyAll();
      }
    }
  }

  /** Ends the threads; batches that are still held stay readable. */
  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      monitor.notifyAll();
    }
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Places {@code from} to {@code end} of a batch, for one thread. */
  private record Slice(Batch batch, int from, int end) {}

  /** Images with their labels; closing it gives its buffer back. */
  public final class Batch implements AutoCloseable {
    private final int step;
    private final FloatBuffer images;
    private int handedOut;
    private int pending;
    private boolean returned;

    private Batch(int step, FloatBuffer buffer) {
      this.step = step;
      this.images = buffer;
      images.limit(size() * plan.imageSize());
      pending = size();
    }

    /** (N,C,crop,crop), direct, in native order, at position 0; not to be used after closing. */
    public FloatBuffer images() {
      return images.duplicate();
    }

    /** The class of each image. */
    public int[] labels() {
      return plan.labels(step);
    }

    /** How many images it has. */
    public int size() {
      return plan.sizeOf(step);
    }

    /** The number of each image in {@link PackedImages}. */
    public int[] imageNumbers() {
      return plan.imageNumbers(step);
    }

    /** Gives the buffer back to be filled again; closing twice is harmless. */
    @Override
    public void close() {
      synchronized (monitor) {
        if (!returned) {
          returned = true;
          free.add(images);
          monitor.notifyAll();
        }
      }
    }
  }
}
