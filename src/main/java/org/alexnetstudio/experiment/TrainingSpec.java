package org.alexnetstudio.experiment;

/**
 * How the network learns.
 *
 * @param batch images in a step
 * @param engine the library that computes: {@code MXNet} or {@code PyTorch}
 * @param device {@code auto} (the first GPU, else the CPU), {@code cpu}, {@code gpu}, {@code
 *     gpu:1}, or {@code gpus}: all of them, each with a part of every batch
 */
public record TrainingSpec(
    int batch,
    int epochs,
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    CheckpointSpec checkpoint,
    String engine,
    String device) {
  /** Refuses values out of range. */
  public TrainingSpec {
    Check.range("batch", batch, 1, 65536);
    Check.range("epochs", epochs, 1, 100000);
    if (!engine.equals("MXNet") && !engine.equals("PyTorch")) {
      throw new FieldException("engine", '"' + engine + '"', "\"MXNet\" or \"PyTorch\"");
    }
    if (!isDevice(device)) {
      throw new FieldException(
          "device", '"' + device + '"', "\"auto\", \"cpu\", \"gpu\", \"gpu:1\" or \"gpus\"");
    }
  }

  /** Whether a text is one of the devices. */
  public static boolean isDevice(String text) {
    return text.matches("auto|cpu|gpus|gpu(:\\d{1,2})?");
  }

  /** The same with another number of epochs. */
  public TrainingSpec withEpochs(int other) {
    return new TrainingSpec(batch, other, optimizer, schedule, checkpoint, engine, device);
  }

  /** The same with another number of images in a step. */
  public TrainingSpec withBatch(int other) {
    return new TrainingSpec(other, epochs, optimizer, schedule, checkpoint, engine, device);
  }

  /** The same on another device. */
  TrainingSpec withDevice(String other) {
    return new TrainingSpec(batch, epochs, optimizer, schedule, checkpoint, engine, other);
  }
}
