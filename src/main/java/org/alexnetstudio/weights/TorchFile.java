package org.alexnetstudio.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;

/**
 * An open state dict of PyTorch ({@code .pth}, {@code .pt}), in the zip form or the legacy form, by
 * itself or inside a checkpoint; safe for several threads.
 *
 * <p>What such a file says is never run: see {@link PickleMachine}.
 */
public final class TorchFile implements TensorFile {
  /** 100 bytes a tensor are usual; AlexNet has 16 tensors, the largest networks some thousand. */
  static final int LONGEST_PICKLE = 4_000_000;

  /** Under which names checkpoints keep their state dict. */
  private static final List<String> STATE_DICTS =
      List.of("state_dict", "model_state_dict", "model", "net", "module");

  private static final String REMEDY =
      "Only a state dict can be read: torch.save(model.state_dict(), \"weights.pth\") writes one.";

  private final Path path;
  private final TorchStorages storages;
  private final Map<String, TorchTensor> tensors;

  private TorchFile(Path path, TorchStorages storages, Map<String, TorchTensor> tensors) {
    this.path = path;
    this.storages = storages;
    this.tensors = tensors;
  }

  /** Whether a file that begins so is a zip or a pickle. */
  static boolean startsLike(byte[] start) {
    return start.length > 1 && ((start[0] == 'P' && start[1] == 'K') || (start[0] & 0xff) == 0x80);
  }

  /**
   * Opens a file and checks all of it but the numbers.
   *
   * @throws StudioException where the file cannot be read, is damaged, or asks for anything that no
   *     state dict needs
   */
  public static TorchFile open(Path path) throws StudioException {
    try {
      TorchStorages.Opened opened =
          isZip(path) ? ZipStorages.open(path) : LegacyStorages.open(path);
      boolean handedOver = false;
      try {
        Map<String, TorchTensor> tensors = tensors(stateDict(opened.content()));
        for (TorchTensor tensor : tensors.values()) {
          opened.storages().check(tensor.storage());
        }
        handedOver = true;
        return new TorchFile(path, opened.storages(), tensors);
      } finally {
        if (!handedOver) {
          opened.storages().close();
        }
      }
    } catch (FormatException e) {
      throw StudioException.badInput(
          path + " can't be used as PyTorch's weights", String.valueOf(e.getMessage()), REMEDY);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static boolean isZip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 'P';
    }
  }

  /** The dictionary that holds tensors: the whole, or the one of that name in a checkpoint. */
  private static Map<?, ?> stateDict(Object content) throws FormatException {
    if (!(content instanceof Map<?, ?> whole)) {
      throw new FormatException("what it holds is not a dictionary of tensors");
    }
    if (holdsTensors(whole)) {
      return whole;
    }
    for (String key : STATE_DICTS) {
      if (whole.get(key) instanceof Map<?, ?> part && holdsTensors(part)) {
        return part;
      }
    }
    throw new FormatException(
        whole.isEmpty()
            ? "its dictionary is empty"
            : "there are no tensors in it, but "
                + Names.some(whole.keySet().stream().map(String::valueOf).toList()));
  }

  private static boolean holdsTensors(Map<?, ?> dictionary) {
    return dictionary.values().stream().anyMatch(TorchTensor.class::isInstance);
  }

  private static Map<String, TorchTensor> tensors(Map<?, ?> stateDict) throws FormatException {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : stateDict.entrySet()) {
      if (entry.getValue() instanceof TorchTensor tensor) {
        if (!(entry.getKey() instanceof String name) || !Names.isSound(name)) {
          throw new FormatException(
              "it has a tensor named "
                  + Names.quoted(entry.getKey())
                  + ", which is no name of one");
        }
        tensors.put(name, tensor);
      }
    }
    return tensors;
  }

  @Override
  public List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  @Override
  public Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape().clone()));
    return shapes;
  }

  @Override
  public DType dtype(String name) {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no tensor " + name);
    }
    return tensor.storage().dtype();
  }

  @Override
  public Tensor tensor(String name) throws StudioException {
    TorchTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw TensorFile.noSuchTensor(path, name, names());
    }
    int size = tensor.storage().dtype().size();
    long numbers = tensor.elements() == 0 ? 0 : tensor.end() - tensor.offset();
    if (numbers > TensorFile.MOST_BYTES / size) {
      throw TensorFile.tooLarge(path, name, numbers * (double) size);
    }
    try {
      byte[] span = storages.read(tensor.storage(), tensor.offset() * size, (int) numbers * size);
      byte[] numbersInOrder = tensor.isContiguous() ? span : tensor.gather(span);
      return new Tensor(
          name, tensor.storage().dtype(), tensor.shape(), ByteBuffer.wrap(numbersInOrder));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      storages.close();
    } catch (IOException e) {
      // Nothing was written that could be lost.
    }
  }

  private static StudioException unreadable(Path path, IOException e) {
    return StudioException.badInput(
        path + " can't be used as PyTorch's weights",
        IoReason.of(e),
        "Copy or download the file again.",
        e);
  }
}
