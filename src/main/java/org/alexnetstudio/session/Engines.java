package org.alexnetstudio.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.network.ComputeDevice;

/** The engines that can compute, and how PyTorch is added; slow methods return at once. */
public final class Engines {
  /** The names that experiments have for them; the first one comes with the program. */
  public enum Name {
    /** Comes with the program. */
    MXNET("MXNet"),
    /** Can be added. */
    PYTORCH("PyTorch");

    private final String text;

    Name(String text) {
      this.text = text;
    }

    /** As experiments write it. */
    public String text() {
      return text;
    }
  }

  private final ComputeThread compute;
  private final Executor background;
  private final PyTorchLibraries pyTorch;

  /**
   * Looks after the engines.
   *
   * @param compute the thread that computes: it alone may load an engine
   */
  Engines(ComputeThread compute, Executor background, PyTorchLibraries pyTorch) {
    this.compute = compute;
    this.background = background;
    this.pyTorch = pyTorch;
  }

  /** Whether an engine's libraries are there. */
  public boolean present(Name name) {
    return name == Name.MXNET || pyTorch.present();
  }

  /** What is to be fetched of PyTorch, in millions of bytes; 0 where this system has none. */
  public int megabytes() {
    return pyTorch.megabytes();
  }

  /** An engine's version and the devices that it sees, such as "MXNet 1.9.0 sees cpu". */
  public CompletableFuture<String> look(Name name) {
    return compute.interactive(() -> describe(name));
  }

  /**
   * The same at once, loading the engine.
   *
   * @throws StudioException where it does not load
   */
  public static String describe(Name name) throws StudioException {
    ComputeDevice device = ComputeDevice.open(name.text(), "auto");
    return device.engineVersion() + " sees " + String.join(", ", device.all());
  }

  /**
   * Fetches PyTorch's libraries. A cancelled future ends it; what has come is kept.
   *
   * @param progress told on a background thread
   */
  public CompletableFuture<Boolean> fetch(Activity.Progress progress) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Activity activity = new Activity(progress, answer::isDone);
    return Work.submit(
        () -> {
          pyTorch.fetch(activity);
          return true;
        },
        background,
        answer);
  }
}
