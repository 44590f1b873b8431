package org.alexnetstudio.weights;

import java.io.Closeable;
import java.io.IOException;
import org.alexnetstudio.weights.TorchTensor.Storage;

/** Where the numbers of a state dict lie in its open file. */
interface TorchStorages extends Closeable {
  /**
   * So many bytes are read at once, as each read passes through a native buffer of its own size.
   */
  int CHUNK = 1 << 20;

  /** An open file and what its pickle holds. */
  record Opened(TorchStorages storages, Object content) {}

  /** Refuses a storage that the file does not have in full. */
  void check(Storage storage) throws FormatException;

  /**
   * Reads bytes of a storage that was checked.
   *
   * @param from first byte of the storage
   * @throws IOException where the file can no longer be read
   */
  byte[] read(Storage storage, long from, int count) throws IOException;

  @Override
  void close() throws IOException;
}
