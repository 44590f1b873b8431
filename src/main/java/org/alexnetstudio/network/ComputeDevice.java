package org.alexnetstudio.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alexnetstudio.StudioException;

/** An engine and one of its devices. */
public final class ComputeDevice {
  /** The system property that names the folder of engines which do not come with the program. */
  public static final String ENGINES = "alexnetstudio.engines";

  private static final String ALL_GPUS = "gpus";

  private final Engine engine;
  private final Device device;
  private final EngineOps ops;

  private ComputeDevice(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
    this.ops = opsOf(engine);
  }

  /**
   * Loads the engine, which takes about a second, and finds the device.
   *
   * @param engineName as DJL has it, such as {@code MXNet}
   * @param wanted {@code auto} (the first GPU, else the CPU), {@code cpu}, {@code gpu}, {@code
   *     gpu:1}, or {@code gpus}, of which it is the first
   * @throws StudioException where the engine does not load or has no such device
   */
  public static ComputeDevice open(String engineName, String wanted) throws StudioException {
    Engine engine = load(engineName);
    int gpus = engine.getGpuCount();
    if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
      return new ComputeDevice(engine, Device.cpu());
    }
    int index = wanted.startsWith("gpu:") ? Integer.parseInt(wanted.substring(4)) : 0;
    if (index >= gpus) {
      throw StudioException.badInput(
          "There is no device " + wanted,
          "the engine " + engineName + " sees " + gpus + " GPUs",
          "Use \"device\": \"auto\" or \"cpu\".");
    }
    return new ComputeDevice(engine, Device.gpu(index));
  }

  /**
   * The devices of a training: all GPUs where {@code gpus} are wanted, else one.
   *
   * @throws StudioException where the engine does not load or has no such device
   */
  public static List<ComputeDevice> openAll(String engineName, String wanted)
      throws StudioException {
    ComputeDevice first = open(engineName, wanted);
    List<ComputeDevice> all = new ArrayList<>(List.of(first));
    for (int i = 1; wanted.equals(ALL_GPUS) && i < first.engine.getGpuCount(); i++) {
      all.add(new ComputeDevice(first.engine, Device.gpu(i)));
    }
    return all;
  }

  private static Engine load(String name) throws StudioException {
    if (name.equals("PyTorch") && !hasPyTorch()) {
      throw StudioException.failed(
          "The engine PyTorch does not load",
          "its libraries do not come with this program",
          "Fetch them in the window's Settings, or by 'alexnet-studio get pytorch'; or set"
              + " \"engine\": \"MXNet\" in the experiment.",
          null);
    }
    try {
      return EngineLibraries.with(
          () -> {
            Engine engine = Engine.getEngine(name);
            engine.getVersion();
            return engine;
          });
    } catch (EngineException | LinkageError | IllegalStateException | IllegalArgumentException e) {
      throw StudioException.failed(
          "The engine " + name + " does not load",
          rootReason(e),
          "'alexnet-studio doctor' says which library is missing.",
          e);
    }
  }

  /** Whether the libraries of the engine PyTorch are there. */
  public static boolean hasPyTorch() {
    return EngineLibraries.hasPyTorch();
  }

  /** DJL wraps what the loader said several times over. */
  private static String rootReason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  /** The names of all devices that the engine sees, such as {@code gpu:0} and {@code cpu}. */
  public List<String> all() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < engine.getGpuCount(); i++) {
      names.add("gpu:" + i);
    }
    names.add("cpu");
    return names;
  }

  /** {@code cpu} or {@code gpu:0}. */
  public String name() {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /** The engine's name and version, such as {@code MXNet 1.9.0}. */
  public String engineVersion() {
    return engine.getEngineName() + " " + engine.getVersion();
  }

  /** Whether it was for want of memory that the engine, or Java, failed. */
  public static boolean ranOutOfMemory(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof OutOfMemoryError
        || message.contains("out of memory")
        || message.contains("bad_alloc")
        || message.contains("allocate");
  }

  /** The memory of a GPU in bytes; of a processor, which can take more than there is, no limit. */
  public long memory() {
    return device.isGpu() ? CudaUtils.getGpuMemory(device).getMax() : Long.MAX_VALUE;
  }

  /** What to tell the user of a failure of the engine, or of Java for want of memory. */
  public StudioException failure(String what, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return StudioException.failed(
        what,
        message.lines().findFirst().orElse("the engine gave no reason"),
        "If memory ran out, end other programs or use a smaller batch or network.",
        cause);
  }

  /** The engine. */
  public Engine engine() {
    return engine;
  }

  /** The device. */
  public Device device() {
    return device;
  }

  EngineOps ops() {
    return ops;
  }

  private static EngineOps opsOf(Engine engine) {
    return switch (engine.getEngineName()) {
      case "MXNet" -> new MxNetOps();
      case "PyTorch" -> new TorchOps();
      default ->
          throw new IllegalArgumentException(
              "no operators for the engine " + engine.getEngineName());
    };
  }
}
