package org.alexnetstudio.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;

/** An engine and one of its devices. */
public final class ComputeDevice {
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
   * @param wanted {@code auto} (the first GPU, else the CPU), {@code cpu}, {@code gpu} or {@code
   *     gpu:1}
   * @throws StudioException where the engine does not load or has no such device
   */
  public static ComputeDevice open(String engineName, String wanted) throws StudioException {
    Engine engine;
    try {
      engine = Engine.getEngine(engineName);
      engine.getVersion();
    } catch (EngineException | LinkageError | IllegalStateException | IllegalArgumentException e) {
      throw StudioException.failed(
          "The engine " + engineName + " does not load",
          rootReason(e),
          "'alexnet-studio doctor' says which library is missing.",
          e);
    }
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
