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
  private static final long ORDER = -1;

  private final PackedImages images;
  private final Normaliser normaliser;
  private final View.Choice views;
  private final int[] order;
  private final int crop;
  private final int batch;
  private final int endStep;
  private final int sliceSize;
  private final List<Thread> workers = new ArrayList<>();

  private final Object monitor = new Object();
  private final Deque<FloatBuffer> free = new ArrayDeque<>();
  private final Deque<Batch> started = new ArrayDeque<>();
  private int nextStep;
  private @Nullable Batch filling;
  private @Nullable Throwable failure;
  private boolean closed;

  private BatchLoader(
      PackedImages images,
      Normaliser normaliser,
      View.Choice views,
      int[] order,
      int crop,
      int batch,
      int firstStep,
      int endStep,
      int workers) {
    this.images = images;
    this.normaliser = normaliser;
    this.views = views;
    this.order = order;
    this.crop = crop;
    this.batch = batch;
    this.nextStep = firstStep;
    this.endStep = endStep;
    this.sliceSize = Math.max(1, batch / (SLICES_PER_WORKER * workers));
  }

  /**
   * The batches from {@code firstStep} on of a training epoch: whole batches in random order,
   * augmented. The images that do not fill a last batch are left out; other epochs have them.
   *
   * @param statistics needed where {@code augment} has colour noise
   * @param batch images in a batch
   * @param epoch from 0 or 1, as the caller counts
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
    int[] order = images.training();
    new Random64(seed, epoch, ORDER).shuffle(order);
    ColourNoise noise = null;
    if (augment.colourPca() > 0) {
      if (statistics == null) {
        throw new IllegalArgumentException("colour noise needs the training set's statistics");
      }
      noise = new ColourNoise(statistics, augment.colourPca());
    }
    View.Choice views = View.random(augment, images, noise, seed, epoch);
    int steps = stepsPerEpoch(order.length, batch);
    BatchLoader loader =
        new BatchLoader(
            images,
            normaliser,
            views,
            order,
            augment.randomCrop(),
            batch,
            firstStep,
            steps,
            workers);
    loader.start(workers);
    return loader;
  }

  /** The centre crops of all the images {@code which}, in this order; the last batch is smaller. */
  public static BatchLoader validation(
      PackedImages images, int[] which, Normaliser normaliser, int crop, int batch, int workers) {
    View.Choice views = View.centre(images.side(), crop, images.channels());
    int steps = (which.length + batch - 1) / batch;
    BatchLoader loader =
        new BatchLoader(images, normaliser, views, which.clone(), crop, batch, 0, steps, workers);
    loader.start(workers);
    return loader;
  }

  /** Whole batches only, but at least 1: a set smaller than the batch is one smaller step. */
  public static int stepsPerEpoch(int trainingImages, int batch) {
    return Math.max(1, trainingImages / batch);
  }

  private void start(int count) {
    int largest = Math.min(batch, order.length);
    int bytes = Math.multiplyExact(Math.multiplyExact(largest, imageSize()), Float.BYTES);
    for (int i = 0; i < Math.min(BUFFERS, endStep - nextStep); i++) {
      free.add(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer());
    }
    ThreadFactory threads = DataThreads.named("batch");
    for (int i = 0; i < count; i++) {
      Thread worker = threads.newThread(this::work);
      workers.add(worker);
      worker.start();
    }
  }

  private int imageSize() {
    return normaliser.channels() * crop * crop;
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
          if (head == null && nextStep >= endStep) {
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
    byte[] image = new byte[images.channels() * images.side() * images.side()];
    try {
      for (Slice slice = take(); slice != null; slice = take()) {
        for (int i = slice.from; i < slice.end; i++) {
          slice.batch.fill(i, image);
        }
        done(slice);
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

  /** The next few images to fill; null when there is nothing left to do. */
  private @Nullable Slice take() throws InterruptedException {
    synchronized (monitor) {
      while (!closed && failure == null) {
        if (filling == null) {
          if (nextStep >= endStep) {
            return null;
          }
          FloatBuffer buffer = free.poll();
          if (buffer != null) {
            filling = new Batch(nextStep++, buffer);
            started.add(filling);
          }
        }
        Batch current = filling;
        if (current != null) {
          int from = current.handedOut;
          current.handedOut = Math.min(current.size, from + sliceSize);
          if (current.handedOut == current.size) {
            filling = null;
          }
          return new Slice(current, from, current.handedOut);
        }
        monitor.wait();
      }
      return null;
    }
  }

  private void done(Slice slice) {
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
    private final int first;
    private final int size;
    private final FloatBuffer images;
    private int handedOut;
    private int pending;
    private boolean returned;

    private Batch(int step, FloatBuffer buffer) {
      first = step * batch;
      size = Math.min(batch, order.length - first);
      images = buffer;
      images.limit(size * imageSize());
      pending = size;
    }

    private void fill(int place, byte[] scratch) {
      BatchLoader.this.images.read(order[first + place], scratch);
      View view = views.at(first + place);
      normaliser.crop(
          scratch,
          view.y(),
          view.x(),
          crop,
          view.flip(),
          view.colourShift(),
          images,
          place * imageSize());
    }

    /** (N,C,crop,crop), direct, in native order, at position 0; not to be used after closing. */
    public FloatBuffer images() {
      return images.duplicate();
    }

    /** The class of each image. */
    public int[] labels() {
      int[] labels = new int[size];
      for (int i = 0; i < size; i++) {
        labels[i] = BatchLoader.this.images.label(order[first + i]);
      }
      return labels;
    }

    /** How many images it has. */
    public int size() {
      return size;
    }

    /** The number of each image in {@link PackedImages}. */
    public int[] imageNumbers() {
      int[] numbers = new int[size];
      System.arraycopy(order, first, numbers, 0, size);
      return numbers;
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
